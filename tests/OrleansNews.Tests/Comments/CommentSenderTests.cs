using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using OrleansNews.Articles;
using OrleansNews.Cluster;
using OrleansNews.Operations;
using OrleansNews.Site;

namespace OrleansNews.Comments;

/// <summary>How long a front end waits for whoever takes comments in.</summary>
public sealed class CommentSenderTests(NewsCluster cluster) : IClassFixture<NewsCluster>, IDisposable
{
    private static readonly CommentSubmission Comment = new() { Article = new(1), Submission = SubmissionId.FromKey("1"), Author = "Ada", Email = "ada@example.org", Text = "A word." };

    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly FakeTimeProvider _time = new();
    private readonly Meters _meters = new();

    public void Dispose()
    {
        cluster.Calls.Instead = null;
        _meters.Dispose();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Comment_WhoseAnswerIsLost_IsSentOnceMoreUnderItsId_AndThenGivenUp(int lost)
    {
        var sent = new ConcurrentQueue<SubmissionId>();
        var asked = new ConcurrentQueue<GrainId>();
        cluster.Calls.Instead = call =>
        {
            if (ClientCalls.NameOf(call) != "ICommentIntakeGrain.SubmitAsync") return call.Invoke();
            asked.Enqueue(call.TargetId);
            sent.Enqueue(((CommentSubmission)call.Request.GetArgument(0)!).Submission);
            if (sent.Count <= lost) return new TaskCompletionSource().Task;
            call.Result = new CommentRefused(CommentRefusal.Closed);
            return Task.CompletedTask;
        };
        using var places = new CommentPlaces(Options.Create(new OverloadOptions()), new OverloadInstruments(_meters));
        var sender = new CommentSender(cluster.Client, places, Options.Create(new ReadOptions()), _time);

        var answering = sender.SubmitAsync(Comment);
        // No longer than an attempt may take, so that the second one has the rest for itself.
        await Waits.UntilAsync(() => sent.Count == 1, "The comment is not sent.");
        _time.Advance(new ReadOptions().WriteDeadline / 2);
        await Waits.UntilAsync(() => sent.Count == 2, "The comment is not sent again.");

        if (lost == 1) Assert.Equal(new CommentRefused(CommentRefusal.Closed), await answering.WaitAsync(Patience, Cancel));
        else await Assert.ThrowsAsync<TimeoutException>(() => Waits.ForAsync(answering, "The comment is waited for without an end.", () => _time.Advance(TimeSpan.FromSeconds(1))));
        Assert.Equal([Comment.Submission, Comment.Submission], sent);
        // By the key the silo is chosen that takes it in.
        Assert.Equal(2, asked.Distinct().Count());
    }
}
