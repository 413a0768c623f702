using OrleansNews.Articles;
using OrleansNews.Site;

namespace OrleansNews.Comments;

/// <summary>
/// Reads the newest comments of the site. Who lists them may not have been told that one was hidden, or its story withdrawn, and cannot be told while the two silos do not reach each other: each
/// thread and each story is asked itself.
/// </summary>
internal sealed class LatestCommentsReader(IClusterClient cluster, StoryReader stories, TimeProvider machineTime)
{
    /// <summary>How long a comment is shown of which its thread or its story says nothing.</summary>
    internal static readonly TimeSpan GiveUpAfter = TimeSpan.FromSeconds(10);

    // What is silent keeps the rest waiting for no longer.
    private static readonly TimeSpan AnswersWithin = TimeSpan.FromSeconds(1);

    /// <summary>The newest comments that readers may see now.</summary>
    /// <param name="count">How many are listed.</param>
    /// <param name="known">What was read before.</param>
    /// <exception cref="TimeoutException">Nobody answers.</exception>
    public async Task<ConfirmedComments> ReadAsync(int count, ConfirmedComments? known)
    {
        var askedAt = machineTime.GetTimestamp();
        var (listed, silence) = await TryAsync(() => cluster.GetGrain<ILatestCommentsGrain>(0).GetAsync(count, known?.Listed.Version ?? 0));
        if (listed is null || listed.Version <= known?.Listed.Version) listed = known?.Listed;
        if (listed is null) throw Silent(silence);

        var answers = await Task.WhenAll(listed.Items.Select(item => TryAsync(() => ConfirmAsync(item.Comment.Id, askedAt))));
        if (silence is not null && answers.All(answer => answer.Silence is not null)) throw Silent(silence);
        var shown = listed.Items
            .Zip(answers, (item, answer) => answer.Silence is null ? answer.Value : known?.Items.FirstOrDefault(last => last.Comment.Comment.Id == item.Comment.Id))
            .OfType<ConfirmedComment>()
            .Where(item => machineTime.GetElapsedTime(item.AskedAt) < GiveUpAfter);
        return new(listed, [.. shown]);
    }

    private async Task<ConfirmedComment?> ConfirmAsync(CommentId id, long askedAt)
    {
        var location = await cluster.GetGrain<ICommentThreadGrain>(id.Article.Value).FindAsync(id, pageSize: 1);
        if (location is not { Status: CommentStatus.Approved, View: { Damaged: false } comment }) return null;
        return await stories.ReadAsync(id.Article) is { Status: ArticleStatus.Published } story ? new(new(comment, story.Title, story.Path), askedAt) : null;
    }

    private async Task<(T? Value, Exception? Silence)> TryAsync<T>(Func<Task<T>> ask)
    {
        try
        {
            return (await ask().WaitAsync(AnswersWithin, machineTime), null);
        }
        catch (Exception fault) when (ClusterFaults.IsUnavailable(fault))
        {
            return (default, fault);
        }
    }

    private static TimeoutException Silent(Exception? silence) => new("Nobody tells the newest comments.", silence);
}

/// <summary>The newest comments of the site, as their threads know them.</summary>
/// <param name="Listed">Those that are listed.</param>
/// <param name="Items">Those of them that readers may see, newest first.</param>
internal sealed record ConfirmedComments(LatestComments Listed, ImmutableArray<ConfirmedComment> Items);

/// <summary>A comment that its thread and its story stand by.</summary>
/// <param name="Comment">The comment.</param>
/// <param name="AskedAt">When they were asked the last time that they answered; a timestamp.</param>
internal sealed record ConfirmedComment(LatestComment Comment, long AskedAt);
