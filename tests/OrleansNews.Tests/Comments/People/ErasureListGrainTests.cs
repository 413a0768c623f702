using OrleansNews.Cluster;

namespace OrleansNews.Comments;

public class ErasureListGrainTests(NewsCluster cluster) : IClassFixture<NewsCluster>
{
    private readonly string _commenter = Guid.NewGuid().ToString("N");

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
        var backup = cluster.Time.GetUtcNow();
        var submission = SubmissionId.FromKey("x");
        var restored = (await person.BeginAsync(new(1), submission, null, TimeSpan.Zero)).SealingKey;
        await person.CancelAsync(new(1), submission);
        var erasure = new Erasure(_commenter, backup.AddDays(1));
        await List.MergeAsync([erasure]);

        Assert.Equal(0, await List.ReplayAsync(backup.AddDays(2)));
        Assert.Equal(restored, (await person.BeginAsync(new(1), new(Guid.NewGuid()), null, TimeSpan.Zero)).SealingKey);

        Assert.InRange(await List.ReplayAsync(backup), 1, int.MaxValue);
        var fresh = (await person.BeginAsync(new(1), new(Guid.NewGuid()), null, TimeSpan.Zero)).SealingKey;
        Assert.NotEqual(restored, fresh);
        Assert.Contains(erasure, await List.GetSinceAsync(backup)); // It keeps its time.
        await List.ReplayAsync(backup.AddDays(2));
        Assert.Equal(fresh, (await person.BeginAsync(new(1), new(Guid.NewGuid()), null, TimeSpan.Zero)).SealingKey);
    }
}
