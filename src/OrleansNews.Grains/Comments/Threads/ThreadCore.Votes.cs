using System.Collections.Immutable;
using System.Numerics;
using Microsoft.Extensions.Logging;

namespace OrleansNews.Comments.Threads;

/// <content>
/// Vote counts: state beside the log, stored with the index. The head remembers which shards ever sent counts; after a restart those are asked for what the stored
/// index does not know, so that nothing is lost although no vote costs a commit.
/// </content>
internal sealed partial class ThreadCore
{
    private static readonly TimeSpan FirstVotesPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestVotesPause = TimeSpan.FromMinutes(1);

    private const int RememberedVoteChanges = 4_096;

    private readonly long[] _pushedVotes = new long[IThreadVotesGrain.Shards];
    private int _missingShards;
    private RecentVotes? _recentVotes;

    /// <inheritdoc cref="ICommentThreadGrain.ApplyVotesAsync"/>
    public async Task ApplyVotesAsync(int shard, long version, ImmutableArray<VoteCount> counts)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)shard, (uint)IThreadVotesGrain.Shards);
        await EnsureOpenAsync();
        if ((_owner.VoteShards & 1 << shard) == 0) await EnqueueVoteShardAsync(shard);
        if (version < _pushedVotes[shard]) return;
        _pushedVotes[shard] = version;

        // Until the shard has told what was missed, its version stays: a restart asks from there again.
        TakeVotes(shard, (_missingShards & 1 << shard) != 0 ? _index.VoteVersion(shard) : version, counts);
    }

    /// <inheritdoc cref="ICommentThreadGrain.ReadVotesAsync"/>
    public async Task<RecentVoteCounts> ReadVotesAsync(long after)
    {
        await EnsureOpenAsync();
        var counts = Recent.After(after).Where(IsVisible).Select(CountOf);
        return new(Recent.End, Recent.Knows(after), [.. counts]);
    }

    // Milliseconds grow faster than an activation notes changes, so its successor begins behind it.
    private RecentVotes Recent => _recentVotes ??= new(RememberedVoteChanges, _time.GetUtcNow().ToUnixTimeMilliseconds() << 10);

    private VoteCount CountOf(int number)
    {
        ref readonly var entry = ref _index[number];
        return new(CommentId.Native(_article, number), entry.Up, entry.Down);
    }

    private Task<bool> EnqueueVoteShardAsync(int shard) => Enqueue(100, draft => draft.AddVoteShard(shard), () => throw Overloaded(), mayOvertake: true);

    private void TakeVotes(int shard, long version, ImmutableArray<VoteCount> counts)
    {
        _index.ApplyVotes(shard, version, counts, _time.GetUtcNow(), out var changed);
        if (!changed) return;
        foreach (var count in counts) Recent.Note(count.Id.Number);
        _outlets.Moved(Version);
    }

    private void AskForVotes()
    {
        _missingShards = _owner.VoteShards;
        if (_missingShards == 0) return;
        _index.Move(_time.GetUtcNow().ToUnixTimeMilliseconds()); // Counts that readers saw before the restart may be missing now.
        _ = AskForVotesAsync();
    }

    private async Task AskForVotesAsync()
    {
        for (var pause = FirstVotesPause; _missingShards != 0 && !_log.IsFenced; pause = pause * 2 < LongestVotesPause ? pause * 2 : LongestVotesPause)
        {
            for (var shards = _missingShards; shards != 0; shards &= shards - 1)
            {
                var shard = BitOperations.TrailingZeroCount(shards);
                try
                {
                    var votes = await _outlets.GetVotesAsync(shard, _index.VoteVersion(shard));
                    if (votes.Version < _pushedVotes[shard]) continue; // Newer counts came meanwhile: ask again.
                    TakeVotes(shard, votes.Version, votes.Counts);
                    _missingShards &= ~(1 << shard);
                }
                catch (Exception fault)
                {
                    LogNoVotes(fault, _article, shard);
                }
            }

            if (_missingShards != 0) await Task.Delay(pause, _time);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Shard {Shard} of the votes on story {Article} did not answer; it is asked again.")]
    private partial void LogNoVotes(Exception fault, ArticleId article, int shard);
}
