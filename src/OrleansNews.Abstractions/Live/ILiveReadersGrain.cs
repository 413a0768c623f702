using System.Collections.Immutable;

namespace OrleansNews.Live;

/// <summary>
/// How many people have a story open, summed over front ends. In memory alone: whoever reports again brings it back. Key: a shard of the stories
/// (<see cref="ShardOf"/>), so that a front end tells everything in a few calls, however many readers and stories it has.
/// </summary>
[Alias("news.live-readers")]
public interface ILiveReadersGrain : IGrainWithIntegerKey
{
    /// <summary>How many shards there are.</summary>
    const int Shards = 4;

    /// <summary>The shard that counts the readers of a story.</summary>
    static long ShardOf(ArticleId article) => article.Value % Shards;

    /// <summary>
    /// Takes the readers that a front end has now, in place of what it reported before, and answers the sums for the same stories. A report counts
    /// for 15 s.
    /// </summary>
    /// <param name="frontEnd">The process that reports, for as long as it runs.</param>
    /// <param name="readers">Every story of this shard that somebody follows there.</param>
    [Alias("report")]
    Task<ImmutableArray<StoryReaders>> ReportAsync(Guid frontEnd, ImmutableArray<StoryReaders> readers);
}
