using System.Collections.Immutable;

namespace OrleansNews.Comments.Threads;

/// <content>Vote counts: state beside the log.</content>
internal sealed partial class ThreadCore
{
    /// <inheritdoc cref="ICommentThreadGrain.ApplyVotesAsync"/>
    public async Task ApplyVotesAsync(int shard, long version, ImmutableArray<VoteCount> counts)
    {
        await EnsureOpenAsync();
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)shard, (uint)IThreadVotesGrain.Shards);
        _index.ApplyVotes(shard, version, counts, _time.GetUtcNow(), out var changed);
        if (changed) _outlets.Moved(Version);
    }
}
