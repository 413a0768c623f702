using System.Threading.Channels;
using Orleans.Configuration;
using OrleansNews.Articles;
using OrleansNews.Cluster;
using OrleansNews.Comments;

namespace OrleansNews.Live;

/// <summary>A thread waits for nobody who watches it.</summary>
public class ThreadObserverTests(NewsSite site) : IClassFixture<NewsSite>
{
    // Half of what a call that is waited for takes until it is given up: the next hint would come behind that.
    private static readonly TimeSpan BeforeACallIsGivenUp = new SiloMessagingOptions().ResponseTimeout / 2;

    [Fact]
    public async Task Post_WhileObserversHangAndFail_IsAnsweredAndTheOthersAreTold()
    {
        var story = await site.PublishAsync(Stories.Harbour.Unique());
        var thread = site.Grains.GetGrain<ICommentThreadGrain>(story.Id.Value);
        var (hanging, failing, healthy) = (new Observer(_ => new TaskCompletionSource().Task), new Observer(_ => throw new InvalidOperationException("dead")), new Observer(_ => Task.CompletedTask));
        foreach (var observer in new[] { hanging, failing, healthy }) await thread.SubscribeAsync(site.Grains.CreateObjectReference<IThreadObserver>(observer));

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(BeforeACallIsGivenUp);
        CommentPosted last = null!;
        for (var i = 0; i < 20; i++) last = await site.CommentAsync(story, "Ada", $"Number {i}");

        await foreach (var version in healthy.Versions.ReadAllAsync(patience.Token))
        {
            if (version.Position == last.Position) break;
        }

        Assert.True(await hanging.Versions.WaitToReadAsync(TestContext.Current.CancellationToken));
        GC.KeepAlive((hanging, failing, healthy));
    }

    [Fact]
    public async Task Observer_ThatHasLeft_IsToldNothing()
    {
        var story = await site.PublishAsync(Stories.Harbour.Unique());
        var thread = site.Grains.GetGrain<ICommentThreadGrain>(story.Id.Value);
        var (left, stays) = (new Observer(_ => Task.CompletedTask), new Observer(_ => Task.CompletedTask));
        var reference = site.Grains.CreateObjectReference<IThreadObserver>(left);
        await thread.SubscribeAsync(reference);
        await thread.UnsubscribeAsync(reference);
        await thread.SubscribeAsync(site.Grains.CreateObjectReference<IThreadObserver>(stays));

        await site.CommentAsync(story, "Ada", "Here.");
        await stays.Versions.ReadAsync(TestContext.Current.CancellationToken);
        Assert.False(left.Versions.TryRead(out _));
        GC.KeepAlive((left, stays));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Observer_IsToldForAMinute_AndForOneMoreAfterItRenews(bool renews)
    {
        var story = await site.PublishAsync(Stories.Harbour.Unique());
        var thread = site.Grains.GetGrain<ICommentThreadGrain>(story.Id.Value);
        var (old, control) = (new Observer(_ => Task.CompletedTask), new Observer(_ => Task.CompletedTask));
        var reference = site.Grains.CreateObjectReference<IThreadObserver>(old);
        await thread.SubscribeAsync(reference);
        site.Cluster.Time.Advance(TimeSpan.FromSeconds(40));
        if (renews) await thread.SubscribeAsync(reference);
        site.Cluster.Time.Advance(TimeSpan.FromSeconds(40));
        await thread.SubscribeAsync(site.Grains.CreateObjectReference<IThreadObserver>(control));

        var posted = await site.CommentAsync(story, "Ada", "Here.");

        Assert.Equal(posted.Position, (await control.Versions.ReadAsync(TestContext.Current.CancellationToken)).Position);
        if (renews) Assert.Equal(posted.Position, (await old.Versions.ReadAsync(TestContext.Current.CancellationToken)).Position);
        else Assert.False(old.Versions.TryRead(out _));
        GC.KeepAlive((old, control));
    }

    private sealed class Observer(Func<ThreadVersion, Task> then) : IThreadObserver
    {
        private readonly Channel<ThreadVersion> _versions = Channel.CreateUnbounded<ThreadVersion>();

        public ChannelReader<ThreadVersion> Versions => _versions.Reader;

        public Task MovedAsync(ArticleId article, ThreadVersion version)
        {
            _versions.Writer.TryWrite(version);
            return then(version);
        }
    }
}
