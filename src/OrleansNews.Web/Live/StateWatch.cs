using OrleansNews.Articles;
using OrleansNews.Comments;
using OrleansNews.Site;

namespace OrleansNews.Live;

/// <summary>
/// The states of a story that are not events of its log: its own revision, its entries, the number of comments, the votes. Each is sent on connecting and on
/// change, at most once a second.
/// </summary>
internal sealed class StateWatch(ArticleId article, RelayContext context, ThreadFeed feed)
{
    private static readonly TimeSpan AtMostEvery = TimeSpan.FromSeconds(1);

    private readonly EntryWatch _entries = new(context, feed);
    private readonly VoteWatch _votes = new(article, context, feed);
    private PublishedArticle? _story;
    private LiveFrame? _newText;
    private long? _storyCheckedAt;
    private (int Total, string Title)? _count;
    private long? _countSentAt;
    private bool? _isOpen;

    /// <summary>The path of the story.</summary>
    public string StoryPath => _story?.Path ?? "/";

    /// <summary>Whether it was read yet.</summary>
    public bool KnowsStory => _story is not null;

    /// <summary>Whether it takes comments, as its page would say it.</summary>
    public async ValueTask<bool> IsOpenAsync(ThreadVersion version) =>
        _story is { } story && ConversationRules.IsOpen(version, story, (await context.Frames.GetSettingsAsync()).Discussion, context.Frames.Now);

    /// <summary>
    /// Whether the story is published; null when that was not seen since the check before the last. Readers who come back all at once ask their relay this, and
    /// not each the story's grain.
    /// </summary>
    public ArticleStatus? StoryStatus =>
        _storyCheckedAt is { } at && context.Time.GetElapsedTime(at) < 2 * context.Live.ArticlePoll ? _story?.Status : null;

    /// <summary>Looks whether the story itself has changed.</summary>
    public async Task CheckStoryAsync()
    {
        if (_storyCheckedAt is { } at && context.Time.GetElapsedTime(at) < context.Live.ArticlePoll) return;
        var sentAt = context.Time.GetTimestamp();
        var known = _story;
        var story = await context.Cluster.GetGrain<IArticleGrain>(article.Value).GetPublishedAsync(known?.Revision ?? 0).WaitAsync(context.Read.Deadline);
        _storyCheckedAt = sentAt;
        if (story is null || (known is not null && story.Revision <= known.Revision)) return;
        var status = story.Status == ArticleStatus.Published ? "published" : "withdrawn";
        var isPublished = story.Status == ArticleStatus.Published;
        var greeting = Frame(new(story.Revision, status, isPublished ? story.Title : null));
        // Nobody is told a change of the first one that is seen.
        var change = isPublished && known is not null ? await RenderAsync(story, status) ?? greeting : greeting;

        // A text that still waits for a slow reader must not outlive its correction or withdrawal.
        _newText?.Exchange(greeting);
        _newText = change;
        await feed.SetStateAsync("article", greeting, change);
        _story = story with { Html = "" };
    }

    /// <summary>Looks whether the entries of a live story have changed.</summary>
    public Task CheckEntriesAsync() => _story is { } story ? _entries.CheckAsync(story) : Task.CompletedTask;

    /// <summary>Looks whether counts and votes have changed with the thread.</summary>
    public async Task CheckThreadAsync(ThreadVersion version, bool isOpen)
    {
        await SendCountAsync(version.Total);
        await SendOpenAsync(isOpen);
        await _votes.CheckAsync(version);
    }

    // Null: the story cannot be shown. Told of a revision without text, browsers read the page anew.
    private async Task<LiveFrame?> RenderAsync(PublishedArticle story, string status)
    {
        try
        {
            return Frame(new(story.Revision, status, story.Title, story.Excerpt, await context.Renderer.RenderAsync(story), story.UpdatedAt));
        }
        catch (Exception fault) when (!ClusterFaults.IsUnavailable(fault))
        {
            RelayLog.StoryNotRendered(context.Log, fault, article);
            return null;
        }
    }

    private async Task SendOpenAsync(bool isOpen)
    {
        if (_isOpen == isOpen) return;
        var frame = EventStream.State("open", new LiveOpen(isOpen), LiveJson.Compact.LiveOpen);
        await feed.SetStateAsync("open", frame, frame);
        _isOpen = isOpen;
    }

    private async Task SendCountAsync(int total)
    {
        var count = (total, _story?.Title ?? "");
        if (count == _count || (_countSentAt is { } at && context.Time.GetElapsedTime(at) < AtMostEvery)) return;
        _count = count;
        _countSentAt = context.Time.GetTimestamp();
        var frame = EventStream.State("count", new LiveCount(total, CommentTexts.Heading(await context.Frames.GetTextsAsync(), total, count.Item2)), LiveJson.Compact.LiveCount);
        await feed.SetStateAsync("count", frame, frame);
    }

    private static LiveFrame Frame(LiveArticle state) => EventStream.State("article", state, LiveJson.Compact.LiveArticle);
}
