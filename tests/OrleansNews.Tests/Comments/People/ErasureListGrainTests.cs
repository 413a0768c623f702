using OrleansNews.Cluster;

namespace OrleansNews.Comments;

public class ErasureListGrainTests(NewsCluster cluster) : IClassFixture<NewsCluster>
{
    // All tests share one list, as all its commenters do: none may count on being alone in it.
    private readonly string _commenter = Enumerable.Range(0, int.MaxValue).Select(_ => Guid.NewGuid().ToString("N")).First(commenter => IErasureListGrain.ShardOf(commenter) == 0);

    private IErasureListGrain List => cluster.Client.GetGrain<IErasureListGrain>(IErasureListGrain.ShardOf(_commenter));

    [Fact]
    public async Task Add_IsDurable()
    {
        var at = cluster.Time.GetUtcNow();
        await List.AddAsync(_commenter);
        await List.DeactivateAsync();

        Assert.Contains(new(_commenter, at), await List.GetSinceAsync(at));
        Assert.DoesNotContain(new(_commenter, at), await List.GetSinceAsync(at.AddSeconds(1)));
    }

    [Fact]
    public async Task Merge_Twice_KeepsTheLaterTime()
    {
        var early = new Erasure(_commenter, DateTimeOffset.UnixEpoch.AddDays(1));
        var late = new Erasure(_commenter, DateTimeOffset.UnixEpoch.AddDays(2));

        await List.MergeAsync([late]);
        await List.MergeAsync([early]);
        await List.MergeAsync([early, late]);

        Assert.Single(await List.GetSinceAsync(default), erasure => erasure.Commenter == _commenter && erasure == late);
    }

    [Fact]
    public async Task Replay_AfterARestore_ErasesWhoWasErasedSinceTheBackupAndNobodyElse()
    {
        var person = cluster.Client.GetGrain<ICommenterGrain>(_commenter);
        await ReplayAllAsync();
        var backup = cluster.Time.GetUtcNow();
        var submission = SubmissionId.FromKey("x");
        var restored = (await person.BeginAsync(new(1), submission, null, TimeSpan.Zero)).SealingKey;
        await person.CancelAsync(new(1), submission);
        var erasure = new Erasure(_commenter, backup.AddDays(1));
        await List.MergeAsync([erasure]);

        Assert.Equal(0, (await List.ReplayAsync(backup.AddDays(2))).Persons);
        Assert.Equal(restored, (await person.BeginAsync(new(1), new(Guid.NewGuid()), null, TimeSpan.Zero)).SealingKey);

        Assert.Equal(new(1, 0, true), await List.ReplayAsync(backup));
        var fresh = (await person.BeginAsync(new(1), new(Guid.NewGuid()), null, TimeSpan.Zero)).SealingKey;
        Assert.NotEqual(restored, fresh);
        Assert.Contains(erasure, await List.GetSinceAsync(backup)); // It keeps its time.

        // Who came back since is left alone, however often the list is applied.
        await List.MergeAsync([erasure]);
        Assert.Equal(new(0, 0, true), await List.ReplayAsync(DateTimeOffset.MinValue));
        Assert.Equal(fresh, (await person.BeginAsync(new(1), new(Guid.NewGuid()), null, TimeSpan.Zero)).SealingKey);
    }

    [Fact]
    public async Task Replay_OfAListThatThisStateKnowsAlready_LeavesWhoCameBackAlone()
    {
        var person = cluster.Client.GetGrain<ICommenterGrain>(_commenter);
        await person.EraseAsync(Threads.Posts.Moderator);
        var cameBack = (await person.BeginAsync(new(1), new(Guid.NewGuid()), null, TimeSpan.Zero)).SealingKey;

        await List.MergeAsync(await List.GetSinceAsync(DateTimeOffset.MinValue));
        await List.ReplayAsync(DateTimeOffset.MinValue);

        Assert.Equal(cameBack, (await person.BeginAsync(new(1), new(Guid.NewGuid()), null, TimeSpan.Zero)).SealingKey);
    }

    [Fact]
    public async Task Replay_OfMoreThanOneCallTakes_ErasesAllInSeveral_AndGoesOnBehindACrash()
    {
        const int Some = IErasureListGrain.MostReplayed + 3;
        var shard = IErasureListGrain.ShardOf(_commenter);
        var others = Enumerable.Range(0, int.MaxValue).Select(number => $"{_commenter}-{number}").Where(commenter => IErasureListGrain.ShardOf(commenter) == shard).Take(Some).ToList();
        await ReplayAllAsync();

        await List.MergeAsync([.. others.Select(commenter => new Erasure(commenter, DateTimeOffset.UnixEpoch))]);
        Assert.Equal(new(IErasureListGrain.MostReplayed, 0, false), await List.ReplayAsync(DateTimeOffset.MinValue));
        await List.DeactivateAsync();
        Assert.Equal(new(3, 0, true), await List.ReplayAsync(DateTimeOffset.MinValue));
        Assert.Equal(new(0, 0, true), await List.ReplayAsync(DateTimeOffset.MinValue));
    }

    private async Task ReplayAllAsync()
    {
        while (!(await List.ReplayAsync(DateTimeOffset.MinValue)).IsOver)
        {
        }
    }
}
