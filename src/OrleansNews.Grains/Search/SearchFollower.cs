using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OrleansNews.Articles;
using OrleansNews.Listings;

namespace OrleansNews.Search;

/// <summary>
/// Follows the listing of all stories into this silo's index: once a second it asks what has changed after the position that the index was written with, and reads those stories. An index that is
/// new or was damaged begins at position 0, and so does one that is ahead of the listing, which was then restored from a backup.
/// </summary>
internal sealed partial class SearchFollower(
    IGrainFactory grains,
    ISearchIndex index,
    SearchProgress progress,
    [FromKeyedServices(NewsClock.Key)] TimeProvider time,
    ILogger<SearchFollower> logger) : SiloTicker(TimeSpan.FromSeconds(1), time)
{
    private const int AtOnce = 200;
    private const int ReadsAtOnce = 8;
    private const int MostAttempts = 5;

    private readonly Dictionary<ArticleId, int> _failed = [];
    private bool _isInterrupted;

    protected override bool BeginsAtOnce => true;

    protected override async Task TickAsync(CancellationToken stopping)
    {
        try
        {
            await FollowAsync(stopping);
            _isInterrupted = false;
        }
        catch (Exception fault) when (!stopping.IsCancellationRequested)
        {
            // Said once: an outage lasts for many ticks.
            if (!_isInterrupted) LogInterrupted(fault);
            _isInterrupted = true;
        }
    }

    /// <summary>Brings the index to the end of the listing.</summary>
    internal async Task FollowAsync(CancellationToken stopping)
    {
        while (true)
        {
            stopping.ThrowIfCancellationRequested();
            var position = await index.GetPositionAsync();
            if (position == 0) progress.IsComplete = false;
            var changes = await grains.GetGrain<IListingGrain>(ListingKeys.All).ReadChangesAsync(position, AtOnce);
            if (changes.Version < position)
            {
                LogAhead(position, changes.Version);
                await index.ResetAsync();
                continue;
            }

            if (changes.Items.IsEmpty)
            {
                progress.IsComplete = true;
                return;
            }

            await TakeAsync(changes, position, stopping);
        }
    }

    private async Task TakeAsync(ListingChanges changes, long position, CancellationToken stopping)
    {
        var read = new IndexedStory?[changes.Items.Length];
        var limit = new ParallelOptions { MaxDegreeOfParallelism = ReadsAtOnce, CancellationToken = stopping };
        await Parallel.ForAsync(0, read.Length, limit, async (i, _) => read[i] = changes.Items[i].IsRemoved ? null : await ReadAsync(changes.Items[i].Article));
        await index.ApplyAsync(
            [.. read.OfType<IndexedStory>()],
            [.. changes.Items.Where((_, i) => read[i] is null).Select(change => change.Article)],
            position,
            changes.Items[^1].Position);
    }

    // The listing was told by the story, which is therefore as new as the change or newer. One that is withdrawn by now is in a later change.
    private async Task<IndexedStory?> ReadAsync(ArticleId article)
    {
        try
        {
            var story = await grains.GetGrain<IArticleGrain>(article.Value).GetPublishedAsync(0);
            return story is { Status: ArticleStatus.Published } ? StoryWords.Of(story, await EntryWords.ReadAsync(grains, story)) : null;
        }
        catch (Exception fault) when (HasFailedTooOften(article))
        {
            // One story that cannot be read must not keep all others from being found.
            LogLeftOut(article, fault);
            return null;
        }
    }

    private bool HasFailedTooOften(ArticleId article)
    {
        lock (_failed)
        {
            var attempts = _failed[article] = _failed.GetValueOrDefault(article) + 1;
            if (attempts < MostAttempts) return false;
            _failed.Remove(article);
            return true;
        }
    }

    [LoggerMessage(LogLevel.Warning, "The search index does not follow the newspaper at the moment; it goes on as soon as it can.")]
    private partial void LogInterrupted(Exception fault);

    [LoggerMessage(LogLevel.Warning, "The search index is at position {Position} and the newspaper at {Version}: it belongs to another state of the newspaper, and is made anew.")]
    private partial void LogAhead(long position, long version);

    [LoggerMessage(LogLevel.Error, "Article {Article} cannot be read and is left out of the search index until it changes.")]
    private partial void LogLeftOut(ArticleId article, Exception fault);
}
