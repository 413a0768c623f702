using Orleans.Hosting;
using Orleans.Runtime;
using OrleansNews.Articles;
using OrleansNews.Cluster;
using OrleansNews.Comments;
using OrleansNews.Comments.Threads;

namespace OrleansNews.Operations;

/// <summary>What somebody writes waits for the registry of outboxes, whose shards go from silo to silo while a cluster is restarted.</summary>
public sealed class OutboxRegisteringTests : IAsyncLifetime
{
    private const string Register = $"{nameof(IOutboxRegistryGrain)}.{nameof(IOutboxRegistryGrain.RegisterAsync)}";

    private readonly ClientCalls _calls = new();
    private readonly NewsCluster _cluster;

    public OutboxRegisteringTests() => _cluster = new() { ConfigureSilo = silo => silo.AddOutgoingGrainCallFilter(_calls) };

    public ValueTask InitializeAsync() => _cluster.InitializeAsync();

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task Comment_WhoseRegistryGoesDownWithItsSilo_IsAccepted_Once()
    {
        FailRegistering(3, () => new SiloUnavailableException("The silo is shutting down."));

        Assert.IsType<CommentPosted>(await Thread.PostAsync(Posts.New("One", status: CommentStatus.Held)));
        Assert.Equal(4, _calls.Of(Register));
        Assert.Equal(1, (await Thread.GetVersionAsync(default)).Position.Sequence);
    }

    [Fact]
    public async Task Story_WhoseRegistryGoesDownWithItsSilo_IsPublished()
    {
        FailRegistering(3, () => new SiloUnavailableException("The silo is shutting down."));

        var article = await _cluster.Client.NewArticleAsync();
        Assert.IsType<ArticleSaved>(await article.PublishAsync(new(Stories.Harbour, 0, Stories.Editor)));
    }

    [Fact]
    public async Task Comment_WhoseRegistryIsNowhere_IsAFaultInTheEnd_AndIsNotStored()
    {
        FailRegistering(int.MaxValue, () => new SiloUnavailableException("The silo is shutting down."));

        await Assert.ThrowsAsync<ThreadUnavailableException>(() => Thread.PostAsync(Posts.New("One", status: CommentStatus.Held)));
        Assert.Equal(0, (await Thread.GetVersionAsync(default)).Position.Sequence);
    }

    // It may have registered, and another attempt would take as long.
    [Fact]
    public async Task Registry_ThatDoesNotAnswer_IsNotAskedAgain()
    {
        FailRegistering(1, () => new TimeoutException());

        await Assert.ThrowsAsync<ThreadUnavailableException>(() => Thread.PostAsync(Posts.New("One", status: CommentStatus.Held)));
        Assert.Equal(1, _calls.Of(Register));
    }

    private ICommentThreadGrain Thread => _cluster.Client.GetGrain<ICommentThreadGrain>(1);

    private void FailRegistering(int times, Func<Exception> fault)
    {
        var failed = 0;
        _calls.Instead = context => ClientCalls.NameOf(context) == Register && Interlocked.Increment(ref failed) <= times ? throw fault() : context.Invoke();
    }
}
