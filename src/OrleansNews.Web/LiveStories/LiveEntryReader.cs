using OrleansNews.Articles;
using OrleansNews.Site;

namespace OrleansNews.LiveStories;

/// <summary>Reads the entries of live stories.</summary>
internal sealed class LiveEntryReader(IClusterClient cluster, IOptions<ReadOptions> options)
{
    /// <summary>Entries of a page.</summary>
    public const int PageSize = 25;

    /// <summary>The version of a story's entries: the cheap question that pages are checked with; 0 for a story without, which costs none.</summary>
    public async ValueTask<long> ReadVersionAsync(PublishedArticle story) =>
        story.Live == LiveOrder.None ? 0 : await GrainOf(story.Id).GetVersionAsync().WaitAsync(options.Value.Deadline);

    /// <summary>What a story's own page shows of its entries; null for a story without.</summary>
    public async Task<LiveEntries?> ReadAsync(PublishedArticle story) =>
        story.Live == LiveOrder.None ? null : await ReadAsync(story.Id, new(story.Live == LiveOrder.OldestFirst, 0, PageSize));

    public Task<LiveEntries?> ReadAsync(ArticleId story, LiveEntriesQuery query) => GrainOf(story).ReadAsync(query).WaitAsync(options.Value.Deadline);

    public Task<FoundLiveEntry?> FindAsync(ArticleId story, long number) => GrainOf(story).FindAsync(number).WaitAsync(options.Value.Deadline);

    public Task<LiveStoryChanges?> ReadChangesAsync(ArticleId story, long after) => GrainOf(story).GetChangesAsync(after).WaitAsync(options.Value.Deadline);

    private ILiveStoryGrain GrainOf(ArticleId story) => cluster.GetGrain<ILiveStoryGrain>(story.Value);
}
