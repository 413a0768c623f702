using System.Collections.Immutable;
using OrleansNews.Accounts;
using OrleansNews.Cluster;
using OrleansNews.Comments.Threads;

namespace OrleansNews.Comments;

public class CommenterGrainTests(NewsCluster cluster) : IClassFixture<NewsCluster>
{
    private static readonly TimeSpan Flood = TimeSpan.FromSeconds(15);
    private static readonly Actor Moderator = new("mo", "Mo", Role.Moderator);
    private static readonly Actor Author = new("au", "Au", Role.Author);
    private static readonly BrowserId Browser = new(Guid.NewGuid());

    private readonly ICommenterGrain _commenter = cluster.Client.GetGrain<ICommenterGrain>(Guid.NewGuid().ToString("N"));
    private readonly ICommenterGrain _address = cluster.Client.GetGrain<ICommenterGrain>("address-" + Guid.NewGuid().ToString("N"));

    private int Writes => cluster.Storage.CountOf(StorageOperation.Write, "commenter") + cluster.Storage.CountOf(StorageOperation.Write, "commenter-key");

    [Fact]
    public async Task Begin_TwiceWithinTheInterval_IsTooQuickly()
    {
        Assert.Null((await _commenter.BeginAsync(new(1), new(Guid.NewGuid()), null, Flood)).Refusal);

        var second = await _commenter.BeginAsync(new(2), new(Guid.NewGuid()), null, Flood);
        Assert.Equal(CommentRefusal.TooQuickly, second.Refusal);
        Assert.Empty(second.SealingKey);

        cluster.Time.Advance(Flood);
        Assert.Null((await _commenter.BeginAsync(new(2), new(Guid.NewGuid()), null, Flood)).Refusal);
    }

    [Fact]
    public async Task Cancel_GivesTheIntervalBack()
    {
        var submission = SubmissionId.FromKey("x");
        await _commenter.BeginAsync(new(1), submission, null, Flood);
        await _commenter.CancelAsync(new(1), submission);

        Assert.Null((await _commenter.BeginAsync(new(1), new(Guid.NewGuid()), null, Flood)).Refusal);
    }

    [Fact]
    public async Task Begin_FirstCommentThere_IsRememberedDurablyAndReturningCostsNoWrite()
    {
        var first = await _commenter.BeginAsync(new(1), new(Guid.NewGuid()), Browser, TimeSpan.Zero);
        Assert.Equal(32, first.SealingKey.Length);
        Assert.False(first.Trusted);
        var writes = Writes;

        await _commenter.DeactivateAsync();
        var returning = await _commenter.BeginAsync(new(1), new(Guid.NewGuid()), Browser, TimeSpan.Zero);
        Assert.Equal(first.SealingKey, returning.SealingKey);
        Assert.Equal(writes, Writes);

        await _commenter.BeginAsync(new(2), new(Guid.NewGuid()), Browser, TimeSpan.Zero);
        Assert.Equal(writes + 1, Writes);
    }

    [Theory]
    [InlineData("commenter")]
    [InlineData("commenter-key")]
    public async Task Begin_StoreFails_TakesNothing(string state)
    {
        cluster.Storage.Arm(StorageOperation.Write, state, StorageFault.Before);

        await Assert.ThrowsAnyAsync<Exception>(() => _commenter.BeginAsync(new(1), new(Guid.NewGuid()), null, Flood));

        var again = await _commenter.BeginAsync(new(1), new(Guid.NewGuid()), null, Flood);
        Assert.Null(again.Refusal);
        await _commenter.DeactivateAsync();
        Assert.Equal(again.SealingKey, (await _commenter.BeginAsync(new(1), new(Guid.NewGuid()), null, TimeSpan.Zero)).SealingKey);
    }

    [Fact]
    public async Task Begin_AnAddress_ControlsFloodAndStoresNothing()
    {
        var writes = Writes;

        Assert.Empty((await _address.BeginAsync(new(1), new(Guid.NewGuid()), Browser, Flood)).SealingKey);
        Assert.Equal(CommentRefusal.TooQuickly, (await _address.BeginAsync(new(2), new(Guid.NewGuid()), null, Flood)).Refusal);
        await _address.RecordApprovalAsync(Browser);
        Assert.False(await _address.SuspendAsync(DateTimeOffset.MaxValue, Moderator));
        Assert.True(await _address.EraseAsync(Moderator));

        Assert.Equal(writes, Writes);
    }

    [Fact]
    public async Task RecordApproval_TheBrowserOfAnApprovedComment_IsTrustedAndNoOther()
    {
        await _commenter.RecordApprovalAsync(Browser);
        await _commenter.DeactivateAsync();

        Assert.True((await _commenter.BeginAsync(new(1), new(Guid.NewGuid()), Browser, TimeSpan.Zero)).Trusted);
        Assert.False((await _commenter.BeginAsync(new(1), new(Guid.NewGuid()), new BrowserId(Guid.NewGuid()), TimeSpan.Zero)).Trusted);
        Assert.False((await _commenter.BeginAsync(new(1), new(Guid.NewGuid()), null, TimeSpan.Zero)).Trusted);
        var writes = Writes;
        await _commenter.RecordApprovalAsync(Browser);
        Assert.Equal(writes, Writes);
    }

    [Fact]
    public async Task Begin_FromABrowser_WhoseCommentCannotBeReadNow_IsNotTrustedThisTime_AndTakenAllTheSame()
    {
        var thread = cluster.Client.GetGrain<ICommentThreadGrain>(70_002);
        var id = Assert.IsType<CommentPosted>(await thread.PostAsync(Posts.New("seen", commenter: _commenter.GetPrimaryKeyString()))).Id;
        await _commenter.RecordApprovalAsync(Browser, id);
        await _commenter.DeactivateAsync();
        Assert.True((await _commenter.BeginAsync(new(1), new(Guid.NewGuid()), Browser, TimeSpan.Zero)).Trusted);
        await thread.DeactivateAsync();
        cluster.Storage.Arm(StorageOperation.Read, "thread", StorageFault.Before, times: 10); // Others may read threads meanwhile.

        var unknown = await _commenter.BeginAsync(new(1), new(Guid.NewGuid()), Browser, TimeSpan.Zero);

        cluster.Storage.Heal();
        Assert.False(unknown.Trusted);
        Assert.Null(unknown.Refusal);
        Assert.Equal(32, unknown.SealingKey.Length);
        await Waits.UntilAsync(async () => (await _commenter.BeginAsync(new(1), new(Guid.NewGuid()), Browser, TimeSpan.Zero)).Trusted, "The browser is never trusted again.");
    }

    [Fact]
    public async Task Suspend_UntilADate_RefusesUntilThen()
    {
        var until = cluster.Time.GetUtcNow().AddHours(1);
        Assert.False(await _commenter.SuspendAsync(until, Author));
        Assert.True(await _commenter.SuspendAsync(until, Moderator));
        await _commenter.DeactivateAsync();

        Assert.Equal(CommentRefusal.Suspended, (await _commenter.BeginAsync(new(1), new(Guid.NewGuid()), null, TimeSpan.Zero)).Refusal);
        cluster.Time.Advance(TimeSpan.FromHours(1));
        Assert.Null((await _commenter.BeginAsync(new(1), new(Guid.NewGuid()), null, TimeSpan.Zero)).Refusal);

        await _commenter.SuspendAsync(DateTimeOffset.MaxValue, Moderator);
        await _commenter.SuspendAsync(null, Moderator);
        Assert.Null((await _commenter.BeginAsync(new(1), new(Guid.NewGuid()), null, TimeSpan.Zero)).Refusal);
    }

    [Fact]
    public async Task Begin_DuringAnErasure_WaitsForItAndBelongsToTheTimeBehindIt()
    {
        var thread = cluster.Client.GetGrain<ICommentThreadGrain>(70_001);
        var before = (await _commenter.BeginAsync(new(70_001), new(Guid.NewGuid()), null, TimeSpan.Zero)).SealingKey;
        var old = Assert.IsType<CommentPosted>(await thread.PostAsync(Posts.New("before", commenter: _commenter.GetPrimaryKeyString()))).Id;
        var gate = cluster.Storage.Hold(StorageOperation.Write, "commenter-key");

        var erasure = _commenter.EraseAsync(Moderator);
        await gate.Reached;
        var begun = _commenter.BeginAsync(new(70_001), new(Guid.NewGuid()), null, TimeSpan.Zero);
        Assert.Equal(CommentStatus.Erased, (await thread.FindAsync(old, 50))!.Status);
        Assert.False(begun.IsCompleted);
        gate.Open();

        Assert.True(await erasure);
        var after = (await begun).SealingKey;
        Assert.Equal(32, after.Length);
        Assert.NotEqual(before, after);
        var fresh = Assert.IsType<CommentPosted>(await thread.PostAsync(Posts.New("after", commenter: _commenter.GetPrimaryKeyString()))).Id;
        Assert.Equal(CommentStatus.Approved, (await thread.FindAsync(fresh, 50))!.Status);
        Assert.Equal([fresh], await _commenter.FindCommentsAsync(Moderator));
    }

    [Fact]
    public async Task Unseal_ForAModerator_OpensUntilTheErasure()
    {
        var key = (await _commenter.BeginAsync(new(1), new(Guid.NewGuid()), null, TimeSpan.Zero)).SealingKey;
        var seal = Seal.Close("ada@a.example", key.AsSpan(), Seal.IdOf(key.AsSpan()), new(1), SubmissionId.FromKey("x"));

        Assert.Equal("ada@a.example", await _commenter.UnsealAsync(seal, Moderator));
        Assert.Null(await _commenter.UnsealAsync(seal, Author));
        Assert.Null(await _commenter.FindCommentsAsync(Author));
        Assert.Null(await cluster.Client.GetGrain<ICommenterGrain>("somebody-else").UnsealAsync(seal, Moderator));
    }
}
