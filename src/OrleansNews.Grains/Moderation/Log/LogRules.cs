using System.Collections.Immutable;

namespace OrleansNews.Moderation;

/// <summary>What a page of the log holds, and what everybody may see of it.</summary>
internal static class LogRules
{
    // What a rule found in a comment, and what a moderator wrote, are nobody's business.
    private static readonly HashSet<string> PublicReasons =
        ["first-time", "all", "story", "person", "person-approved", "moderator", "story-author", "links", "word", "disallowed", "classifier-silent", "classifier"];

    /// <summary>The newest of all parts. Where one of them was not read to its end, nothing older than its end is shown yet.</summary>
    public static LogPage Merge(IReadOnlyCollection<LogPage> parts, int limit)
    {
        LogPlace? end = parts.Max(part => part.Next);
        var known = parts.SelectMany(part => part.Entries).Where(entry => end is null || entry.Place >= end).OrderByDescending(entry => entry.Place).ToList();
        ImmutableArray<LogEntry> page = [.. known.Take(limit)];
        return new(page, page.Length < known.Count ? page[^1].Place : end);
    }

    /// <summary>An entry without moderator, comment and words.</summary>
    public static LogEntry ForEverybody(LogEntry entry)
    {
        var rule = entry.Login.Length > 0 ? "" : entry.Reason.Split(':')[0];
        return entry with { Login = "", Number = 0, Article = StoryFor(entry, everybody: true), Reason = PublicReasons.Contains(rule) ? rule : "" };
    }

    /// <summary>The story that an entry is about. To everybody, one about a person is about none: under which story somebody wrote who was suspended would point at them.</summary>
    public static ArticleId StoryFor(LogEntry entry, bool everybody) =>
        everybody && entry.Action is LogAction.Suspended or LogAction.SuspensionLifted or LogAction.RuleChanged ? default : entry.Article;
}
