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

    /// <summary>All that a query finds, read as it is wanted, each part for whoever asks by then. What they may not read any more ends it with a fault: half a file must not look like a whole one.</summary>
    public async IAsyncEnumerable<LogEntry> ExportAsync(LogQuery query, Func<Task<Actor?>> asker, [EnumeratorCancellation] CancellationToken given)
    {
        var next = query.Before;
        do
        {
            given.ThrowIfCancellationRequested();
            var page = await asker() is { } actor ? await Log.ReadAsync(query with { Before = next, Limit = ExportedAtOnce }, actor).WaitAsync(options.Value.WriteDeadline, given) : null;
            if (page is null) throw new UnauthorizedAccessException("Whoever asked for the moderation log may not read it any more.");
            foreach (var entry in page.Entries) yield return entry;
            next = page.Next;
        }
        while (next is not null);
    }

    private async Task<ImmutableArray<LogItem>> WithStoriesAsync(LogPage page)
    {
        var known = await Task.WhenAll(page.Entries.Select(entry => entry.Article).Where(article => article.IsValid).Distinct().Select(async article => (article, Story: await stories.FindAsync(article))));
        var published = known.Where(story => story.Story is { Status: ArticleStatus.Published }).ToDictionary(story => story.article, story => story.Story!);
        return [.. page.Entries.Select(entry => published.TryGetValue(entry.Article, out var story) ? new LogItem(entry, story.Title, story.Path) : new(entry, "", ""))];
    }

    private IModerationLogGrain Log => cluster.GetGrain<IModerationLogGrain>(0);
}
