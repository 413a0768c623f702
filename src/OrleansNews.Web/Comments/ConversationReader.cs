using OrleansNews.Layout;
using OrleansNews.Articles;
using OrleansNews.Site;

namespace OrleansNews.Comments;

/// <summary>Reads the part of a thread that a page shows.</summary>
internal sealed class ConversationReader(IClusterClient cluster, ConversationExtents extents, IOptions<ReadOptions> options, TimeProvider time)
{
    /// <summary>The conversation; null when it has no such page.</summary>
    public async Task<ConversationModel?> ReadAsync(PublishedArticle story, SiteFrame frame, ConversationRequest request)
    {
        var settings = frame.Settings.Discussion;
        var thread = cluster.GetGrain<ICommentThreadGrain>(story.Id.Value);
        var replyTo = FindAnsweredAsync(thread, request.ReplyTo, story.Id, settings);
        var askedAt = time.GetTimestamp();
        var page = await ReadPageAsync(thread, QueryOf(request, settings));
        if (request.Branch is null) extents.Learn(story.Path, page.Pages, askedAt);
        var answered = await replyTo;
        if (request.Branch is null && request.Page > page.Pages) return null;
        return new()
        {
            Article = story.Id,
            Path = story.Path,
            Title = story.Title,
            Settings = settings,
            Dates = frame.Dates,
            Thread = page,
            IsOpen = ConversationRules.IsOpen(page.Version, story, settings, frame.Now),
            ClosesAt = ConversationRules.ClosesAt(story, settings) is var closes && frame.Now < closes && closes < DateTimeOffset.MaxValue ? closes : null,
            Preview = request.Preview?.Comment,
            PreviewRemembered = request.Preview?.Remembered ?? false,
            Branch = request.Branch,
            IsIndexed = request.IsPlain,
            Form = new() { Article = story.Id, Path = story.Path, Settings = settings, Texts = frame.Texts, ReplyTo = answered },
        };
    }

    /// <summary>How far the thread of a story is: the cheap question that pages are checked with.</summary>
    /// <param name="story">The story.</param>
    /// <param name="atLeast">The newest position that is known here.</param>
    public Task<ThreadVersion> ReadVersionAsync(ArticleId story, ThreadPosition atLeast) =>
        cluster.GetGrain<ICommentThreadGrain>(story.Value).GetVersionAsync(atLeast).WaitAsync(options.Value.Deadline);

    // Who wrote sees it, or is asked to come back. An activation that was overtaken ends when it finds out, and a silo of an older build does not look: the next call meets another one, or finds it caught up.
    private async Task<ThreadPage> ReadPageAsync(ICommentThreadGrain thread, ThreadPageQuery query)
    {
        try
        {
            var page = await thread.ReadPageAsync(query).WaitAsync(options.Value.Deadline);
            if (page.Version.Position.HasReached(query.AtLeast)) return page;
        }
        catch (ThreadUnavailableException) when (query.AtLeast != default)
        {
            // Asked once more below.
        }

        var again = await thread.ReadPageAsync(query).WaitAsync(options.Value.Deadline);
        return again.Version.Position.HasReached(query.AtLeast) ? again : throw new ThreadUnavailableException("The thread is behind what the reader wrote.");
    }

    private static ThreadPageQuery QueryOf(ConversationRequest request, DiscussionSettings settings)
    {
        // Of no number asked for, the thread looks for the page that the preview is on.
        var query = request.Branch is { } branch
            ? new ThreadPageQuery { Limit = settings.ConversationsPerPage, Root = branch, Cursor = request.Cursor }
            : ConversationRules.PageQuery(settings, request is { Page: 0, Preview: null } ? ConversationRules.OwnPage(settings) : request.Page);
        return query with { Preview = request.Preview?.Comment, AtLeast = request.AtLeast ?? default };
    }

    private async Task<CommentView?> FindAnsweredAsync(ICommentThreadGrain thread, CommentId? id, ArticleId story, DiscussionSettings settings)
    {
        if (id is not { } wanted || !settings.ThreadReplies || (wanted.IsNative && wanted.Article != story)) return null;
        var found = await thread.FindAsync(wanted, settings.ConversationsPerPage).WaitAsync(options.Value.Deadline);
        return found is { Status: CommentStatus.Approved } ? found.View : null;
    }
}
