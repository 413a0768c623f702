using System.Collections.Immutable;
using System.Globalization;
using Microsoft.Extensions.Logging;
using Orleans.Utilities;
using OrleansNews.Comments.Threads;
using OrleansNews.Logs;
using OrleansNews.Mail;
using OrleansNews.Moderation;
using OrleansNews.Operations;

namespace OrleansNews.Comments;

/// <summary>How a thread's grain reaches observers and other grains.</summary>
internal sealed class ThreadOutlets(CommentThreadGrain grain, ArticleId article, IGrainFactory grains, TimeProvider time, MergeTurns merges, MailWishes mail, ILogger logger)
    : IThreadOutlets
{
    private static readonly TimeSpan ObserverExpiry = TimeSpan.FromSeconds(60);

    private readonly ObserverManager<IThreadObserver> _observers = new(ObserverExpiry, logger) { GetDateTime = () => time.GetUtcNow().UtcDateTime };

    private ThreadVersion? _newest;
    private bool _hinting;

    public Task<IDisposable> TakeMergeTurnAsync(CancellationToken given) => merges.TakeAsync(given);

    public void Subscribe(IThreadObserver observer) => _observers.Subscribe(observer, observer);

    public void Unsubscribe(IThreadObserver observer) => _observers.Unsubscribe(observer);

    // Versions that arrive while a hint is sent are one hint.
    public void Moved(ThreadVersion version)
    {
        _newest = version;
        if (_hinting || _observers.Count == 0) return;
        _hinting = true;
        _ = HintAsync();
    }

    public void Fenced() => grain.GiveUp();

    public Task ReportLatestAsync(ThreadPosition position, ImmutableArray<CommentView> newest, double heat, bool onlyAdds) =>
        grains.GetGrain<ILatestCommentsGrain>(0).ReportAsync(article, position, newest, heat, onlyAdds);

    public Task<long> RegisterOutboxAsync() => grains.RegisterOutboxAsync(grain.GetGrainId());

    public Task CompleteOutboxAsync(long registration) => Registry.CompleteAsync(grain.GetGrainId(), registration);

    public Task RecordApprovalAsync(string commenter, BrowserId browser, CommentId comment, bool decided)
    {
        var person = grains.GetGrain<ICommenterGrain>(commenter);
        return OlderSilo.ElseAsync(
            () => person.RecordApprovalAsync(browser, comment, decided),
            () => OlderSilo.ElseAsync(() => person.RecordApprovalAsync(browser, comment), () => person.RecordApprovalAsync(browser)));
    }

    public Task<bool> ReportQueuesAsync(QueueReport report) => grains.GetGrain<IModerationQueueGrain>(IModerationQueueGrain.ShardOf(article)).ReportAsync(report);

    public Task ReportLogAsync(ImmutableArray<LogEntry> entries) => grains.GetGrain<IModerationLogShardGrain>(IModerationLogShardGrain.ShardOf(article)).AppendAsync(entries);

    public bool Mails(CommentNews news) => mail.Include(news);

    public Task ReportMailAsync(ImmutableArray<CommentNotice> notices) => grains.GetGrain<IMailDeskGrain>(0).NotifyAsync(notices);

    public Task<ShardVotes> GetVotesAsync(int shard, long afterVersion) =>
        grains.GetGrain<IThreadVotesGrain>(article.Value, shard.ToString(CultureInfo.InvariantCulture)).GetCountsAsync(afterVersion);

    private IOutboxRegistryGrain Registry => grains.RegistryOf(grain.GetGrainId());

    private async Task HintAsync()
    {
        try
        {
            while (_newest is { } version)
            {
                _newest = null;
                await _observers.Notify(observer => observer.MovedAsync(article, version));
            }
        }
        finally
        {
            _hinting = false;
        }
    }
}
