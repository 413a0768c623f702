using System.IO.Hashing;
using System.Text;
using OrleansNews.Accounts;
using OrleansNews.Moderation;

namespace OrleansNews.Comments;

/// <summary>
/// What the moderation log hears of a person: what was decided, by whom, and from which comment. Neither name nor key: whoever may know goes by the comment, which an erasure empties.
/// </summary>
internal static class CommenterLog
{
    // Ahead of every number that an event of a thread can have.
    private const long AsideOfThreads = 0x8000_0000;

    /// <summary>The state with one more entry to tell.</summary>
    /// <param name="state">The state behind the decision.</param>
    /// <param name="entry">The decision, without a place.</param>
    /// <param name="commenter">The key; keeps decisions of one millisecond apart.</param>
    /// <param name="now">When.</param>
    public static CommenterState With(CommenterState state, LogEntry entry, string commenter, DateTimeOffset now)
    {
        var at = Math.Max(now.ToUnixTimeMilliseconds(), state.DecidedAt + 1);
        var place = LogPlace.Of(at, entry.Article, AsideOfThreads | (long)(XxHash3.HashToUInt64(Encoding.UTF8.GetBytes(commenter)) & 0x7FFF_FFFF));
        return state with { DecidedAt = at, Untold = state.Untold.OrEmpty().Add(StoredLogEntry.Of(entry with { Place = place })) };
    }

    public static LogEntry Suspended(DateTimeOffset? until, CommentId? from, Actor actor) =>
        Of(until is null ? LogAction.SuspensionLifted : LogAction.Suspended, from, actor) with { SuspendedUntil = until };

    public static LogEntry Ruled(CommenterRule rule, CommentId? from, Actor actor) => Of(LogAction.RuleChanged, from, actor) with { Rule = rule };

    private static LogEntry Of(LogAction action, CommentId? from, Actor actor) =>
        new() { Place = default, Action = action, Article = from?.Article ?? default, Number = from?.Number ?? 0, Login = actor.Login };
}
