using System.Collections.Immutable;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using Orleans.Providers;
using Orleans.Storage;
using OrleansNews.Operations;

namespace OrleansNews.Comments;

[GrainType("thread-votes"), Reentrant]
internal sealed partial class ThreadVotesGrain : Grain, IThreadVotesGrain, IOutboxOwner
{
    private static readonly TimeSpan BetweenSnapshots = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan VisibilityAge = TimeSpan.FromSeconds(10);

    private readonly VoteStore _store;
    private readonly Batcher<CastVoteEntry> _batcher;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Recent<int, bool> _visible;
    private readonly Dictionary<int, long> _changedAt = [];
    private readonly HashSet<int> _unsent = [];
    private ArticleId _article;
    private int _shard;
    private long _changesKnownFrom;
    private bool _unsentAll;
    private long? _registration;
    private Task? _committing;
    private Task? _sending;
    private long? _sentAt;

    public ThreadVotesGrain(
        [FromKeyedServices(ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME)] IGrainStorage storage,
        [FromKeyedServices(NewsClock.Key)] TimeProvider time,
        ILogger<ThreadVotesGrain> logger)
    {
        _store = new(GrainContext, storage, logger);
        _batcher = new(CommitAsync);
        _time = time;
        _logger = logger;
        _visible = new(time, VisibilityAge, 10_000);
    }

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _article = new(this.GetPrimaryKeyLong(out var shard));
        _shard = int.Parse(shard ?? "", NumberStyles.None, CultureInfo.InvariantCulture);
        await _store.LoadAsync();
        _changesKnownFrom = _store.Version;

        // What an earlier activation sent is not known: the thread ignores what it has.
        _unsentAll = _changesKnownFrom > 0;
        if (_unsentAll) StartSending();
    }

    public async Task<VoteCount> VoteAsync(CommentId comment, BrowserId browser, Vote vote)
    {
        if (!Enum.IsDefined(vote)) throw new ArgumentOutOfRangeException(nameof(vote), vote, "not a vote");
        if (!IsMine(comment)) throw new ArgumentException($"Comment {comment} is not of shard {_shard} of the thread of story {_article}.", nameof(comment));
        if (vote == Vote.None || await IsVisibleAsync(comment))
            await _batcher.AddAsync(new(comment.Number, VoteLedger.HashOf(browser, _article), vote));
        return CountOf(comment.Number);
    }

    public async Task<ImmutableArray<CastVote>> GetVotesAsync(BrowserId browser, ImmutableArray<CommentId> comments)
    {
        var hash = VoteLedger.HashOf(browser, _article);
        var votes = ImmutableArray.CreateBuilder<CastVote>();
        foreach (var comment in comments.OrEmpty().Where(IsMine))
        {
            if (!_store.Ledger.Counts.ContainsKey(comment.Number)) continue;
            var vote = await _store.FindAsync(comment.Number, hash);
            if (vote != Vote.None) votes.Add(new(comment, vote));
        }

        return votes.ToImmutable();
    }

    public Task<ShardVotes> GetCountsAsync(long afterVersion)
    {
        var numbers = _store.Ledger.Counts.Keys.Where(number => afterVersion < _changesKnownFrom || afterVersion == 0 || _changedAt.GetValueOrDefault(number) > afterVersion);
        return Task.FromResult(new ShardVotes(_store.Version, [.. numbers.Select(CountOf)]));
    }

    public async Task DeliverOutboxAsync()
    {
        // On return the registry ends the registration that it knows: commits from now on need another one, and one that is in flight is waited for.
        _registration = null;
        if (_committing is { } committing) await committing.ConfigureAwait(ConfigureAwaitOptions.ContinueOnCapturedContext | ConfigureAwaitOptions.SuppressThrowing);
        if (_changesKnownFrom == long.MaxValue) await _batcher.AddAsync(new(0, 0, Vote.None)); // Changes nothing, and reads the head again.
        while (_sending is { } sending) await sending.ConfigureAwait(ConfigureAwaitOptions.ContinueOnCapturedContext | ConfigureAwaitOptions.SuppressThrowing);
        if (!IsDirty) return;
        _sending = SendAsync();
        try
        {
            await _sending;
        }
        finally
        {
            _sending = null;
        }
    }

    private bool IsDirty => _unsentAll || _unsent.Count > 0;

    private async Task CommitAsync(IReadOnlyList<CastVoteEntry> votes)
    {
        var casting = _store.CastAsync(votes, async () => _registration ??= await GrainFactory.RegisterOutboxAsync(this.GetGrainId()));
        _committing = casting;
        try
        {
            var changed = await casting;
            if (_changesKnownFrom == long.MaxValue) (_changesKnownFrom, _unsentAll) = (_store.Version, true);
            foreach (var number in changed) _changedAt[number] = _store.Version;
            _unsent.UnionWith(changed);
        }
        catch
        {
            _changesKnownFrom = long.MaxValue; // They may be stored nevertheless: which ones, only the next look at the head can tell.
            throw;
        }
        finally
        {
            _committing = null;
        }

        if (IsDirty) StartSending();
    }

    private void StartSending() => _sending ??= SendAllAsync();

    /// <summary>Sends what changed until the thread has everything: the first snapshot at once, the next a second later, with all that came between.</summary>
    private async Task SendAllAsync()
    {
        await Task.Yield();
        try
        {
            while (IsDirty) await SendAsync();
        }
        catch (Exception fault)
        {
            LogNotSent(_article.Value, _shard, fault); // The registry asks again.
        }
        finally
        {
            _sending = null;
        }
    }

    // One at a time: a snapshot that overtakes an older one would make the thread ignore what only the older one holds.
    private async Task SendAsync()
    {
        if (_sentAt is { } sentAt && BetweenSnapshots - _time.GetElapsedTime(sentAt) is { Ticks: > 0 } wait) await Task.Delay(wait, _time);
        _sentAt = _time.GetTimestamp();
        var (all, version, registration) = (_unsentAll, _store.Version, _committing is null ? _registration : null);
        int[] numbers = all ? [.. _store.Ledger.Counts.Keys] : [.. _unsent];
        _unsent.Clear();
        _unsentAll = false;
        if (registration is not null) _registration = null;
        try
        {
            await GrainFactory.GetGrain<ICommentThreadGrain>(_article.Value).ApplyVotesAsync(_shard, version, [.. numbers.Select(CountOf)]);
        }
        catch
        {
            _unsentAll |= all;
            _unsent.UnionWith(numbers);
            throw;
        }

        // A lost completion costs one needless wake.
        if (registration is { } ended) GrainFactory.RegistryOf(this.GetGrainId()).CompleteAsync(this.GetGrainId(), ended).Ignore();
    }

    private ValueTask<bool> IsVisibleAsync(CommentId comment) => _visible.GetAsync(
        comment.Number, async (_, _) => await GrainFactory.GetGrain<ICommentThreadGrain>(_article.Value).FindAsync(comment, pageSize: 50) is { Status: CommentStatus.Approved });

    private bool IsMine(CommentId comment) => comment.IsNative && comment.Article == _article && IThreadVotesGrain.ShardOf(comment) == _shard;

    private VoteCount CountOf(int number)
    {
        var (up, down) = _store.Ledger.Counts.GetValueOrDefault(number);
        return new(CommentId.Native(_article, number), up, down);
    }

    [LoggerMessage(LogLevel.Warning, "The thread of story {Article} did not take the votes of shard {Shard}; they are sent again.")]
    private partial void LogNotSent(long article, int shard, Exception fault);
}
