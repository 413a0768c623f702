using OrleansNews.Cluster;

namespace OrleansNews.Articles;

/// <summary>How late a planned story goes out, by the ticker of a silo alone: nothing here asks the schedule itself.</summary>
public sealed class ScheduleShardTests(NewsCluster cluster) : IClassFixture<NewsCluster>
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(500);

    // Of a test that has to end before Orleans itself gives up a call that hangs.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Story_GoesOutWithinATickOfItsSecond()
    {
        var (article, at) = await PlannedAsync(30);
        AdvanceTo(at - TimeSpan.FromMilliseconds(1));
        Assert.Null(await article.GetPublishedAsync(0));

        AdvanceTo(at + Tick);

        Assert.InRange(await WentOutAsync(article) - at, TimeSpan.Zero, Tick);
    }

    [Fact]
    public async Task Stories_OfOneSecond_GoOutWithinIt_HoweverMany()
    {
        var at = Second(30);
        var articles = await Task.WhenAll(Enumerable.Range(0, 60).Select(_ => PlannedAsync(at)));

        AdvanceTo(at + Tick);

        foreach (var article in articles) Assert.InRange(await WentOutAsync(article) - at, TimeSpan.Zero, Tick);
    }

    [Fact]
    public async Task Story_ThatDoesNotAnswer_MakesNoOtherLate_AndGoesOutOnceItDoes()
    {
        var (stuck, first) = await PlannedAsync(30);
        IArticleGrain other;
        do other = await PlannedAsync(first.AddSeconds(2));
        while (IScheduleGrain.ShardOf(other.Id()) != IScheduleGrain.ShardOf(stuck.Id()));
        var gate = cluster.Storage.Hold(StorageOperation.Write, "article-revision");
        AdvanceTo(first + Tick);
        await gate.Reached.WaitAsync(Cancel);

        // A tick of its own first: the one that met the stuck story ends.
        AdvanceTo(first.AddSeconds(1));
        AdvanceTo(first.AddSeconds(2) + Tick);

        Assert.InRange(await WentOutAsync(other) - first.AddSeconds(2), TimeSpan.Zero, Tick);
        Assert.Null(await stuck.GetPublishedAsync(0));
        gate.Open();
        await WentOutAsync(stuck);
        Assert.Single((await stuck.GetForEditingAsync(Stories.Author))!.Revisions);
    }

    [Fact]
    public async Task Plan_ThatAnotherActivationWrote_IsFollowedByThisOne()
    {
        var (article, at) = await PlannedAsync(30);
        var shard = cluster.Client.GetGrain<IScheduleGrain>(IScheduleGrain.ShardOf(article.Id()));
        ScheduleEntry? plan = null;
        await cluster.WritePastAsync<ScheduleState>(shard, "schedule", state =>
        {
            plan = state.Entries.Single(entry => entry.Article == article.Id());
            return state with { Entries = state.Entries.Remove(plan) };
        });
        await shard.DeactivateAsync();
        await shard.FireDueAsync();
        await cluster.WritePastAsync<ScheduleState>(shard, "schedule", state => state with { Entries = state.Entries.Add(plan!) });

        AdvanceTo(at - TimeSpan.FromSeconds(1));
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        patience.CancelAfter(Patience);
        while (await article.GetPublishedAsync(0) is null)
        {
            cluster.Time.Advance(Tick);
            await Task.Delay(10, patience.Token);
        }

        Assert.Equal(at, (await article.GetPublishedAsync(0))!.PublishedAt);
    }

    private void AdvanceTo(DateTimeOffset moment) => cluster.Time.Advance(moment - cluster.Time.GetUtcNow());

    private DateTimeOffset Second(int ahead)
    {
        var moment = cluster.Time.GetUtcNow().AddSeconds(ahead);
        return moment.AddTicks(-(moment.Ticks % TimeSpan.TicksPerSecond));
    }

    private async Task<(IArticleGrain Article, DateTimeOffset At)> PlannedAsync(int ahead)
    {
        var at = Second(ahead);
        return (await PlannedAsync(at), at);
    }

    private async Task<IArticleGrain> PlannedAsync(DateTimeOffset at)
    {
        var article = await cluster.Client.NewArticleAsync();
        Assert.IsType<ArticleSaved>(await article.SaveDraftAsync(new(Stories.Harbour.Unique(), 0, Stories.Author)));
        Assert.IsType<ArticleSaved>(await article.ScheduleAsync(new(at, 1, Stories.Author)));
        await article.DeliveredAsync();
        return article;
    }

    // When it went out, by the site's clock; waits for it without moving that.
    private static async Task<DateTimeOffset> WentOutAsync(IArticleGrain article)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        patience.CancelAfter(Patience);
        while (await article.GetPublishedAsync(0) is null) await Task.Delay(10, patience.Token);
        return Assert.Single((await article.GetForEditingAsync(Stories.Author))!.Revisions).At;
    }
}
