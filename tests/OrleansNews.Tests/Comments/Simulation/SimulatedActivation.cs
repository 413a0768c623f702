using System.Collections.Immutable;
using OrleansNews.Comments.Threads;
using OrleansNews.Logs;
using OrleansNews.Mail;
using OrleansNews.Moderation;

namespace OrleansNews.Comments.Simulation;

/// <summary>One activation of the thread, with its connection to the store and its way to other grains.</summary>
internal sealed class SimulatedActivation : IThreadOutlets
{
    private readonly SimulatedCluster _cluster;

    public SimulatedActivation(SimulatedCluster cluster, Func<ILogStore, ILogStore>? sabotage, bool older)
    {
        _cluster = cluster;
        Connection = new(cluster.Store, cluster.World);
        Core = new(
            SimulatedCluster.Article,
            sabotage?.Invoke(Connection) ?? Connection,
            cluster.Options,
            cluster.LogOptions,
            cluster.World.Time,
            cluster.World.Random,
            this,
            SimulatedCluster.Instruments,
            cluster.Logger,
            older ? kind => kind is EventKind.Posted or EventKind.Decided : kind => cluster.Knows?.Invoke(kind) ?? true);
        IsOlder = older;
    }

    public SimulatedStore.Connection Connection { get; }

    public ThreadCore Core { get; }

    /// <summary>An older build: it knows only posts and decisions.</summary>
    public bool IsOlder { get; }

    /// <summary>Ended because another one owns the thread, or crashed.</summary>
    public bool HasEnded { get; private set; }

    public void Crash()
    {
        HasEnded = true;
        Connection.IsDead = true;
    }

    public void Moved(ThreadVersion version)
    {
        if (Connection.IsDead) return;
        _cluster.Model.Seen(version);
        _cluster.Ends.Add(version.Position);
    }

    public void Fenced() => HasEnded = true;

    public async Task ReportLatestAsync(ThreadPosition position, ImmutableArray<CommentView> newest, double heat, bool onlyAdds)
    {
        if (!Connection.IsDead) _cluster.Model.Seen(position);
        await CallAsync();
        _cluster.Latest = (position, newest);
    }

    public async Task<long> RegisterOutboxAsync()
    {
        await CallAsync();
        var registration = await _cluster.RegisterOutboxAsync();
        await CallAsync();
        return registration;
    }

    public async Task CompleteOutboxAsync(long registration)
    {
        await CallAsync();
        _cluster.CompleteOutbox(registration);
    }

    public async Task RecordApprovalAsync(string commenter, BrowserId browser, CommentId comment, bool decided)
    {
        await CallAsync();
        if (_cluster.RefusesApprovals || _cluster.RefusesApprovalsOf == commenter) throw new TimeoutException("The commenter's grain does not answer.");
        _cluster.Approved.Add((commenter, browser.Value));
        _cluster.Vouchers.Add((commenter, browser.Value, comment.Number));
    }

    public async Task<bool> ReportQueuesAsync(QueueReport report)
    {
        await CallAsync();
        var taken = _cluster.Queues.Report(report);
        await CallAsync();
        return taken;
    }

    public async Task ReportLogAsync(ImmutableArray<LogEntry> entries)
    {
        await CallAsync();
        _cluster.Log.Append(entries);
        await CallAsync();
    }

    public bool Mails(CommentNews news) => _cluster.SendsMail;

    public async Task ReportMailAsync(ImmutableArray<CommentNotice> notices)
    {
        await CallAsync();
        if (_cluster.RefusesMail) throw new TimeoutException("The mail desk does not answer.");
        _cluster.Mail.Hear(notices);
        await CallAsync();
    }

    public Task<IDisposable> TakeMergeTurnAsync(CancellationToken given) => new MergeTurns().TakeAsync(given);

    public async Task<ShardVotes> GetVotesAsync(int shard, long afterVersion)
    {
        await CallAsync();
        return new(_cluster.VoteVersions[shard], [.. _cluster.Votes.Where(vote => vote.Key % IThreadVotesGrain.Shards == shard)
            .Select(vote => new VoteCount(CommentId.Native(SimulatedCluster.Article, vote.Key), vote.Value.Up, vote.Value.Down))]);
    }

    // A call to another grain takes time and may fail; a dead caller never hears the answer.
    private async Task CallAsync()
    {
        await _cluster.World.Delay(_cluster.World.Between(0, 5));
        if (Connection.IsDead) await new TaskCompletionSource().Task;
        if (_cluster.Refuses || _cluster.World.Chance(_cluster.Store.Faults.ReadError)) throw new TimeoutException("The other grain does not answer.");
    }
}
