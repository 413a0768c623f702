using System.Collections.Immutable;
using OrleansNews.Accounts;
using OrleansNews.Listings;

namespace OrleansNews.Articles;

/// <summary>How a command changes the head of a story: what is in its history, and whom it must tell. Pure.</summary>
internal static class ArticleHistory
{
    private const int MostDiscarded = 32;
    private static readonly TimeSpan DiscardedFor = TimeSpan.FromHours(24);

    /// <summary>The head after somebody saved or published a text.</summary>
    public static ArticleState SavedAs(this ArticleState state, string title, Actor actor, DateTimeOffset now) => state with { WorkingTitle = title, SavedBy = actor.Name, SavedAt = now };

    /// <summary>The head that tells the desk, when what the desk shows of it is not what it was told before.</summary>
    public static ArticleState TellingDesk(this ArticleState next, ArticleState before, ArticleId id) => StoriesInHand.Differ(id, before, next)
        ? next with { Outbox = next.Outbox.Replacing([new() { Kind = ArticleMessage.ForDesk, Target = "", Revision = next.DeskVersion }]) }
        : next;

    /// <summary>The head with another draft, or with none.</summary>
    public static ArticleState WithDraft(this ArticleState state, string? draft, DateTimeOffset now) => state with
    {
        Version = state.Version + 1,
        Status = state.Status == default ? ArticleStatus.Draft : state.Status,
        Draft = draft,
        Trash = null,
        Discarded = [.. Kept(state, now), .. new[] { state.Draft, state.Trash?.Draft }.OfType<string>().Where(name => state.Saved.All(saved => saved.Name != name)).Select(replaced => new DiscardedDraft { Name = replaced, At = now })],
    };

    /// <summary>Drafts that this head names and the next one does not, to be deleted once that is durable.</summary>
    public static IEnumerable<string> DraftsForgottenBy(this ArticleState state, ArticleState next) => DraftsOf(state).Except(DraftsOf(next));

    private static IEnumerable<string> DraftsOf(ArticleState state) =>
        [.. new[] { state.Draft, state.Trash?.Draft }.OfType<string>(), .. state.Saved.Select(draft => draft.Name), .. state.Discarded.Select(draft => draft.Name)];

    private static IEnumerable<DiscardedDraft> Kept(ArticleState state, DateTimeOffset now) =>
        state.Discarded.TakeLast(MostDiscarded - 1).Where(draft => now - draft.At < DiscardedFor);

    /// <summary>The head after a publication or update; the draft is given up for it.</summary>
    public static ArticleState Publish(
        this ArticleState state, ArticleRevisionEntry revision, string path, DateTimeOffset publishedAt, ImmutableArray<string> listedIn, bool keepsDraft)
    {
        var messages = listedIn.Union(state.ListedIn).Select(key => ToListing(key, revision.Number));
        if (path != state.Path) messages = messages.Append(ToPermalink(path, null, revision.Number));
        if (path != state.Path && state.Path.Length > 0) messages = messages.Append(ToPermalink(state.Path, path, revision.Number));
        var next = keepsDraft ? state with { Version = state.Version + 1 } : state.WithDraft(null, revision.At).ForgettingSaved(revision.At) with { InReview = false, Schedule = null, Words = null, EmbargoUntil = null };
        return next with
        {
            Status = ArticleStatus.Published,
            Path = path,
            PublishedAt = publishedAt,
            UpdatedAt = state.Revision == 0 ? publishedAt : revision.At,
            Revisions = state.Revisions.Add(revision),
            ListedIn = listedIn,
            Outbox = state.Outbox.Replacing([.. messages]),
        };
    }

    /// <summary>The head after the publication that mends a mistake.</summary>
    public static ArticleState Correct(this ArticleState published, CorrectionNote note, string before, DateTimeOffset now) => published with
    {
        Corrections = published.Corrections.Add(new() { Revision = published.Revision, At = now, Text = note.Text.Trim(), Before = note.ShowsChange ? before : null }),
    };

    /// <summary>The head at another path. The text stays what it was, and so does the draft.</summary>
    public static ArticleState Move(this ArticleState state, ArticleRevisionEntry move, string path) => state with
    {
        Version = state.Version + 1,
        Path = path,
        Revisions = state.Revisions.Add(move),
        Outbox = state.Outbox.Replacing(
            [.. state.ListedIn.Select(key => ToListing(key, move.Number)), ToPermalink(path, null, move.Number), ToPermalink(state.Path, path, move.Number)]),
    };

    /// <summary>The head after a withdrawal. The draft stays, and so does the path: it answers 410.</summary>
    public static ArticleState Withdraw(this ArticleState state, ArticleRevisionEntry withdrawal) => state.WithoutPlan() with // Or a change of it would bring the story back.
    {
        Version = state.Version + 1,
        Status = ArticleStatus.Withdrawn,
        UpdatedAt = withdrawal.At,
        Revisions = state.Revisions.Add(withdrawal),
        ListedIn = [],
        Outbox = state.Outbox.Replacing([.. state.ListedIn.Select(key => ToListing(key, withdrawal.Number))]),
    };

    /// <summary>The head without messages that were delivered. One that was replaced since stays.</summary>
    public static ArticleState Delivered(this ArticleState state, IReadOnlyList<ArticleMessage> delivered) =>
        state with { Outbox = state.Outbox.RemoveAll(message => delivered.Any(sent => sent.SameTarget(message) && sent.Revision == message.Revision)) };

    /// <summary>The listings of a story.</summary>
    public static ImmutableArray<string> ListingsOf(Term section, IEnumerable<Term> tags, IEnumerable<Term> byline) =>
    [
        ListingKeys.Front, ListingKeys.All, .. section.Line.Select(level => ListingKeys.Category(level.Path)), .. tags.Select(tag => ListingKeys.Tag(tag.Slug)),
        .. byline.Select(author => ListingKeys.Author(author.Slug)),
    ];

    private static ImmutableArray<ArticleMessage> Replacing(this ImmutableArray<ArticleMessage> outbox, ImmutableArray<ArticleMessage> messages) =>
        outbox.RemoveAll(old => messages.Any(message => message.SameTarget(old))).AddRange(messages);

    private static ArticleMessage ToListing(string key, long revision) => new() { Kind = ArticleMessage.ForListing, Target = key, Revision = revision };

    private static ArticleMessage ToPermalink(string path, string? redirectTo, long revision) =>
        new() { Kind = ArticleMessage.ForPermalink, Target = path, RedirectTo = redirectTo, Revision = revision };
}
