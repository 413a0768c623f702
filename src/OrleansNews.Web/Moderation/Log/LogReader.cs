using System.Runtime.CompilerServices;
using OrleansNews.Accounts;
using OrleansNews.Articles;
using OrleansNews.Site;

namespace OrleansNews.Moderation;

/// <summary>Asks the moderation log, and each story for its headline.</summary>
internal sealed class LogReader(IClusterClient cluster, StoryReader stories, IOptions<ReadOptions> options)
{
    private const int ExportedAtOnce = 500;

    /// <summary>The page with its stories; null when the actor may not moderate.</summary>
    public async Task<(ImmutableArray<LogItem> Items, LogPlace? Next)?> ReadAsync(LogQuery query, Actor actor) =>
        await Log.ReadAsync(query, actor).WaitAsync(options.Value.WriteDeadline) is { } page ? (await WithStoriesAsync(page), page.Next) : null;

    /// <summary>The page for everybody; null when the log is not open.</summary>
    public async Task<(ImmutableArray<LogItem> Items, LogPlace? Next)?> ReadPublicAsync(LogQuery query) =>
        await Log.ReadPublicAsync(query).WaitAsync(options.Value.Deadline) is { } page ? (await WithStoriesAsync(page), page.Next) : null;

    /// <summary>At most so many entries, read as they are wanted.</summary>
    public async IAsyncEnumerable<LogEntry> ExportAsync(LogQuery query, int most, Actor actor, [EnumeratorCancellation] CancellationToken given)
    {
        var (next, count) = (query.Before, 0);
        do
        {
            given.ThrowIfCancellationRequested();
            var page = await Log.ReadAsync(query with { Before = next, Limit = Math.Min(ExportedAtOnce, most - count) }, actor).WaitAsync(options.Value.WriteDeadline, given);
            if (page is null) yield break;
            foreach (var entry in page.Entries) yield return entry;
            (next, count) = (page.Next, count + page.Entries.Length);
        }
        while (next is not null && count < most);
    }

    private async Task<ImmutableArray<LogItem>> WithStoriesAsync(LogPage page)
    {
        var known = await Task.WhenAll(page.Entries.Select(entry => entry.Article).Where(article => article.IsValid).Distinct().Select(async article => (article, Story: await stories.FindAsync(article))));
        var published = known.Where(story => story.Story is { Status: ArticleStatus.Published }).ToDictionary(story => story.article, story => story.Story!);
        return [.. page.Entries.Select(entry => published.TryGetValue(entry.Article, out var story) ? new LogItem(entry, story.Title, story.Path) : new(entry, "", ""))];
    }

    private IModerationLogGrain Log => cluster.GetGrain<IModerationLogGrain>(0);
}
