using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using OrleansNews.Comments;
using OrleansNews.Comments.Threads;

namespace OrleansNews.Moderation;

/// <summary>Comments before a classifier, which a test runs on a real port.</summary>
public sealed class CommentClassifierTests(ClassifierSite site) : IClassFixture<ClassifierSite>, IAsyncLifetime
{
    private static readonly TimeSpan Pause = new ClassifierOptions().Pause;

    public ValueTask InitializeAsync() => new(site.BeginAsync());

    public ValueTask DisposeAsync() => default;

    [Fact]
    public async Task Request_IsSigned_AndSaysNothingOfEmailAndAddress()
    {
        Assert.Equal(CommentStatus.Approved, (await site.SubmitAsync("The tide is high")).Status);

        var (body, timestamp, signature) = Assert.Single(site.Requests);
        Assert.Contains("The tide is high", body, StringComparison.Ordinal);
        Assert.DoesNotContain("ann@example.org", body, StringComparison.Ordinal);
        Assert.DoesNotContain("203.0.113.7", body, StringComparison.Ordinal);
        Assert.Equal("sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(ClassifierSite.Secret), Encoding.UTF8.GetBytes($"{timestamp}.{body}"))), signature);
    }

    [Theory]
    [InlineData("""{"verdict":"hold","reason":"rude"}""", CommentStatus.Held, "classifier:rude")]
    [InlineData("""{"verdict":"spam"}""", CommentStatus.Spam, "classifier:spam")]
    [InlineData("""{"verdict":"trash","reason":"watches"}""", CommentStatus.Trash, "classifier:watches")]
    public async Task Verdict_DecidesAboutTheComment(string answer, CommentStatus status, string reason)
    {
        site.Answer = context => context.Response.WriteAsync(answer);

        var posted = await site.SubmitAsync("The tide is high");

        Assert.Equal(status, posted.Status);
        Assert.Equal(reason, await ReasonOfAsync(posted));
    }

    [Fact]
    public async Task Nonsense_HoldsEveryComment_AndWhatIsUnderstoodAgainIsJudgedAtOnce()
    {
        string[] answers = ["", "null", "[]", "not json", """{"verdict":7}""", """{"verdict":"perhaps"}""", """{"reason":"rude"}""", "{", "<html>"];
        for (var i = 0; i < answers.Length; i++)
        {
            var answer = answers[i];
            site.Answer = context => context.Response.WriteAsync(answer);
            Assert.Equal("classifier-silent", await ReasonOfAsync(await site.SubmitAsync($"Text {i}")));
        }

        // It answers, and delays nobody: it goes on being asked.
        Assert.Equal(answers.Length, site.Asked);
        site.Answer = context => context.Response.WriteAsync("""{"verdict":"approve"}""");
        Assert.Equal(CommentStatus.Approved, (await site.SubmitAsync("Understood")).Status);
    }

    [Theory]
    [InlineData(ClassifierFault.Late)]
    [InlineData(ClassifierFault.NeverEnds)]
    [InlineData(ClassifierFault.HangsUp)]
    [InlineData(ClassifierFault.Refuses)]
    [InlineData(ClassifierFault.Fails)]
    public async Task Outage_HoldsEveryComment_IsNotAskedForLong_AndEndsAPauseAfterItIsOver(ClassifierFault fault)
    {
        var held = new List<CommentPosted>();
        site.Fault = fault;
        await HoldAsync(12);
        Assert.Equal(5, site.Asked);

        // Still away when the pause is over: it is tried once, and left in peace for another.
        site.Cluster.Time.Advance(Pause);
        await HoldAsync(3);
        Assert.Equal(6, site.Asked);

        // It is well again, and nobody knows until that one is over.
        site.Fault = ClassifierFault.None;
        site.Cluster.Time.Advance(Pause - TimeSpan.FromSeconds(3));
        await HoldAsync(1);
        Assert.Equal(6, site.Asked);
        site.Cluster.Time.Advance(TimeSpan.FromSeconds(3));
        for (var i = 0; i < 6; i++) Assert.Equal(CommentStatus.Approved, (await site.SubmitAsync($"After it {i}")).Status);
        Assert.Equal(12, site.Asked);

        // What was held is all there, and waits.
        var kept = (await site.Cluster.Client.GetGrain<ICommentThreadGrain>(site.Story.Id.Value).ReadForModeratorsAsync([.. held.Select(comment => comment.Id)], Posts.Moderator))!.Value;
        Assert.Equal(Enumerable.Range(0, 16).Select(i => (CommentStatus.Held, "classifier-silent", $"Text {i}")), kept.Select(comment => (comment.View.Status, comment.Reason, comment.View.Text)));

        async Task HoldAsync(int count)
        {
            for (var i = 0; i < count; i++)
            {
                held.Add(await site.SubmitAsync($"Text {held.Count}"));
                Assert.Equal(CommentStatus.Held, held[^1].Status);
            }
        }
    }

    [Fact]
    public async Task AnswerTooLong_HoldsTheComment()
    {
        site.Answer = context => context.Response.WriteAsync($$"""{"verdict":"approve","reason":"{{new string('x', 70_000)}}"}""");

        Assert.Equal("classifier-silent", await ReasonOfAsync(await site.SubmitAsync("The tide is high")));
    }

    [Fact]
    public async Task Refusal_AndRedirection_HoldTheComment()
    {
        site.Answer = context =>
        {
            context.Response.StatusCode = site.Asked == 1 ? (int)HttpStatusCode.Forbidden : (int)HttpStatusCode.Redirect;
            context.Response.Headers.Location = "/elsewhere";
            return Task.CompletedTask;
        };

        Assert.Equal(CommentStatus.Held, (await site.SubmitAsync("One")).Status);
        Assert.Equal(CommentStatus.Held, (await site.SubmitAsync("Two")).Status);
        Assert.Equal(2, site.Asked);
    }

    private async Task<string> ReasonOfAsync(CommentPosted posted) =>
        (await site.Cluster.Client.GetGrain<ICommentThreadGrain>(site.Story.Id.Value).ReadForModeratorsAsync([posted.Id], Posts.Moderator))!.Value[0].Reason;
}
