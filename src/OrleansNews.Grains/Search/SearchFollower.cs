using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OrleansNews.Articles;
using OrleansNews.Listings;

namespace OrleansNews.Search;

/// <summary>
/// Follows the listing of all stories into this silo's index: once a second it asks what has changed after the position that the index was written with, and reads those stories. An index that is
/// new or was damaged begins at position 0, and so does one that is ahead of the listing, which was then restored from a backup. A story that cannot be read holds up no other one: it is noted in
/// the index and looked at again, since what cannot be read while the store is away can be read later.
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
    private static readonly TimeSpan LookAgainAfter = TimeSpan.FromSeconds(10);

    private readonly TimeProvider _time = time;
    private readonly Dictionary<ArticleId, int> _failed = [];
    private bool _isInterrupted;
    private long? _lookedAgain;

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
                await LookAgainAsync(position, stopping);
                return;
            }

            await TakeAsync(changes, position, stopping);
        }
    }

    private async Task TakeAsync(ListingChanges changes, long position, CancellationToken stopping)
    {
        var read = await ReadAllAsync(changes.Items, HasFailedTooOften, stopping);
        await ApplyAsync(read, position, changes.Items[^1].Position);
    }

    // Also what an activation before this one, or another process, went past.
    private async Task LookAgainAsync(long position, CancellationToken stopping)
    {
        if (_lookedAgain is { } before && _time.GetElapsedTime(before) < LookAgainAfter) return;
        _lookedAgain = _time.GetTimestamp();
        while (await index.SomeUnreadAsync(AtOnce) is { Count: > 0 } unread)
        {
            var read = await ReadAllAsync([.. unread.Select(article => new ListingChange(position, article, 0, IsRemoved: false))], static _ => true, stopping);
            if (read.All(story => story.IsUnread) || !await ApplyAsync(read, position, position)) return;
        }
    }

    private Task<bool> ApplyAsync(StoryReading[] read, long from, long position) => index.ApplyAsync(
        [.. read.Select(story => story.Words).OfType<IndexedStory>()],
        [.. read.Where(story => story is { Words: null, IsUnread: false }).Select(story => story.Article)],
        from,
        position,
        [.. read.Where(story => story.IsUnread).Select(story => story.Article)]);

    private async Task<StoryReading[]> ReadAllAsync(ImmutableArray<ListingChange> changes, Func<ArticleId, bool> isLeftOut, CancellationToken stopping)
    {
        var read = new StoryReading[changes.Length];
        await Parallel.ForAsync(0, read.Length, new ParallelOptions { MaxDegreeOfParallelism = ReadsAtOnce, CancellationToken = stopping }, async (i, _) =>
        {
            var (_, article, revision, isRemoved) = changes[i];
            try
            {
                read[i] = new(article, isRemoved ? null : await ReadAsync(article, revision), IsUnread: false);
            }
            catch (Exception fault) when (isLeftOut(article))
            {
                // One story that cannot be read must not keep all others from being found.
                LogLeftOut(article, fault);
                read[i] = new(article, null, IsUnread: true);
            }
        });
        return read;
    }

    // Null of one that readers do not see. The story told the listing, so that whoever knows less of it is an activation that another one took over; one that is withdrawn by now is in a later change.
    private async Task<IndexedStory?> ReadAsync(ArticleId article, long revision)
    {
        var story = await grains.GetGrain<IArticleGrain>(article.Value).GetPublishedAsync(0);
        if (story is null || story.Revision < revision) throw new InvalidOperationException($"Article {article} knows nothing of its revision {revision}.");
        return story.Status == ArticleStatus.Published ? StoryWords.Of(story, await EntryWords.ReadAsync(grains, story)) : null;
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

    [LoggerMessage(LogLevel.Warning, "Article {Article} cannot be read and is left out of the search index; it is looked at again every ten seconds.")]
    private partial void LogLeftOut(ArticleId article, Exception fault);

    private sealed record StoryReading(ArticleId Article, IndexedStory? Words, bool IsUnread);
}
