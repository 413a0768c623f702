using Orleans.Hosting;
using Orleans.Runtime;
using OrleansNews.Cluster;

namespace OrleansNews.Articles;

/// <summary>How a silo asks the shards of the schedule.</summary>
public sealed class ScheduleTickerTests
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(500);

    [Fact]
    public async Task Shard_ThatDoesNotAnswer_HoldsUpNoOther()
    {
        var stuck = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var cluster = new NewsCluster
        {
            ConfigureSilo = silo => silo.AddIncomingGrainCallFilter(async call =>
            {
                if (call.Grain is IScheduleGrain && call.MethodName == nameof(IScheduleGrain.FireDueAsync) && call.TargetId.GetIntegerKey() == 0) await stuck.Task;
                await call.Invoke();
            }),
        };
        await cluster.InitializeAsync();
        var article = await cluster.Client.NewArticleAsync();
        while (IScheduleGrain.ShardOf(article.Id()) == 0) article = await cluster.Client.NewArticleAsync();
        var at = cluster.Time.GetUtcNow().AddSeconds(30);
        Assert.IsType<ArticleSaved>(await article.SaveDraftAsync(new(Stories.Harbour.Unique(), 0, Stories.Author)));
        Assert.IsType<ArticleSaved>(await article.ScheduleAsync(new(at, 1, Stories.Author)));
        await article.DeliveredAsync();

        // Orleans itself gives up a call that hangs, after longer than this.
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(20));
        while (await article.GetPublishedAsync(0) is null)
        {
            cluster.Time.Advance(Tick);
            await Task.Delay(10, patience.Token);
        }

        stuck.SetResult();
    }
}
