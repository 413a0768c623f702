using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using OrleansNews.Cluster;
using OrleansNews.Comments.Threads;
using OrleansNews.Logs;
using OrleansNews.Mail;
using OrleansNews.Moderation;

namespace OrleansNews.Comments;

/// <summary>A second activation of the thread, made on purpose: over the same stored state, on a scheduler of its own.</summary>
internal sealed class SecondActivation : IThreadOutlets, IAsyncDisposable
{
    private readonly TaskScheduler _turns = new ConcurrentExclusiveSchedulerPair().ExclusiveScheduler;
    private readonly ThreadCore _core;

    public SecondActivation(NewsCluster news, ArticleId article, string? cluster = null, Func<string, bool>? knows = null)
    {
        var options = news.SiloServices.GetRequiredService<IOptions<ThreadOptions>>().Value;
        cluster ??= news.SiloServices.GetRequiredService<IOptions<ClusterOptions>>().Value.ClusterId;
        _core = new(
            article, SmallThread.StoreOf(news, article), options, options.ToLogOptions(cluster), news.Time, new Random(1), this, news.SiloServices.GetRequiredService<ThreadInstruments>(), NullLogger.Instance, knows);
    }

    public bool HasEnded { get; private set; }

    public Task<T> RunAsync<T>(Func<ThreadCore, Task<T>> call) =>
        Task.Factory.StartNew(() => call(_core), CancellationToken.None, TaskCreationOptions.None, _turns).Unwrap();

    public void Moved(ThreadVersion version)
    {
        // Nobody watches it.
    }

    public void Fenced() => HasEnded = true;

    public Task ReportLatestAsync(ThreadPosition position, ImmutableArray<CommentView> newest, double heat, bool onlyAdds) => Task.CompletedTask;

    public Task<long> RegisterOutboxAsync() => Task.FromResult(1L);

    public Task CompleteOutboxAsync(long registration) => Task.CompletedTask;

    public Task RecordApprovalAsync(string commenter, BrowserId browser, CommentId comment, bool decided) => Task.CompletedTask;

    public Task<bool> ReportQueuesAsync(QueueReport report) => Task.FromResult(true);

    public Task ReportLogAsync(ImmutableArray<LogEntry> entries) => Task.CompletedTask;

    public bool Mails(CommentNews news) => false;

    public Task ReportMailAsync(ImmutableArray<CommentNotice> notices) => Task.CompletedTask;

    public Task<IDisposable> TakeMergeTurnAsync(CancellationToken given) => new MergeTurns().TakeAsync(given);

    public Task<ShardVotes> GetVotesAsync(int shard, long afterVersion) => Task.FromResult(new ShardVotes(0, []));

    public ValueTask DisposeAsync()
    {
        _core.Dispose();
        return ValueTask.CompletedTask;
    }
}
