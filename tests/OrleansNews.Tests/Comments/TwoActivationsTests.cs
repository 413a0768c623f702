using OrleansNews.Cluster;
using OrleansNews.Comments.Threads;

namespace OrleansNews.Comments;

/// <summary>What a thread does when another activation owns it.</summary>
[Collection(nameof(SmallThreadsCollection))]
public sealed class TwoActivationsTests(SmallThreadsCluster cluster) : SmallThread(cluster)
{
    [Fact]
    public async Task TwoActivations_EachAppend_OneWinsTheOtherEndsAndNothingIsLost()
    {
        await PostAsync("One");
        await using var other = new SecondActivation(News, Article);
        Assert.IsType<CommentPosted>(await other.RunAsync(core => core.PostAsync(Posts.New("Two, by the other"))));

        // The grain knows nothing of it: its write loses, its caller tries again and meets a new activation.
        Assert.True((await Assert.ThrowsAsync<ThreadUnavailableException>(() => Thread.PostAsync(Posts.New("Three")))).IsTakenOver);
        await RetryAsync(Posts.New("Three"));
        Assert.Equal(["One", "Two, by the other", "Three"], await TextsAsync());

        // Now the other is the stale one.
        await Assert.ThrowsAsync<ThreadUnavailableException>(() => other.RunAsync(core => core.PostAsync(Posts.New("Four"))));
        Assert.True(other.HasEnded);
        Assert.True((await Assert.ThrowsAsync<ThreadUnavailableException>(() => other.RunAsync(core => core.PostAsync(Posts.New("Four"))))).IsTakenOver);
        await RetryAsync(Posts.New("Four"));
        Assert.Equal(["One", "Two, by the other", "Three", "Four"], await TextsAsync());
        var log = await Thread.ReadLogAsync(default, 100);
        Assert.Equal([1, 2, 3, 4], log.Items.Select(item => item.Sequence));
    }

    [Fact]
    public async Task TwoActivations_SameSubmissionToBoth_IsOneComment()
    {
        await PostAsync("One");
        await using var other = new SecondActivation(News, Article);
        await other.RunAsync(core => core.GetVersionAsync(default));
        var first = Assert.IsType<CommentPosted>(await Thread.PostAsync(Posts.New("Same")));
        await Assert.ThrowsAsync<ThreadUnavailableException>(() => other.RunAsync(core => core.PostAsync(Posts.New("Same"))));
        await using var third = new SecondActivation(News, Article);
        var again = Assert.IsType<CommentPosted>(await third.RunAsync(core => core.PostAsync(Posts.New("Same"))));
        Assert.Equal((first.Id, true), (again.Id, again.Repeated));
        Assert.Equal(["One", "Same"], await TextsAsync());
    }

    [Fact]
    public async Task Thread_OfARestoredNewspaper_GoesOnInALaterEpoch_WithTheSameComments()
    {
        await PostAsync("One");
        var before = (await Thread.GetVersionAsync(default)).Position;
        await using var restored = new SecondActivation(News, Article, cluster: "restored");
        var after = (await restored.RunAsync(core => core.GetVersionAsync(default))).Position;
        Assert.True(after.Epoch > before.Epoch);
        Assert.Equal(before.Sequence, after.Sequence);
        var posted = Assert.IsType<CommentPosted>(await restored.RunAsync(core => core.PostAsync(Posts.New("Two"))));
        Assert.Equal(after with { Sequence = after.Sequence + 1 }, posted.Position);
        Assert.True((await restored.RunAsync(core => core.ReadLogAsync(before, 10))).Reset);
    }

    [Fact]
    public async Task GetVersion_ReaderKnowsMore_StaleActivationLooksAgain()
    {
        await PostAsync("One");
        await using var other = new SecondActivation(News, Article);
        var posted = Assert.IsType<CommentPosted>(await other.RunAsync(core => core.PostAsync(Posts.New("Two"))));
        Assert.Equal(1, (await Thread.GetVersionAsync(default)).Total);
        Assert.Equal(2, (await Thread.GetVersionAsync(posted.Position)).Total);
        Assert.Equal(["One", "Two"], await TextsAsync());
    }

    // Nobody says what they know: readers of one front end are led to an activation that nobody writes to.
    [Fact]
    public async Task StaleActivation_ThatIsOnlyRead_LooksAgainByItself_AndEnds()
    {
        await PostAsync("One");
        await using var other = new SecondActivation(News, Article);
        Assert.Equal(1, (await other.RunAsync(core => core.GetVersionAsync(default))).Total);
        await PostAsync("Two");
        Assert.Equal(1, (await other.RunAsync(core => core.GetVersionAsync(default))).Total);

        News.Time.Advance(TimeSpan.FromSeconds(5));
        await Waits.UntilAsync(async () => (await other.RunAsync(core => core.GetVersionAsync(default))).Total == 2, "The comment that was written elsewhere is never read.");
        Assert.True(other.HasEnded);
    }

    // The box of newest comments asks for nothing else.
    [Fact]
    public async Task StaleActivation_ThatIsAskedForAComment_FindsOutThatItWasHidden()
    {
        await PostAsync("One");
        var id = CommentId.Native(Article, 1);
        await using var other = new SecondActivation(News, Article);
        Assert.Equal(CommentStatus.Approved, (await other.RunAsync(core => core.FindAsync(id, 1)))!.Status);
        Assert.True((await Thread.DecideAsync(Posts.Decide(Decision.Spam, id))).Done);

        News.Time.Advance(TimeSpan.FromSeconds(5));
        await Waits.UntilAsync(async () => (await other.RunAsync(core => core.FindAsync(id, 1)))!.Status == CommentStatus.Spam, "The decision that was made elsewhere is never read.");
    }

    [Fact]
    public async Task OldActivation_WhoseStoreFails_AsksItOnceInFiveSeconds_AndReadersGoOn()
    {
        await PostAsync("One");
        await using var other = new SecondActivation(News, Article);
        await ReadThriceAsync();
        var asked = Asked();

        for (var looks = 1; looks <= 2; looks++)
        {
            News.Storage.Arm(StorageOperation.Read, Head, StorageFault.Before);
            News.Time.Advance(TimeSpan.FromSeconds(5));
            await ReadThriceAsync();
            Assert.Equal(asked + looks, Asked());
        }

        int Asked() => News.Storage.CountOf(StorageOperation.Read, Head, Thread.GetGrainId());

        async Task ReadThriceAsync()
        {
            for (var read = 0; read < 3; read++) Assert.Equal(1, (await other.RunAsync(core => core.GetVersionAsync(default))).Total);
        }
    }

    [Fact]
    public async Task Page_ReaderWroteElsewhere_ShowsItOrIsAFault_NeverAPageWithoutIt()
    {
        await PostAsync("One");
        await using var other = new SecondActivation(News, Article);
        var posted = Assert.IsType<CommentPosted>(await other.RunAsync(core => core.PostAsync(Posts.New("Two"))));
        var query = new ThreadPageQuery { Page = 0, AtLeast = posted.Position };
        News.Storage.Arm(StorageOperation.Read, Head, StorageFault.Before);
        await Assert.ThrowsAsync<ThreadUnavailableException>(() => Thread.ReadPageAsync(query));
        Assert.Equal(["One", "Two"], (await Thread.ReadPageAsync(query)).Items.Select(item => item.Text));
        await Assert.ThrowsAsync<ThreadUnavailableException>(() => Thread.ReadPageAsync(query with { AtLeast = posted.Position with { Sequence = posted.Position.Sequence + 1 } }));
        Assert.Equal(2, (await Thread.ReadPageAsync(query with { AtLeast = posted.Position with { Epoch = posted.Position.Epoch - 1, Sequence = 99 } })).Total);
    }

    [Fact]
    public async Task Post_SentAgain_StaleActivationBelievesTheThreadClosed_IsStoredOnceAndNotRefused()
    {
        await Thread.SetOpenAsync(false, Posts.Moderator);
        await using var other = new SecondActivation(News, Article);
        await other.RunAsync(core => core.SetOpenAsync(true, Posts.Moderator));
        var first = Assert.IsType<CommentPosted>(await other.RunAsync(core => core.PostAsync(Posts.New("One"))));
        Assert.True((await Assert.ThrowsAsync<ThreadUnavailableException>(() => Thread.PostAsync(Posts.New("One")))).IsTakenOver);
        Assert.Equal(first with { Repeated = true }, await RetryAsync(Posts.New("One")));
        Assert.Equal(["One"], await TextsAsync());
    }

    [Fact]
    public async Task EditAndFlag_StaleActivationDoesNotKnowTheComment_AreNotRefused()
    {
        var (writer, reader) = (new BrowserId(Guid.NewGuid()), new BrowserId(Guid.NewGuid()));
        await PostAsync("One");
        await using var edited = new SecondActivation(News, Article);
        await using var flagged = new SecondActivation(News, Article);
        foreach (var stale in new[] { edited, flagged }) await stale.RunAsync(core => core.GetVersionAsync(default));
        var posted = Assert.IsType<CommentPosted>(await Thread.PostAsync(Posts.New("Two", browser: writer)));
        await Assert.ThrowsAsync<ThreadUnavailableException>(() => edited.RunAsync(core => core.EditAsync(Posts.Edit(posted.Id, "Two, edited", 1, writer))));
        await Assert.ThrowsAsync<ThreadUnavailableException>(() => flagged.RunAsync(core => core.FlagAsync(new(posted.Id, FlagReason.Abuse, "", reader))));
        Assert.True(edited.HasEnded && flagged.HasEnded);
        Assert.IsType<CommentPosted>(await Thread.EditAsync(Posts.Edit(posted.Id, "Two, edited", 1, writer)));
        Assert.True(await Thread.FlagAsync(new(posted.Id, FlagReason.Abuse, "", reader)));
        Assert.Equal(["One", "Two, edited"], await TextsAsync());
    }

    // Pages and the intake ask where a comment is before they send an edit or a flag.
    [Fact]
    public async Task Find_StaleActivationDoesNotKnowTheComment_OrThatItWasApproved_LooksBeforeItDenies()
    {
        await Thread.PostAsync(Posts.New("One", status: CommentStatus.Held));
        await using var approved = new SecondActivation(News, Article);
        await using var posted = new SecondActivation(News, Article);
        var one = CommentId.Native(Article, 1);
        foreach (var stale in new[] { approved, posted }) Assert.Equal(CommentStatus.Held, (await stale.RunAsync(core => core.FindAsync(one, 50)))!.Status);
        await Thread.DecideAsync(Posts.Decide(Decision.Approve, one));
        var two = Assert.IsType<CommentPosted>(await Thread.PostAsync(Posts.New("Two"))).Id;
        News.Time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(CommentStatus.Approved, (await approved.RunAsync(core => core.FindAsync(one, 50)))!.Status);
        Assert.Equal("Two", (await posted.RunAsync(core => core.FindAsync(two, 50, isFlat: true)))!.View.Text);
    }

    [Fact]
    public async Task Find_OfWhatIsNotThere_AsksTheStoreOnceInASecond_AndIsAFaultWhileItFails()
    {
        await PostAsync("One");
        await using var other = new SecondActivation(News, Article);
        var missing = CommentId.Native(Article, 2);
        Assert.Null(await other.RunAsync(core => core.FindAsync(missing, 50)));
        var asked = Asked();

        News.Storage.Arm(StorageOperation.Read, Head, StorageFault.Before);
        News.Time.Advance(TimeSpan.FromSeconds(1));
        for (var find = 0; find < 3; find++) await Assert.ThrowsAsync<ThreadUnavailableException>(() => other.RunAsync(core => core.FindAsync(missing, 50)));
        Assert.NotNull(await other.RunAsync(core => core.FindAsync(CommentId.Native(Article, 1), 50)));
        Assert.Equal(asked + 1, Asked());

        News.Time.Advance(TimeSpan.FromSeconds(1));
        for (var find = 0; find < 3; find++) Assert.Null(await other.RunAsync(core => core.FindAsync(missing, 50)));
        Assert.Null(await other.RunAsync(core => core.FindAsync(CommentId.Native(new(Article.Value + 1), 2), 50)));
        Assert.Equal(asked + 2, Asked());

        int Asked() => News.Storage.CountOf(StorageOperation.Read, Head, Thread.GetGrainId());
    }

    // To it the approved one is held still; the queues heard of it from the build that approved it.
    [Fact]
    public async Task FindStanding_OfABuildThatDoesNotKnowWhatANewerOneStored_IsAFault_AndNoOldQueue()
    {
        await Thread.PostAsync(Posts.New("One", status: CommentStatus.Held));
        await using var older = new SecondActivation(News, Article, knows: static kind => kind != EventKind.Decided);
        var held = new StandingQuery([CommentStatus.Held], false, null, 10);
        Assert.Single((await older.RunAsync(core => core.FindStandingAsync(held, Posts.Moderator)))!.Found);
        await Thread.DecideAsync(Posts.Decide(Decision.Approve, CommentId.Native(Article, 1)));
        News.Time.Advance(TimeSpan.FromSeconds(5));

        await Waits.UntilAsync(async () => (await older.RunAsync(core => core.GetVersionAsync(default))).Position.Sequence == 2, "The decision is never read.");
        Assert.False((await Assert.ThrowsAsync<ThreadUnavailableException>(() => older.RunAsync(core => core.FindStandingAsync(held, Posts.Moderator)))).IsTakenOver);
        Assert.Empty((await Thread.FindStandingAsync(held, Posts.Moderator))!.Found);
    }

    [Fact]
    public async Task Refusals_OfTheOnlyActivation_StayRefusals_AndAreFaultsWhileTheStoreFails()
    {
        await PostAsync("One");
        var id = CommentId.Native(Article, 1);
        await Thread.SetOpenAsync(false, Posts.Moderator);
        Assert.Equal(new CommentRefused(CommentRefusal.Closed), await Thread.PostAsync(Posts.New("Two")));
        Assert.Equal(new CommentRefused(CommentRefusal.NotEditable), await Thread.EditAsync(Posts.Edit(id, "One, edited", 1, new(Guid.NewGuid()))));
        Assert.False(await Thread.FlagAsync(new(CommentId.Native(Article, 2), FlagReason.Abuse, "", new(Guid.NewGuid()))));
        News.Storage.Arm(StorageOperation.Read, Head, StorageFault.Before);
        await Assert.ThrowsAsync<ThreadUnavailableException>(() => Thread.PostAsync(Posts.New("Two")));
        Assert.Equal(new CommentRefused(CommentRefusal.Closed), await Thread.PostAsync(Posts.New("Two")));
        Assert.Equal(["One"], await TextsAsync());
    }

    // So that nobody whose comment is stored is told that they write too quickly.
    [Fact]
    public async Task Check_StaleActivationHasLookedJustBefore_LooksAgain()
    {
        await PostAsync("One");
        await using var other = new SecondActivation(News, Article);
        Assert.False(await other.RunAsync(core => core.FlagAsync(new(CommentId.Native(Article, 2), FlagReason.Abuse, "", new(Guid.NewGuid())))));
        await PostAsync("Two");
        Assert.True((await Assert.ThrowsAsync<ThreadUnavailableException>(() => other.RunAsync(core => core.CheckAsync(Posts.New("Two"))))).IsTakenOver);
    }
}
