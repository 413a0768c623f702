using System.Collections.Concurrent;
using Microsoft.Extensions.Caching.Memory;
using OrleansNews.Articles;
using OrleansNews.Site;

namespace OrleansNews.Search;

/// <summary>
/// Knows stories like a story, for its page. They are asked for beside the page, so many a second and not more: a page that has to be made does not wait for the index, and shows the box with its next check.
/// A story that changed or was withdrawn is in no box from the moment that the listing tells.
/// </summary>
internal sealed partial class RelatedReader(IClusterClient cluster, ChangedStories changes, IOptions<ReadOptions> options, TimeProvider time, ILogger<RelatedReader> log) : IDisposable
{
    private const int Shown = 4;
    private const int MostKnown = 20_000;
    private const int AskedAtOnce = 20;

    // At most a tenth of a processor goes into this, whatever is read.
    private static readonly TimeSpan AskEvery = TimeSpan.FromMilliseconds(50);

    // Newer stories may be nearer.
    private static readonly TimeSpan Age = TimeSpan.FromMinutes(10);

    // An index that is not busy answers within this.
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(30);

    private readonly MemoryCache _known = new(new MemoryCacheOptions { SizeLimit = MostKnown });
    private readonly ConcurrentDictionary<ArticleId, Task> _asking = new();
    private readonly Lock _gate = new();
    private long _paid = long.MinValue;
    private bool _isLeftOut;

    /// <summary>The box of a story, as of a version of the listing that was seen.</summary>
    public async ValueTask<RelatedBox> ReadAsync(PublishedArticle story, long listingVersion)
    {
        await changes.FollowAsync(listingVersion);
        var known = _known.Get<Known>(story.Id);
        if (known is not null && known.Revision == story.Revision && time.GetElapsedTime(known.AskedAt) < Age && Current(known) == known.Box) return known.Box;
        if (Ask(story) is { } asking) await Task.WhenAny(asking, Task.Delay(Patience, time));
        return Find(story.Id);
    }

    /// <summary>What is known now of the box of a story, without asking anybody.</summary>
    public RelatedBox Find(ArticleId story) => _known.Get<Known>(story) is { } known ? Current(known) : RelatedBox.None;

    public void Dispose() => _known.Dispose();

    private RelatedBox Current(Known known) => known.Box.Without(item => changes.HasChanged(item.Article, known.AsOf));

    private Task? Ask(PublishedArticle story)
    {
        if (_asking.TryGetValue(story.Id, out var under)) return under;
        return TryPay() ? _asking.GetOrAdd(story.Id, static (_, asked) => asked.Reader.AskAsync(asked.Story), (Reader: this, Story: story)) : null;
    }

    private bool TryPay()
    {
        lock (_gate)
        {
            var now = time.GetTimestamp();
            var interval = (long)(AskEvery.TotalSeconds * time.TimestampFrequency);
            var next = Math.Max(_paid, now - (AskedAtOnce * interval)) + interval;
            if (next > now) return false;
            _paid = next;
            return true;
        }
    }

    private async Task AskAsync(PublishedArticle story)
    {
        // The entry must be there before it is taken away.
        await Task.Yield();
        try
        {
            var (asOf, askedAt) = (changes.Position, time.GetTimestamp());
            var related = await cluster.GetGrain<ISearchGrain>(0).FindRelatedAsync(story.Id, Shown).WaitAsync(options.Value.Deadline);
            if (related is null) return;
            _known.Set(story.Id, new Known(new(related.Items), story.Revision, asOf, askedAt), new MemoryCacheEntryOptions { Size = 1 });
            _isLeftOut = false;
        }
        catch (Exception fault)
        {
            // Said once: an outage has many requests.
            if (!_isLeftOut) LogLeftOut(fault);
            _isLeftOut = true;
        }
        finally
        {
            _asking.TryRemove(story.Id, out _);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Stories like others cannot be asked for; pages show those known last, or none")]
    private partial void LogLeftOut(Exception fault);

    private sealed record Known(RelatedBox Box, long Revision, long AsOf, long AskedAt);
}
