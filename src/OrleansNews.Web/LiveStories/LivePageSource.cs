using OrleansNews.Articles;
using OrleansNews.Layout;
using OrleansNews.Site;

namespace OrleansNews.LiveStories;

/// <summary>Knows a page of a live story beside the story's own: of one entry, or of those further back.</summary>
/// <param name="find">Where the story's address leads.</param>
/// <param name="below">What stands behind it in the page's own.</param>
/// <param name="frames">What surrounds it.</param>
/// <param name="entries">The entries.</param>
/// <param name="render">Makes the page; an answer that is none otherwise.</param>
internal sealed class LivePageSource(
    Func<Task<(PublishedArticle? Story, PageAnswer? Otherwise)>> find,
    string below,
    SiteFrames frames,
    LiveEntryReader entries,
    Func<PublishedArticle, SiteFrame, Task<(FinishedPage? Page, int Status)>> render) : IPageSource
{
    /// <inheritdoc/>
    public ArticleId? Article { get; private set; }

    public async Task<PageAnswer> ReadAsync(PageEdition? known)
    {
        var framing = frames.GetAsync().AsTask();
        var (story, otherwise) = await find();
        var frame = await framing;
        if (otherwise is PageMoved moved) return new PageMoved(moved.Location + below);
        if (story is null) return otherwise!;
        Article = story.Id;
        if (story.Live == LiveOrder.None) return new PageMissing(StatusCodes.Status404NotFound);
        // Asked before the entries are read: a page that is newer than its version is checked once more, and one that is older would stay.
        var version = new PageVersion(PageVersion.ThisBuild, frame.Settings.Version, frame.SectionsHash, story.Revision, Entries: await entries.ReadVersionAsync(story));
        if (known is not null && (version == known.Version || version.IsBehindIn(known.Version))) return known;
        var (page, status) = await render(story, frame);
        return page is null ? new PageMissing(status) : new PageEdition(version, page);
    }
}
