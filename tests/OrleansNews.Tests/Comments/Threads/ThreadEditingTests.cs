namespace OrleansNews.Comments.Threads;

/// <summary>Edits of comments, and the same again.</summary>
public sealed class ThreadEditingTests
{
    [Fact]
    public void Edit_SentAgainBehindAnotherEdit_IsAnsweredAsItWas() => ThreadScene.Play(async scene =>
    {
        var writer = new BrowserId(Guid.NewGuid());
        var id = await scene.PostAsync(Posts.New("First words", browser: writer));
        var edit = Posts.Edit(id, "Second words", 1, writer, hold: "links:1");
        var first = Assert.IsType<CommentPosted>(await scene.Core.EditAsync(edit));
        Assert.Equal(CommentStatus.Held, first.Status);
        Assert.IsType<CommentPosted>(await scene.Core.EditAsync(Posts.Edit(id, "Third words", 2, null)));
        await scene.Core.DecideAsync(Posts.Decide(Decision.Trash, id));
        await scene.World.Delay(600_000);

        Assert.Equal(first with { Repeated = true }, await scene.Core.EditAsync(edit));
        Assert.Equal(new CommentRefused(CommentRefusal.NotEditable), await scene.Core.EditAsync(edit with { Text = "Other words" }));
        Assert.Equal(new CommentRefused(CommentRefusal.NotEditable), await scene.Core.EditAsync(edit with { ExpectedVersion = 2 }));
        Assert.Equal(new CommentRefused(CommentRefusal.NotEditable), await scene.Core.EditAsync(edit with { Browser = new(Guid.NewGuid()) }));
        Assert.Equal(new CommentRefused(CommentRefusal.NotEditable), await scene.Core.EditAsync(edit with { Staff = Posts.Author }));
        await scene.CrashAsync();
        Assert.Equal(first with { Repeated = true }, await scene.Core.EditAsync(edit));
        var moderated = Assert.Single((await scene.Core.ReadForModeratorsAsync([id], Posts.Moderator))!.Value);
        Assert.Equal(["First words", "Second words", "Third words"], moderated.Texts.Select(text => text.Text));
    });

    [Fact]
    public void Edits_OfOneBatch_AndOneOfThemAgain_AreAnsweredAsTheyWere() => ThreadScene.Play(async scene =>
    {
        var id = await scene.PostAsync(Posts.New("First words"));
        var (one, two) = (Posts.Edit(id, "Second words", 1, null, hold: "links:1"), Posts.Edit(id, "Third words", 2, null));
        var answers = await Task.WhenAll(scene.Core.PostAsync(Posts.New("Meanwhile")), scene.Core.EditAsync(one), scene.Core.EditAsync(two), scene.Core.EditAsync(one));

        var posted = answers.Select(Assert.IsType<CommentPosted>).ToArray();
        Assert.Equal(posted[1] with { Repeated = true }, posted[3]);
        Assert.Equal((CommentStatus.Held, posted[1].Position.Sequence + 1), (posted[1].Status, posted[2].Position.Sequence));
    });

    [Fact]
    public void Edit_OfSomebodyErased_IsNotAnsweredAgain() => ThreadScene.Play(async scene =>
    {
        var writer = new BrowserId(Guid.NewGuid());
        var id = await scene.PostAsync(Posts.New("First words", commenter: "ann", browser: writer));
        var edit = Posts.Edit(id, "Second words", 1, writer);
        Assert.IsType<CommentPosted>(await scene.Core.EditAsync(edit));
        await scene.Core.EraseAsync(new("ann", Posts.Moderator));

        Assert.Equal(new CommentRefused(CommentRefusal.NotEditable), await scene.Core.EditAsync(edit));
        Assert.Equal(new CommentRefused(CommentRefusal.NotEditable), await scene.Core.EditAsync(edit with { Browser = null, Staff = Posts.Moderator }));
    });

    [Fact]
    public void Edit_RepeatedWithABodyTooLargeForTheCache_IsAnswered() => ThreadScene.Play(new() { CacheBytes = 1_000 }, async scene =>
    {
        var id = await scene.PostAsync(Posts.New("Short"));
        var text = new string('y', 5_000);
        Assert.False(Assert.IsType<CommentPosted>(await scene.Core.EditAsync(Posts.Edit(id, text, 1, null))).Repeated);
        Assert.True(Assert.IsType<CommentPosted>(await scene.Core.EditAsync(Posts.Edit(id, text, 1, null))).Repeated);
        Assert.IsType<CommentRefused>(await scene.Core.EditAsync(Posts.Edit(id, "Other", 1, null)));
    });

    [Fact]
    public void Edit_OfADamagedComment_IsAnswered() => ThreadScene.Play(new() { SnapshotEvents = 10 }, async scene =>
    {
        var id = await scene.PostAsync(Posts.New("Short"));
        await scene.Core.EditAsync(Posts.Edit(id, "Second words", 1, null));
        await scene.FillAsync(30);
        await scene.CrashAsync();
        await scene.Core.EnsureOpenAsync();
        scene.Objects.Remove(scene.BlockWith("Second words"));
        Assert.Equal(new CommentRefused(CommentRefusal.NotEditable), await scene.Core.EditAsync(Posts.Edit(id, "Second words", 1, null)));
    });
}
