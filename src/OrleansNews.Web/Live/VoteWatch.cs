using OrleansNews.Comments;

namespace OrleansNews.Live;

/// <summary>
/// The votes of a thread as a state: what changed, on whatever page, at most once a second. Votes move the thread's public version and nothing in its log.
/// </summary>
internal sealed class VoteWatch(ArticleId article, RelayContext context, ThreadFeed feed)
{
    private const int MostRemembered = 1_000;
    private static readonly TimeSpan AtMostEvery = TimeSpan.FromSeconds(1);

    private readonly Dictionary<CommentId, (LiveVote Vote, long ChangedAt)> _votes = [];
    private (long Epoch, long Version)? _readOf;
    private long? _readAt;
    private long _through;

    /// <summary>Looks whether votes have changed with the thread.</summary>
    public async Task CheckAsync(ThreadVersion version)
    {
        var current = (version.Position.Epoch, version.PublicVersion);
        if (current == _readOf || (_readAt is { } at && context.Time.GetElapsedTime(at) < AtMostEvery)) return;
        _readAt = context.Time.GetTimestamp();

        var thread = context.Cluster.GetGrain<ICommentThreadGrain>(article.Value);
        var recent = await thread.ReadVotesAsync(_through).WaitAsync(context.Read.Deadline);
        var counts = recent.Counts.Select(count => new LiveVote(count.Id.Value, count.Up, count.Down)).ToList();
        if (!recent.Complete) counts.AddRange(await ReadOwnPageAsync(thread));
        _readOf = current;
        _through = recent.Through;

        var changed = counts.Where(Take).ToList();
        if (changed.Count == 0) return;
        Trim();
        await feed.SetStateAsync("votes", Frame(_votes.Values.Select(known => known.Vote).ToList()), Frame(changed));
    }

    // What most readers have open. Nothing is known of changes further back, and a page that is loaded later has them.
    private async Task<IEnumerable<LiveVote>> ReadOwnPageAsync(ICommentThreadGrain thread)
    {
        var settings = (await context.Frames.GetSettingsAsync()).Discussion;
        var page = await thread.ReadPageAsync(ConversationRules.PageQuery(settings, ConversationRules.OwnPage(settings))).WaitAsync(context.Read.Deadline);
        return page.Items
            .Where(view => view.Status == CommentStatus.Approved && (view.Up > 0 || view.Down > 0 || _votes.ContainsKey(view.Id)))
            .Select(view => new LiveVote(view.Id.Value, view.Up, view.Down));
    }

    private bool Take(LiveVote vote)
    {
        var id = new CommentId(vote.Id);
        if (_votes.TryGetValue(id, out var known) && known.Vote == vote) return false;
        _votes[id] = (vote, context.Time.GetTimestamp());
        return true;
    }

    private void Trim()
    {
        if (_votes.Count <= MostRemembered) return;
        foreach (var (oldest, _) in _votes.OrderBy(vote => vote.Value.ChangedAt).Take(_votes.Count - MostRemembered).ToList()) _votes.Remove(oldest);
    }

    private static LiveFrame Frame(List<LiveVote> votes) => EventStream.State("votes", new LiveVotes(votes), LiveJson.Compact.LiveVotes);
}
