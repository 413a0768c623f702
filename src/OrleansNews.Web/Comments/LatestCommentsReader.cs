using OrleansNews.Articles;
using OrleansNews.Site;

namespace OrleansNews.Comments;

/// <summary>
/// Reads the newest comments of the site. Who lists them may not have been told that one was hidden, or its story withdrawn, and cannot be told while the two silos do not reach each other: each
/// thread and each story is asked itself. One read at a time.
/// </summary>
internal sealed class LatestCommentsReader
{
    private const int Shown = 5;

    /// <summary>
    /// For how long a comment is shown of which its thread or its story says nothing; pages are fresh for <see cref="ReadOptions.FreshFor"/> behind that. An activation that was replaced may have
    /// been believed for six seconds before, and both are less than the 15 s that a silo may take to be found dead.
    /// </summary>
    internal static readonly TimeSpan Grace = TimeSpan.FromSeconds(7);

    // What takes longer counts with the next read.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly IClusterClient _cluster;
    private readonly StoryReader _stories;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly ReadOptions _options;
    private readonly OpenQuestion<LatestComments> _list;
    private readonly Dictionary<ArticleId, OpenQuestion<Confirmation>> _threads = [];

    public LatestCommentsReader(IClusterClient cluster, StoryReader stories, IOptions<ReadOptions> options, TimeProvider machineTime, ILogger<LatestCommentsReader> log)
    {
        (_cluster, _stories, _time, _log, _options) = (cluster, stories, machineTime, log, options.Value);
        _list = new(ListAsync, "the list of the newest comments", machineTime, log);
    }

    /// <summary>The newest comments that readers may see, newest first.</summary>
    /// <exception cref="TimeoutException">Nobody has answered since the read before, or nobody ever told which ones they are.</exception>
    public async Task<ConfirmedComments> ReadAsync()
    {
        await SettleAsync([_list.Ask()]);
        var listed = _list.Last?.Value.Items ?? throw new TimeoutException("Nobody tells the newest comments.");
        foreach (var gone in _threads.Keys.Except(listed.Select(item => item.Comment.Id.Article)).ToList()) _threads.Remove(gone);
        foreach (var article in listed.Select(item => item.Comment.Id.Article).Distinct().Where(article => !_threads.ContainsKey(article)).ToList())
            _threads.Add(article, new(() => ConfirmAsync(article), $"the newest comments of story {article}", _time, _log));

        await SettleAsync(_threads.Values.Select(thread => thread.Ask()));
        var isAnswered = _list.TakeNews();
        foreach (var thread in _threads.Values) isAnswered |= thread.TakeNews();
        if (!isAnswered) throw new TimeoutException("Neither the list of the newest comments nor a story that is in it answers.");

        var shown = listed.Select(Confirmed).OfType<(LatestComment Comment, long AskedAt)>().Where(item => _time.GetElapsedTime(item.AskedAt) < Grace).ToList();
        var ends = shown.Select(item => item.AskedAt + (long)((Grace + _options.FreshFor).TotalSeconds * _time.TimestampFrequency));
        return new([.. shown.Select(item => item.Comment)], listed.IsEmpty, ends.DefaultIfEmpty(long.MaxValue).Min());
    }

    private (LatestComment Comment, long AskedAt)? Confirmed(LatestComment listed) =>
        _threads[listed.Comment.Id.Article].Last is { } last && last.Value.Visible.FirstOrDefault(item => item.Comment.Id == listed.Comment.Id) is { } comment ? (comment, last.AskedAt) : null;

    private async Task<LatestComments> ListAsync()
    {
        var known = _list.Last?.Value;
        var answer = await _cluster.GetGrain<ILatestCommentsGrain>(0).GetAsync(Shown, known?.Version ?? 0).WaitAsync(_options.Deadline);
        return answer.Version == known?.Version ? known : answer;
    }

    private async Task<Confirmation> ConfirmAsync(ArticleId article)
    {
        var listed = _list.Last!.Value.Items.Select(item => item.Comment.Id).Where(id => id.Article == article).ToList();
        var known = _threads[article].Last?.Value.Position ?? default;
        var thread = _cluster.GetGrain<ICommentThreadGrain>(article.Value);
        // An activation that was replaced knows less than was heard already: it looks again, or has nothing to say.
        var (position, _, _, _) = await thread.GetVersionAsync(known).WaitAsync(_options.Deadline);
        if (!position.HasReached(known)) throw new ThreadUnavailableException("The thread is behind what it said before.");
        var found = await Task.WhenAll(listed.Select(id => FindAsync(thread, id)));
        return await _stories.ReadAsync(article) is { Status: ArticleStatus.Published } story
            ? new(position, [.. found.OfType<CommentView>().Select(comment => new LatestComment(comment, story.Title, story.Path))])
            : new(position, []);
    }

    // Null for one that readers may not see, and for one of which the thread cannot say so: it keeps no other from being shown.
    private async Task<CommentView?> FindAsync(ICommentThreadGrain thread, CommentId id)
    {
        try
        {
            return await thread.FindAsync(id, pageSize: 1).WaitAsync(_options.Deadline) is { Status: CommentStatus.Approved, View: { Damaged: false } comment } ? comment : null;
        }
        catch (ThreadUnavailableException)
        {
            return null;
        }
    }

    private async Task SettleAsync(IEnumerable<Task> asked)
    {
        try
        {
            await Task.WhenAll(asked).WaitAsync(Patience, _time);
        }
        catch (TimeoutException)
        {
            // What has not been answered by now is answered later, or not at all.
        }
    }

    /// <summary>What a thread and its story said.</summary>
    /// <param name="Position">How far the thread was at least.</param>
    /// <param name="Visible">Those of its listed comments that readers may see.</param>
    private sealed record Confirmation(ThreadPosition Position, ImmutableArray<LatestComment> Visible);
}

/// <summary>The newest comments of the site, as their threads know them.</summary>
/// <param name="Items">Newest first.</param>
/// <param name="AreNone">Whether there is none, and not merely none that somebody stands by.</param>
/// <param name="TrueUntil">The timestamp from which on one of them may have been hidden for too long.</param>
internal sealed record ConfirmedComments(ImmutableArray<LatestComment> Items, bool AreNone, long TrueUntil);
