using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using OrleansNews.Accounts;

namespace OrleansNews.Articles;

/// <summary>Knows commands that come again because their answer was lost, and texts that somebody sends again in another way. Pure.</summary>
internal static class RepeatedCommands
{
    public static ArticleCommandMark Mark(this SaveDraft command, ArticleContent content) =>
        Of(command.ExpectedVersion, command.Actor, content, "draft", $"{command.InReview}");

    public static ArticleCommandMark Mark(this PublishArticle command) => Of(
        command.ExpectedVersion,
        command.Actor,
        command.Content is { } content ? ArticleRules.Normalise(content) : null,
        "publish",
        Text(command.PublishedAt),
        command.Reason,
        command.Correction?.Text ?? "",
        $"{command.Correction?.ShowsChange}",
        $"{command.KeepsDraft}");

    public static ArticleCommandMark Mark(this WithdrawArticle command) => Of(command.ExpectedVersion, command.Actor, null, "withdraw", command.Reason);

    public static ArticleCommandMark Mark(this DiscardDraft command) => Of(command.ExpectedVersion, command.Actor, null, "discard");

    public static ArticleCommandMark Mark(this ScheduleArticle command) =>
        Of(command.ExpectedVersion, command.Actor, null, "schedule", Text(command.At), command.Reason, command.Correction?.Text ?? "", $"{command.Correction?.ShowsChange}");

    public static ArticleCommandMark Mark(this EmbargoArticle command) => Of(command.ExpectedVersion, command.Actor, null, "embargo", Text(command.Until));

    /// <summary>What a note is known by when it comes again; empty when its form has no name.</summary>
    public static string Mark(this AddNote note) => note.Submission == default ? "" : Digest(Encoding.UTF8.GetBytes($"{note.Submission:N}\0{note.Actor.Login}\0{note.Text}"));

    /// <summary>Whether the story took this very command, and nobody's that came after it undoes what it did.</summary>
    public static bool Took(this ArticleState state, ArticleCommandMark mark) => IsSame(state.LastText, mark) || IsSame(state.LastDecision, mark);

    /// <summary>
    /// Whether the newest text of the story is this one, and from the same person: whoever sends it again loses nothing of anybody's, and does not know that it was stored.
    /// An older build that saved another one since has left the mark as it was, and so the name decides.
    /// </summary>
    public static bool HasTextOf(this ArticleState state, ArticleCommandMark mark) =>
        state.LastText is { Name: { } name } last && name == (state.Draft ?? state.Text?.Name)
        && (last.Text, last.Login) == (mark.Text, mark.Login) && last.From <= mark.From && mark.From < state.Version;

    /// <summary>The version from which a command goes on: the present one when nothing was changed but by the same person, who saved the same text.</summary>
    public static long BaseOf(this ArticleState state, ArticleCommandMark mark) =>
        state.HasTextOf(mark) && state.Version == state.LastText!.From + 1 ? state.Version : mark.From;

    private static bool IsSame(ArticleCommandMark? last, ArticleCommandMark mark) =>
        last is not null && (last.From, last.Login, last.Text, last.Rest) == (mark.From, mark.Login, mark.Text, mark.Rest);

    private static ArticleCommandMark Of(long from, Actor actor, ArticleContent? content, params ReadOnlySpan<string> rest) => new()
    {
        From = from,
        Login = actor.Login,
        Text = content is null ? "" : Digest(JsonSerializer.SerializeToUtf8Bytes(ArticleTextRecord.From(content), ArticleJson.Default.ArticleTextRecord)),
        Rest = Digest(Encoding.UTF8.GetBytes(string.Join('\0', rest))),
    };

    private static string Digest(byte[] bytes) => Base64Url.EncodeToString(SHA256.HashData(bytes));

    private static string Text(DateTimeOffset? moment) => moment?.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture) ?? "";
}
