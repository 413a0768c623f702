using OrleansNews.Comments;
using OrleansNews.Layout;
using OrleansNews.Site;

namespace OrleansNews.Live;

/// <summary>Makes frames of what happened: the element with the same component as the page.</summary>
internal sealed class LiveRenderer(ComponentRenderer components, IClusterClient cluster, SiteFrames frames, IOptions<ReadOptions> options)
{
    /// <summary>The element of the comment that an event is about, as it looks now; null when readers may not see it, and for the thread's own events.</summary>
    public async Task<string?> RenderAsync(LogItem item, string storyPath, bool isOpen)
    {
        if (item.View is not { Status: CommentStatus.Approved } view) return null;
        var settings = await frames.GetSettingsAsync();
        var answered = view.Parent is { } parent && view.Depth >= settings.Discussion.ThreadDepth ? await FindNameAsync(parent) : null;
        var model = new CommentModel(view, storyPath, settings.Discussion, new SiteDates(settings)) { IsOpen = isOpen, AnswersName = answered };
        return await components.RenderAsync<CommentItem, CommentModel>(model);
    }

    /// <summary>The frame of an event. One whose comment is hidden carries its id and nothing else.</summary>
    public static LiveFrame Encode(ThreadPosition position, LogChange change, CommentId? comment, CommentId? parent, string? html) => (change, comment) switch
    {
        (LogChange.Posted, { } id) => OfComment(position, "comment", id, parent, html),
        (LogChange.Edited, { } id) => OfComment(position, "edited", id, parent, html),
        (LogChange.Decided, { } id) => OfComment(position, "decided", id, parent, html),
        (LogChange.Closed or LogChange.Opened, _) => EventStream.Log(position, "closed", new LiveOpen(change == LogChange.Opened), LiveJson.Compact.LiveOpen),
        _ => EventStream.Passed(position),
    };

    private static LiveFrame OfComment(ThreadPosition position, string name, CommentId id, CommentId? parent, string? html) =>
        EventStream.Log(position, name, new LiveComment(id.Value, html is null ? null : parent?.Value, html), LiveJson.Compact.LiveComment);

    private async Task<string> FindNameAsync(CommentId id)
    {
        var found = await cluster.GetGrain<ICommentThreadGrain>(id.Article.Value).FindAsync(id, 1).WaitAsync(options.Value.Deadline);
        return found?.View.Author ?? "";
    }
}
