using System.Collections.Immutable;
using OrleansNews.Mail;
using OrleansNews.Moderation;

namespace OrleansNews.Comments.Threads;

/// <summary>What a thread tells others after a commit. No commit ever waits for any of it; a command that owes others news waits for <see cref="RegisterOutboxAsync"/> before its own.</summary>
internal interface IThreadOutlets
{
    /// <summary>A hint to observers.</summary>
    void Moved(ThreadVersion version);

    /// <summary>Another activation owns the thread: this one must end as soon as its calls have ended.</summary>
    void Fenced();

    /// <summary>The newest visible comments changed, and with them how much is being said.</summary>
    Task ReportLatestAsync(ThreadPosition position, ImmutableArray<CommentView> newest, double heat, bool onlyAdds);

    /// <summary>Durably notes that approvals may be undelivered, and names the note.</summary>
    Task<long> RegisterOutboxAsync();

    /// <summary>Durably takes that note away: none are.</summary>
    Task CompleteOutboxAsync(long registration);

    /// <summary>Tells a commenter's grain of an approval, and whether a moderator has decided it.</summary>
    Task RecordApprovalAsync(string commenter, BrowserId browser, CommentId comment, bool decided);

    /// <summary>Tells the moderation queues where comments stand. False when they miss what came before: all of it is told then.</summary>
    Task<bool> ReportQueuesAsync(QueueReport report);

    /// <summary>Tells the moderation log what was decided. What it knows already changes nothing.</summary>
    Task ReportLogAsync(ImmutableArray<LogEntry> entries);

    /// <summary>Whether anybody may be told of it by mail.</summary>
    bool Mails(CommentNews news);

    /// <summary>Tells what may be told by mail. What is known already changes nothing.</summary>
    Task ReportMailAsync(ImmutableArray<CommentNotice> notices);

    /// <summary>Asks a shard for counts behind a version.</summary>
    Task<ShardVotes> GetVotesAsync(int shard, long afterVersion);

    /// <summary>Waits until this thread may merge blocks; its turn ends when the answer is disposed.</summary>
    Task<IDisposable> TakeMergeTurnAsync(CancellationToken given);
}
