using System.Net;
using OrleansNews.Comments;

namespace OrleansNews.Moderation;

/// <summary>Whether a comment is what a moderator looks for. Pure.</summary>
internal sealed class DeskFilter(DeskQuery query)
{
    public const int MostSearched = 200;

    private readonly string[] _words = Words(query.Search);
    private readonly string _address = Shortest(query.Address);

    /// <summary>Whether the text itself has to be looked at: the queues cannot tell.</summary>
    public bool LooksAtComments => NeedsOrigin || NeedsEmail || query.HasLinks || query.IsUnanswered;

    /// <summary>Whether the address is needed to tell.</summary>
    public bool NeedsOrigin => query.Address.Length > 0;

    /// <summary>Whether the email address is needed to tell.</summary>
    public bool NeedsEmail => _words.Length > 0;

    /// <summary>The queues that a comment stands in, as its thread tells them.</summary>
    public static ModerationQueues QueuesOf(ModeratedComment comment) => comment.View.Status switch
    {
        CommentStatus.Approved => ModerationQueues.All | (comment.IsFlagged ? ModerationQueues.Flagged : 0),
        CommentStatus.Held => ModerationQueues.All | ModerationQueues.Held,
        CommentStatus.Spam => ModerationQueues.Spam,
        CommentStatus.Trash => ModerationQueues.Trash,
        _ => ModerationQueues.None,
    };

    /// <summary>Whether the thread's own data fits: queue, story, person, links, replies.</summary>
    public bool Fits(ModeratedComment comment) =>
        (QueuesOf(comment) & query.Queue) != 0 &&
        (query.Article is not { } article || comment.View.Id.Article == article) &&
        (query.Commenter.Length == 0 || comment.Commenter == query.Commenter) &&
        (!query.HasLinks || HasLink(comment.View.Text)) &&
        (!query.IsUnanswered || comment.View.Replies == 0);

    /// <summary>Whether it came from where is looked for.</summary>
    public bool FitsOrigin(CommentOrigin? origin) => !NeedsOrigin || (origin is not null && FitsAddress(origin.Address));

    /// <summary>Whether all words that are looked for are there.</summary>
    public bool FitsWords(ModeratedComment comment, string? email)
    {
        if (_words.Length == 0) return true;
        var text = Fold($"{comment.View.Author}\n{WebUtility.HtmlDecode(comment.View.Text)}\n{comment.View.Url}\n{email}");
        return Array.TrueForAll(_words, word => text.Contains(word, StringComparison.Ordinal));
    }

    private bool FitsAddress(string address) => query.Address[^1] is '.' or ':'
        ? address.StartsWith(query.Address, StringComparison.OrdinalIgnoreCase)
        : string.Equals(address, _address, StringComparison.OrdinalIgnoreCase);

    // However it was typed: addresses are kept in their shortest form.
    private static string Shortest(string address) => address.Contains(':', StringComparison.Ordinal) && IPAddress.TryParse(address, out var known) ? known.ToString() : address;

    private static bool HasLink(string text) =>
        text.Contains("<a ", StringComparison.OrdinalIgnoreCase) || text.Contains("://", StringComparison.Ordinal) || text.Contains("www.", StringComparison.OrdinalIgnoreCase);

    // By characters: half a one, which an address can hold, cannot be folded.
    private static string[] Words(string search) =>
        Fold(string.Concat(Beginning.Of(search, MostSearched).EnumerateRunes())).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    private static string Fold(string text) => text.Normalize(System.Text.NormalizationForm.FormKC).ToUpperInvariant();
}
