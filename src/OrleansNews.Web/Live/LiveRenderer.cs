using OrleansNews.Articles;
using OrleansNews.Comments;
using OrleansNews.Layout;
using OrleansNews.LiveStories;
using OrleansNews.Site;

namespace OrleansNews.Live;

/// <summary>Makes frames of what happened: the element with the same component as the page.</summary>
internal sealed class LiveRenderer(ComponentRenderer components, IClusterClient cluster, SiteFrames frames, LiveEntryReader entries, LiveStoryUpdates updates, IOptions<ReadOptions> options)
{
    /// <summary>The element of the comment that an event is about, as it looks now; none when readers may not see it, and for the thread's own events.</summary>
    public async Task<LiveElement> RenderAsync(CommentView? shown, string storyPath, bool isOpen)
    {
        if (shown is not { Status: CommentStatus.Approved } view) return default;
        var settings = await frames.GetSettingsAsync();
        var names = view.Depth >= settings.Discussion.Levels ? view.Parent : null;
        var answered = names is { } parent ? await FindNameAsync(parent) : null;
        var model = new CommentModel(view, storyPath, settings.Discussion, new SiteDates(settings)) { IsOpen = isOpen, AnswersName = answered };
        return new(await components.RenderAsync<CommentItem, CommentModel>(model), view.Parent, names);
    }

    /// <summary>The element of a story, as its page shows it.</summary>
    public async Task<string> RenderAsync(PublishedArticle story)
    {
        var frame = await frames.GetAsync();
        return await components.RenderAsync<StoryText, StoryTextModel>(new(story, frame.Dates, frame.Texts));
    }

    /// <summary>The version of a story's entries.</summary>
    public ValueTask<long> ReadEntryVersionAsync(PublishedArticle story) => entries.ReadVersionAsync(story);

    /// <summary>The entries of a story that changed after a version, as its page shows them; null while readers see none.</summary>
    public Task<LiveStoryUpdate?> ReadEntriesAsync(PublishedArticle story, long after) => updates.ReadAsync(story, after);

    /// <summary>The frame of an event. One whose comment is hidden carries its id and nothing else.</summary>
    public static LiveFrame Encode(ThreadPosition position, LogChange change, CommentId? comment, LiveElement element) => (change, comment) switch
    {
        (LogChange.Posted, { } id) => OfComment(position, "comment", id, element),
        (LogChange.Edited, { } id) => OfComment(position, "edited", id, element),
        (LogChange.Decided, { } id) => OfComment(position, "decided", id, element),
        (LogChange.Closed or LogChange.Opened, _) => EventStream.Log(position, "closed", new LiveOpen(change == LogChange.Opened), LiveJson.Compact.LiveOpen),
        _ => EventStream.Passed(position),
    };

    private static LiveFrame OfComment(ThreadPosition position, string name, CommentId id, LiveElement element) =>
        EventStream.Log(position, name, new LiveComment(id.Value, element.Parent?.Value, element.Html), LiveJson.Compact.LiveComment);

    private async Task<string> FindNameAsync(CommentId id)
    {
        var found = await cluster.GetGrain<ICommentThreadGrain>(id.Article.Value).FindAsync(id, 1).WaitAsync(options.Value.Deadline);
        return found?.View.Author ?? "";
    }
}
