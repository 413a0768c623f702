using System.Collections.Immutable;
using OrleansNews.Cluster;
using OrleansNews.Comments.Threads;

namespace OrleansNews.Comments;

public sealed class CommentThreadGrainTests(NewsCluster cluster) : IClassFixture<NewsCluster>
{
    private static int _articles = 1000;

    private readonly ICommentThreadGrain _thread = cluster.Client.GetGrain<ICommentThreadGrain>(Interlocked.Increment(ref _articles));

    [Fact]
    public async Task Post_NewThread_IsReadBack()
    {
        var posted = Assert.IsType<CommentPosted>(await _thread.PostAsync(Posts.New("Hello")));
        Assert.False(posted.Repeated);
        Assert.Equal(1, posted.Id.Number);
        var page = await _thread.ReadPageAsync(new ThreadPageQuery());
        var view = Assert.Single(page.Items);
        Assert.Equal(("Hello", "Ann", posted.Id), (view.Text, view.Author, view.Id));
        Assert.Equal(posted.Position, page.Version.Position);
        Assert.Equal(1, page.Total);
    }

    [Fact]
    public async Task Read_EmptyThread_StandsAtTheBeginningOfEveryEpoch()
    {
        var version = await _thread.GetVersionAsync(default);
        Assert.Equal(default, version.Position);
        Assert.True(version.Open);
        await _thread.PostAsync(Posts.New("First"));
        var log = await _thread.ReadLogAsync(version.Position, 10);
        Assert.False(log.Reset);
        Assert.Equal("First", Assert.Single(log.Items).View!.Text);
    }

    [Fact]
    public async Task Post_SameSubmissionManyTimes_IsOneComment()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => _thread.PostAsync(Posts.New("Once", key: "k"))));
        Assert.Single(results.Cast<CommentPosted>(), r => !r.Repeated);
        Assert.Single(results.Cast<CommentPosted>().Select(r => (r.Id, r.Position, r.Status)).Distinct());
        Assert.Equal(1, (await _thread.GetVersionAsync(default)).Total);
        var reused = await _thread.PostAsync(Posts.New("Twice", key: "k"));
        Assert.Equal(CommentRefusal.SubmissionReused, Assert.IsType<CommentRefused>(reused).Reason);
    }

    [Fact]
    public async Task Post_ManyAtOnceAcrossReactivation_AllAreThereOnceAndInOrder()
    {
        var posted = new List<CommentPosted>();
        for (var round = 0; round < 5; round++)
        {
            var results = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => _thread.PostAsync(Posts.New($"Text {round}/{i} {new string('x', 300)}"))));
            posted.AddRange(results.Cast<CommentPosted>());
            await Reactivate();
        }

        Assert.Equal(Enumerable.Range(1, 1000), posted.Select(p => p.Id.Number).Order());
        var seen = new List<CommentView>();
        string? cursor = null;
        do
        {
            var page = await _thread.ReadPageAsync(new ThreadPageQuery { Limit = 100, Cursor = cursor });
            seen.AddRange(page.Items);
            cursor = page.Next;
            Assert.Equal(1000, page.Total);
        }
        while (cursor is not null);

        Assert.Equal(Enumerable.Range(1, 1000), seen.Select(v => v.Id.Number));
        Assert.DoesNotContain(seen, v => v.Damaged);
        Assert.All(posted.Zip(Enumerable.Range(0, 1000)), p => Assert.StartsWith($"Text {p.Second / 200}/{p.Second % 200} ", seen[p.First.Id.Number - 1].Text));
        var again = Assert.IsType<CommentPosted>(await _thread.PostAsync(Posts.New($"Text 0/7 {new string('x', 300)}")));
        Assert.True(again.Repeated);
        Assert.Equal((posted[7].Id, posted[7].Position), (again.Id, again.Position));
    }

    [Fact]
    public async Task Decide_HideAndRestore_LeavesPlaceholderOnlyAboveVisibleReplies()
    {
        var top = await PostAsync("Top");
        var reply = await PostAsync("Reply", top);
        var lonely = await PostAsync("Lonely");
        var before = await _thread.GetVersionAsync(default);
        Assert.True((await _thread.DecideAsync(Posts.Decide(Decision.Trash, top, lonely))).Done);
        var page = await _thread.ReadPageAsync(new ThreadPageQuery());
        Assert.Equal([top, reply], page.Items.Select(v => v.Id));
        Assert.Equal((CommentStatus.Trash, "", ""), (page.Items[0].Status, page.Items[0].Author, page.Items[0].Text));
        Assert.Equal("Reply", page.Items[1].Text);
        Assert.True(page.Version.PublicVersion > before.PublicVersion);
        var log = await _thread.ReadLogAsync(before.Position with { Sequence = 0 }, 100);
        Assert.All(log.Items.Where(i => i.Comment == top || i.Comment == lonely), i => Assert.Null(i.View));
        Assert.True((await _thread.DecideAsync(Posts.Decide(Decision.Restore, top, lonely))).Done);
        Assert.Equal([top, reply, lonely], (await _thread.ReadPageAsync(new ThreadPageQuery())).Items.Select(v => v.Id));
    }

    [Fact]
    public async Task Decide_WithoutPermissionOrForeignComment_ChangesNothing()
    {
        var id = await PostAsync("Stay");
        Assert.False((await _thread.DecideAsync(Posts.Decide(Decision.Trash, id) with { Actor = Posts.Author })).Done);
        Assert.False((await _thread.DecideAsync(Posts.Decide(Decision.Trash, id, CommentId.Native(new(5), 1)))).Done);
        Assert.Equal(1, (await _thread.GetVersionAsync(default)).Total);
        Assert.Null(await _thread.ReadForModeratorsAsync([id], Posts.Author));
    }

    private async Task<CommentId> PostAsync(string text, CommentId? parent = null) =>
        Assert.IsType<CommentPosted>(await _thread.PostAsync(Posts.New(text, parent))).Id;

    private async Task Reactivate()
    {
        var management = cluster.Client.GetGrain<Orleans.Runtime.IManagementGrain>(0);
        await management.ForceActivationCollection(TimeSpan.Zero);
    }
}
