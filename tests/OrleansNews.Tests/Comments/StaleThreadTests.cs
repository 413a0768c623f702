using System.Net;
using System.Net.Http.Json;
using OrleansNews.Articles;
using OrleansNews.Cluster;
using OrleansNews.Comments.Threads;
using OrleansNews.Site;

namespace OrleansNews.Comments;

/// <summary>Requests that meet an activation of the thread which does not know what another one has stored.</summary>
public sealed class StaleThreadTests(NewsSite site) : IClassFixture<NewsSite>
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    private readonly BrowserId _writer = new(Guid.NewGuid());

    [Fact]
    public async Task Flag_OfACommentThatAnotherActivationStored_IsTaken()
    {
        var (id, thread) = await PostElsewhereAsync();

        using var browser = site.NewBrowser();
        using var flagged = await browser.PostAsJsonAsync($"/api/comments/{id.Value}/flags", new { reason = "abuse" }, Cancel);

        Assert.Equal(HttpStatusCode.NoContent, flagged.StatusCode);
        Assert.True(Assert.Single((await thread.ReadForModeratorsAsync([id], Posts.Moderator))!.Value).IsFlagged);
    }

    [Fact]
    public async Task Edit_OfACommentThatAnotherActivationStored_IsTaken()
    {
        var (id, thread) = await PostElsewhereAsync();
        var edit = new CommentEdit(id, "Two, edited", 1, _writer, null);

        Assert.IsType<CommentPosted>(await SendAsync(edit));

        Assert.Equal("Two, edited", (await thread.FindAsync(id, 50))!.View.Text);
    }

    // As front ends do, which ask again when the activation that was met has ended.
    private Task<PostCommentResult> SendAsync(CommentEdit edit) =>
        ClusterCalls.AgainAsync(() => site.Grains.GetGrain<ICommentIntakeGrain>(0).EditAsync(edit), Cancel);

    private async Task<(CommentId Id, ICommentThreadGrain Thread)> PostElsewhereAsync()
    {
        var story = await site.PublishAsync(Stories.Harbour.Unique());
        var thread = site.Grains.GetGrain<ICommentThreadGrain>(story.Id.Value);
        await thread.PostAsync(Posts.New("One"));
        await using var other = new SecondActivation(site.Cluster, story.Id);
        var posted = Assert.IsType<CommentPosted>(await other.RunAsync(core => core.PostAsync(Posts.New("Two", browser: _writer))));
        site.Cluster.Time.Advance(TimeSpan.FromSeconds(1));
        return (posted.Id, thread);
    }
}
