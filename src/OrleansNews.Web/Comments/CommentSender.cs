using OrleansNews.Articles;
using OrleansNews.Site;

namespace OrleansNews.Comments;

/// <summary>Hands submissions to the cluster. A lost answer is asked for again under the same id, which cannot make a second comment.</summary>
internal sealed class CommentSender(IClusterClient cluster, CommentPlaces places, IOptions<ReadOptions> options, TimeProvider time)
{
    // A silo takes what a front end sends to one grain: many of them are on all silos. Another attempt asks another one, since the silo of the first may be the one that does not answer.
    private const int Intakes = 64;

    public Task<PostCommentResult> SubmitAsync(CommentSubmission submission) => SendAsync(submission.Article, intake => intake.SubmitAsync(submission));

    public Task<PostCommentResult> EditAsync(CommentEdit edit) => SendAsync(edit.Id.Article, intake => intake.EditAsync(edit));

    private async Task<PostCommentResult> SendAsync(ArticleId story, Func<ICommentIntakeGrain, Task<PostCommentResult>> send)
    {
        using var place = places.TryTake(story);
        if (place is null) return new CommentRefused(CommentRefusal.Busy);
        var deadline = options.Value.WriteDeadline;
        var attempts = 0;
        return await ClusterCalls.AgainAsync(() => send(cluster.GetGrain<ICommentIntakeGrain>((story.Value + attempts++) % Intakes)).WaitAsync(deadline / 2, time), deadline, time);
    }
}
