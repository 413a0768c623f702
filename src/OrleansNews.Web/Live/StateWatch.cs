using OrleansNews.Articles;
using OrleansNews.Comments;

namespace OrleansNews.Live;

/// <summary>
/// The states of a story that are not events of its log: its own revision, the number of comments, the votes. Each is sent on connecting and on
/// change, at most once a second.
/// </summary>
internal sealed class StateWatch(ArticleId article, RelayContext context, ThreadFeed feed)
{
    private static readonly TimeSpan AtMostEvery = TimeSpan.FromSeconds(1);

    private PublishedArticle? _story;
    private long? _storyCheckedAt;
    private (int Total, string Title)? _count;
    private long? _countSentAt;
    private (long Epoch, long Version)? _votesOf;
    private long? _votesReadAt;
    private Dictionary<CommentId, LiveVote> _votes = [];

    /// <summary>The path of the story.</summary>
    public string StoryPath => _story?.Path ?? "/";

    /// <summary>Whether the newsroom takes comments on it.</summary>
    public bool IsOpen => _story?.CommentsOpen ?? true;

    /// <summary>Looks whether the story itself has changed.</summary>
    public async Task CheckStoryAsync()
    {
        if (_storyCheckedAt is { } at && context.Time.GetElapsedTime(at) < context.Live.ArticlePoll) return;
        var sentAt = context.Time.GetTimestamp();
        var known = _story;
        var story = await context.Cluster.GetGrain<IArticleGrain>(article.Value).GetPublishedAsync(known?.Revision ?? 0).WaitAsync(context.Read.Deadline);
        _storyCheckedAt = sentAt;
        if (story is null || (known is not null && story.Revision <= known.Revision)) return;
        _story = story with { Html = "" };

        var status = story.Status == ArticleStatus.Published ? "published" : "withdrawn";
        var greeting = new LiveArticle(story.Revision, status, story.Title);
        var change = story.Status == ArticleStatus.Published
            ? greeting with { Excerpt = story.Excerpt, Html = story.Html, Updated = story.UpdatedAt }
            : new LiveArticle(story.Revision, status);
        feed.SetState("article", State("article", greeting), State("article", change));
    }

    /// <summary>Looks whether counts and votes have changed with the thread.</summary>
    public async Task CheckThreadAsync(ThreadVersion version)
    {
        SendCount(version.Total);
        await SendVotesAsync(version);
    }

    private void SendCount(int total)
    {
        var count = (total, _story?.Title ?? "");
        if (count == _count || IsTooSoon(_countSentAt)) return;
        _count = count;
        _countSentAt = context.Time.GetTimestamp();
        var frame = EventStream.State("count", new LiveCount(total, CommentTexts.Heading(total, count.Item2)), LiveJson.Compact.LiveCount);
        feed.SetState("count", frame, frame);
    }

    // Votes move the thread's public version and nothing in its log. The newest page is the one that readers have open.
    private async Task SendVotesAsync(ThreadVersion version)
    {
        var current = (version.Position.Epoch, version.PublicVersion);
        if (current == _votesOf || IsTooSoon(_votesReadAt)) return;
        _votesReadAt = context.Time.GetTimestamp();
        var settings = await context.Frames.GetSettingsAsync();
        var query = new ThreadPageQuery { Page = 0, Limit = settings.Discussion.CommentsPerPage };
        var page = await context.Cluster.GetGrain<ICommentThreadGrain>(article.Value).ReadPageAsync(query).WaitAsync(context.Read.Deadline);
        _votesOf = current;

        var votes = page.Items.Where(IsVotedOn).ToDictionary(view => view.Id, view => new LiveVote(view.Id.Value, view.Up, view.Down));
        var changed = votes.Where(vote => !_votes.TryGetValue(vote.Key, out var before) || before != vote.Value).Select(vote => vote.Value).ToList();
        if (changed.Count == 0) return;
        _votes = votes;
        feed.SetState("votes", Votes(votes.Values.ToList()), Votes(changed));
    }

    // One that was voted on before stays in the list when the last vote is taken back.
    private bool IsVotedOn(CommentView view) =>
        view.Status == CommentStatus.Approved && (view.Up > 0 || view.Down > 0 || _votes.ContainsKey(view.Id));

    private bool IsTooSoon(long? at) => at is { } then && context.Time.GetElapsedTime(then) < AtMostEvery;

    private static LiveFrame State(string name, LiveArticle state) => EventStream.State(name, state, LiveJson.Compact.LiveArticle);

    private static LiveFrame Votes(List<LiveVote> votes) => EventStream.State("votes", new LiveVotes(votes), LiveJson.Compact.LiveVotes);
}
