using OrleansNews.Articles;
using OrleansNews.Site;

namespace OrleansNews.LiveStories;

/// <summary>Makes the pages of a live story beside the story's own, as everybody gets them.</summary>
internal sealed class LivePages(LiveEntryReader entries, SiteFrames frames, PageRenderer renderer)
{
    /// <summary>One entry; 410 when it was withdrawn.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="find">Where the story's address leads.</param>
    public IPageSource Entry(long number, Func<Task<(PublishedArticle? Story, PageAnswer? Otherwise)>> find) =>
        new LivePageSource(find, LiveStoryPaths.Entry("", number), frames, entries, async (story, frame) =>
        {
            if (await entries.FindAsync(story.Id, number) is not { } found) return (null, StatusCodes.Status404NotFound);
            return found.Entry is null ? (null, StatusCodes.Status410Gone) : (await renderer.RenderAsync<LiveEntryPage, LiveEntryPageModel>(new(frame, story, found)), StatusCodes.Status200OK);
        });

    /// <summary>The entries behind one. There is such a page for each entry that ever was, and for no other number.</summary>
    /// <param name="oldestFirst">In which direction.</param>
    /// <param name="number">The entry behind which they stand.</param>
    /// <param name="find">Where the story's address leads.</param>
    public IPageSource Beyond(bool oldestFirst, long number, Func<Task<(PublishedArticle? Story, PageAnswer? Otherwise)>> find) =>
        new LivePageSource(find, LiveStoryPaths.Beyond("", oldestFirst, number), frames, entries, async (story, frame) =>
        {
            var query = new LiveEntriesQuery(oldestFirst, number, LiveEntryReader.PageSize);
            if (await entries.ReadAsync(story.Id, query) is not { Items.IsEmpty: false } page || number > page.Story.LastNumber) return (null, StatusCodes.Status404NotFound);
            return (await renderer.RenderAsync<LiveEntriesPage, LiveEntriesModel>(new(frame, new(story, page, query, frame.Dates, frame.Texts))), StatusCodes.Status200OK);
        });
}
