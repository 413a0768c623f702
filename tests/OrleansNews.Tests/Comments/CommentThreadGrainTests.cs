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
            await _thread.DeactivateAsync();
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

    [Fact]
    public async Task Edit_WithinTheWindow_KeepsHistoryAndIsIdempotent()
    {
        var browser = new BrowserId(Guid.NewGuid());
        var id = Assert.IsType<CommentPosted>(await _thread.PostAsync(Posts.New("First words", browser: browser))).Id;
        var edited = Assert.IsType<CommentPosted>(await _thread.EditAsync(Posts.Edit(id, "Second words", 1, browser)));
        var again = Assert.IsType<CommentPosted>(await _thread.EditAsync(Posts.Edit(id, "Second words", 1, browser)));
        Assert.Equal((false, true), (edited.Repeated, again.Repeated));
        Assert.Equal(new CommentRefused(CommentRefusal.NotEditable), await _thread.EditAsync(Posts.Edit(id, "Third words", 1, browser)));
        Assert.Equal(new CommentRefused(CommentRefusal.NotEditable), await _thread.EditAsync(Posts.Edit(id, "Third words", 2, new(Guid.NewGuid()))));
        var view = Assert.Single((await _thread.ReadPageAsync(new ThreadPageQuery())).Items);
        Assert.Equal(("Second words", 2, true), (view.Text, view.Version, view.EditedAt is not null));
        cluster.Time.Advance(TimeSpan.FromMinutes(6));
        Assert.Equal(new CommentRefused(CommentRefusal.NotEditable), await _thread.EditAsync(Posts.Edit(id, "Too late", 2, browser)));
        var held = Assert.IsType<CommentPosted>(await _thread.EditAsync(Posts.Edit(id, "By the desk", 2, null, hold: "links:3")));
        Assert.Equal(CommentStatus.Held, held.Status);
        Assert.Empty((await _thread.ReadPageAsync(new ThreadPageQuery())).Items);
        await _thread.DeactivateAsync();
        var moderated = Assert.Single((await _thread.ReadForModeratorsAsync([id], Posts.Moderator))!.Value);
        Assert.Equal(["First words", "Second words", "By the desk"], moderated.Texts.Select(text => text.Text));
        Assert.Equal("mo", moderated.Texts[2].StaffLogin);
        Assert.Equal((50, 100), (moderated.SealedEmail.Length, moderated.SealedOrigin.Length));
    }

    [Fact]
    public async Task Flag_TwiceByOneBrowser_IsOneFlag()
    {
        var id = await PostAsync("Flag me");
        var browser = new BrowserId(Guid.NewGuid());
        Assert.True(await _thread.FlagAsync(new(id, FlagReason.Abuse, "rude", browser)));
        Assert.True(await _thread.FlagAsync(new(id, FlagReason.Spam, "again", browser)));
        Assert.True(await _thread.FlagAsync(new(id, FlagReason.Privacy, "", new(Guid.NewGuid()))));
        Assert.False(await _thread.FlagAsync(new(CommentId.Native(id.Article, 99), FlagReason.Spam, "", browser)));
        await _thread.DeactivateAsync();
        Assert.True(await _thread.FlagAsync(new(id, FlagReason.Spam, "and again", browser)));
        var flags = (await _thread.ReadForModeratorsAsync([id], Posts.Moderator))!.Value[0].Flags;
        Assert.Equal([(FlagReason.Abuse, "rude"), (FlagReason.Privacy, "")], flags.Select(flag => (flag.Reason, flag.Note)));
    }

    [Fact]
    public async Task SetOpen_Closed_RefusesPostsAndStillAnswersRepetitions()
    {
        await PostAsync("Early");
        Assert.False((await _thread.SetOpenAsync(false, Posts.Author)).Done);
        var closed = await _thread.SetOpenAsync(false, Posts.Moderator);
        Assert.Equal(closed.Position, (await _thread.SetOpenAsync(false, Posts.Moderator)).Position);
        Assert.False((await _thread.GetVersionAsync(default)).Open);
        Assert.Equal(new CommentRefused(CommentRefusal.Closed), await _thread.PostAsync(Posts.New("Late")));
        Assert.Equal(new CommentRefused(CommentRefusal.Closed), await _thread.CheckAsync(Posts.New("Late")));
        Assert.True(Assert.IsType<CommentPosted>(await _thread.PostAsync(Posts.New("Early"))).Repeated);
        await _thread.SetOpenAsync(true, Posts.Moderator);
        await PostAsync("Late");
    }

    [Fact]
    public async Task Erase_APerson_IsGoneFromEveryReadAtOnce()
    {
        var mine = Assert.IsType<CommentPosted>(await _thread.PostAsync(Posts.New("My secret", author: "Zoe", commenter: "zoe-key"))).Id;
        var reply = await PostAsync("A reply", mine);
        var alone = Assert.IsType<CommentPosted>(await _thread.PostAsync(Posts.New("Alone", author: "Zoe", commenter: "zoe-key"))).Id;
        Assert.Equal([mine, alone], await _thread.FindByCommenterAsync("zoe-key"));
        Assert.False((await _thread.EraseAsync(new("zoe-key", Posts.Author))).Done);
        Assert.True((await _thread.EraseAsync(new("zoe-key", Posts.Moderator))).Done);
        Assert.True((await _thread.EraseAsync(new("zoe-key", Posts.Moderator))).Done);
        for (var round = 0; round < 2; round++)
        {
            var page = await _thread.ReadPageAsync(new ThreadPageQuery());
            Assert.Equal([(mine, CommentStatus.Erased, ""), (reply, CommentStatus.Approved, "A reply")], page.Items.Select(i => (i.Id, i.Status, i.Text)));
            Assert.Empty(await _thread.FindByCommenterAsync("zoe-key"));
            var moderated = Assert.Single((await _thread.ReadForModeratorsAsync([mine], Posts.Moderator))!.Value);
            Assert.Equal(("", "", "", 0, 0), (moderated.View.Text, moderated.View.Author, moderated.Commenter, moderated.SealedEmail.Length, moderated.Texts.Length));
            Assert.All((await _thread.ReadLogAsync(default, 100)).Items.Where(item => item.Comment == mine), item => Assert.Null(item.View));
            Assert.True((await _thread.DecideAsync(Posts.Decide(Decision.Approve, mine))).Done);
            await _thread.DeactivateAsync();
        }
    }

    [Fact]
    public async Task ReadLog_WrongPlace_IsReset()
    {
        await PostAsync("One");
        var end = (await _thread.GetVersionAsync(default)).Position;
        Assert.False((await _thread.ReadLogAsync(end, 10)).Reset);
        Assert.Empty((await _thread.ReadLogAsync(end, 10)).Items);
        Assert.True((await _thread.ReadLogAsync(end with { Epoch = end.Epoch - 1 }, 10)).Reset);
        Assert.True((await _thread.ReadLogAsync(end with { Sequence = 50 }, 10)).Reset);
        Assert.True((await _thread.ReadLogAsync(end with { Sequence = -1 }, 10)).Reset);
    }

    [Fact]
    public async Task FindByStatus_HeldComments_AreListedForModerators()
    {
        await PostAsync("Visible");
        var held = Assert.IsType<CommentPosted>(await _thread.PostAsync(Posts.New("Waits", status: CommentStatus.Held))).Id;
        Assert.Equal([held], (await _thread.FindByStatusAsync(CommentStatus.Held, 0, 10, Posts.Moderator))!.Value);
        Assert.Empty((await _thread.FindByStatusAsync(CommentStatus.Held, held.Number, 10, Posts.Moderator))!.Value);
        Assert.Null(await _thread.FindByStatusAsync(CommentStatus.Held, 0, 10, Posts.Author));
        Assert.Equal((CommentStatus.Held, 0), (await _thread.FindAsync(held, 50)) is { } found ? (found.Status, found.Page) : default);
        Assert.Null(await _thread.FindAsync(CommentId.Native(held.Article, 77), 50));
    }

    [Fact]
    public async Task Subscribe_ACommentArrives_TheObserverIsHinted()
    {
        var observer = new Observer();
        var reference = cluster.Client.CreateObjectReference<IThreadObserver>(observer);
        var version = await _thread.SubscribeAsync(reference);
        Assert.Equal(0, version.Total);
        await PostAsync("News");
        var hint = await observer.Hint.Task.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(1, hint.Total);
        await _thread.UnsubscribeAsync(reference);
        GC.KeepAlive(observer);
    }

    [Fact]
    public async Task Approve_FirstCommentOfABrowser_TheCommentersGrainHears()
    {
        var browser = new BrowserId(Guid.NewGuid());
        var commenter = Guid.NewGuid().ToString("N");
        var post = Posts.New("Hold me", status: CommentStatus.Held, commenter: commenter, browser: browser) with { BrowserTrusted = false };
        var id = Assert.IsType<CommentPosted>(await _thread.PostAsync(post)).Id;
        var grain = cluster.Client.GetGrain<ICommenterGrain>(commenter);
        Assert.False((await grain.BeginAsync(id.Article, new(Guid.NewGuid()), browser, TimeSpan.Zero)).Trusted);
        await _thread.DecideAsync(Posts.Decide(Decision.Approve, id));
        await _thread.AsReference<Operations.IOutboxOwner>().DeliverOutboxAsync();
        Assert.True((await grain.BeginAsync(id.Article, new(Guid.NewGuid()), browser, TimeSpan.Zero)).Trusted);
    }

    private async Task<CommentId> PostAsync(string text, CommentId? parent = null) =>
        Assert.IsType<CommentPosted>(await _thread.PostAsync(Posts.New(text, parent))).Id;

    private sealed class Observer : IThreadObserver
    {
        public TaskCompletionSource<ThreadVersion> Hint { get; } = new();

        public Task MovedAsync(ArticleId article, ThreadVersion version)
        {
            Hint.TrySetResult(version);
            return Task.CompletedTask;
        }
    }
}
