using OrleansNews.Comments;
using OrleansNews.Layout;
using OrleansNews.LiveStories;
using OrleansNews.Search;
using OrleansNews.Site;

namespace OrleansNews.Articles;

/// <summary>Makes the pages of stories, and tells whether one that was made is still true.</summary>
internal sealed class StoryPages(StoryReader stories, NeighbourReader neighbours, RelatedReader relatives, ConversationReader conversations, ConversationExtents extents, LiveEntryReader live, SiteFrames frames, PageRenderer renderer)
{
    // Half of the least Live:ReplayEvents. What only moderators see moves a thread's position and changes nothing on the page; but readers follow the thread from
    // the position in the page, and one that is too far back would send them all here again, for the same page, for ever.
    private const int FurthestBehind = 250;

    /// <summary>How the page of comments <paramref name="page"/> of the story at <paramref name="path"/> is answered to everybody; page 0 is the story's own address.</summary>
    public IPageSource At(string path, int page) => new StoryPageSource(this, path, page);

    /// <summary>Where a path leads: a published story, or an answer that is none.</summary>
    public async Task<(PublishedArticle? Story, PageAnswer? Otherwise)> FindAsync(string path, int page)
    {
        if (await stories.FindAsync(path) is not { } target) return (null, new PageMissing(StatusCodes.Status404NotFound));
        // An address that the story had before leads to where it is by now, and not from one former address to the next.
        return await JudgeAsync(await stories.ReadAsync(target.Article), path, page);
    }

    /// <summary>Makes the page anew, unless the story and its thread are what they were.</summary>
    public async Task<(ArticleId? Story, PageAnswer Answer)> ReadAsync(string path, int page, ArticleId? article, PageEdition? known)
    {
        if (known is null && !extents.MayReach(path, page)) return (article, new PageMissing(StatusCodes.Status404NotFound));
        PublishedArticle? story;
        PageAnswer? otherwise;
        ThreadVersion? thread = null;
        var framing = frames.GetAsync().AsTask();
        if (article is { } id && known is not null)
        {
            var reading = stories.ReadAsync(id);
            var checking = conversations.ReadVersionAsync(id, known.Position);
            await Task.WhenAll(framing, reading, checking);
            (story, otherwise) = await JudgeAsync(await reading, path, page);
            thread = await checking;
        }
        else
        {
            (story, otherwise) = await FindAsync(path, page);
            if (story is not null && known is not null) thread = await conversations.ReadVersionAsync(story.Id, known.Position);
        }

        var frame = await framing;
        if (story is null) return (article, otherwise!);
        var entries = await live.ReadVersionAsync(story);
        if (known is not null && (story.Revision < known.Version.Content || (story.Revision == known.Version.Content && entries < known.Version.Entries))) return (story.Id, known);
        var beside = await neighbours.ReadAsync(story, frame.ListingVersion);
        var related = await relatives.ReadAsync(story, frame.ListingVersion);
        var others = beside.Hash ^ long.RotateLeft(related.Hash, 1);
        if (known is not null && thread is not null && IsStill(known, frame, story, thread, others, entries)) return (story.Id, known);

        var conversation = await conversations.ReadAsync(story, frame, new() { Page = page });
        if (conversation is null) return (story.Id, new PageMissing(StatusCodes.Status404NotFound));
        if (known is not null && PageVersion.IsBehind(conversation.Thread.Version, known.Version)) return (story.Id, known);
        var finished = await renderer.RenderAsync<StoryPage, StoryModel>(new StoryModel(frame, story, conversation, beside) { Related = related }.WithLive(await live.ReadAsync(story)));
        return (story.Id, new PageEdition(VersionOf(frame, story, conversation.Thread.Version, others, entries), finished)
        {
            Position = conversation.Thread.Version.Position,
            ValidUntil = conversation.ClosesAt,
        });
    }

    private static bool IsStill(PageEdition known, SiteFrame frame, PublishedArticle story, ThreadVersion thread, long others, long entries) =>
        frame.Now < (known.ValidUntil ?? DateTimeOffset.MaxValue)
        && thread.Position.Sequence - known.Position.Sequence <= FurthestBehind
        && known.Version == (PageVersion.IsBehind(thread, known.Version)
            ? VersionOf(frame, story, thread, others, entries) with { Epoch = known.Version.Epoch, Comments = known.Version.Comments }
            : VersionOf(frame, story, thread, others, entries));

    private static PageVersion VersionOf(SiteFrame frame, PublishedArticle story, ThreadVersion thread, long others, long entries) =>
        new(PageVersion.ThisBuild, frame.Settings.Version, frame.SectionsHash, story.Revision, thread.Position.Epoch, thread.PublicVersion, others, entries);

    private async ValueTask<(PublishedArticle? Story, PageAnswer? Otherwise)> JudgeAsync(PublishedArticle? story, string path, int page)
    {
        if (story is null) return (null, new PageMissing(StatusCodes.Status404NotFound));
        if (story.Status == ArticleStatus.Withdrawn) return (null, new PageMissing(StatusCodes.Status410Gone));
        if (story.Path == path) return (story, null);
        // A story whose address fits no pattern known here tells of a change of the pattern before the settings do: who follows it there must find it.
        if (StoryAddress.Of(story.Path, (await frames.ReadSettingsOrLastKnownAsync()).Settings) is null) frames.SettingsChanged();
        return (null, new PageMoved(AddressOf(story.Path, page)));
    }

    private static string AddressOf(string path, int page) => page > 0 ? Urls.CommentPage(path, page) : Urls.Encode(path);
}
