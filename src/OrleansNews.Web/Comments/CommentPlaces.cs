using System.Threading.RateLimiting;
using OrleansNews.Articles;
using OrleansNews.Site;

namespace OrleansNews.Comments;

/// <summary>The places of comments, votes and flags that are on their way, so many under each story: one that is flooded does not take those of the others.</summary>
internal sealed class CommentPlaces(IOptions<OverloadOptions> options, OverloadInstruments instruments) : IDisposable
{
    private readonly PartitionedRateLimiter<ArticleId> _stories = PartitionedRateLimiter.Create<ArticleId, ArticleId>(story => RateLimitPartition.GetConcurrencyLimiter(
        story, _ => new() { PermitLimit = options.Value.CommentsAtOncePerStory, QueueLimit = 0 }));

    /// <summary>Takes a place under a story until the answer is disposed; null when all are taken.</summary>
    public IDisposable? TryTake(ArticleId story)
    {
        var place = _stories.AttemptAcquire(story);
        if (place.IsAcquired) return place;
        place.Dispose();
        instruments.Refused(OverloadInstruments.Story);
        return null;
    }

    public void Dispose() => _stories.Dispose();
}
