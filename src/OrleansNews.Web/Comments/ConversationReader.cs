using OrleansNews.Layout;
using OrleansNews.Articles;
using OrleansNews.Site;

namespace OrleansNews.Comments;

/// <summary>Reads the part of a thread that a page shows.</summary>
internal sealed class ConversationReader(IClusterClient cluster, IOptions<ReadOptions> options)
{
    /// <summary>The conversation; null when it has no such page.</summary>
    public async Task<ConversationModel?> ReadAsync(PublishedArticle story, SiteFrame frame, ConversationRequest request)
    {
        var settings = frame.Settings.Discussion;
        var thread = cluster.GetGrain<ICommentThreadGrain>(story.Id.Value);
        var replyTo = FindAnsweredAsync(thread, request.ReplyTo, story.Id, settings);
        var page = await thread.ReadPageAsync(QueryOf(request, settings)).WaitAsync(options.Value.Deadline);
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
            IsOpen = page.Version.Open && IsOpen(story, settings, frame.Now),
            Preview = request.Preview?.Comment,
            PreviewRemembered = request.Preview?.Remembered ?? false,
            Branch = request.Branch,
            IsIndexed = request.IsPlain,
            Form = new() { Article = story.Id, Path = story.Path, Settings = settings, ReplyTo = answered },
        };
    }

    private static ThreadPageQuery QueryOf(ConversationRequest request, DiscussionSettings settings)
    {
        var query = new ThreadPageQuery { Limit = settings.CommentsPerPage, Preview = request.Preview?.Comment };
        return request.Branch is null
            ? query with { Page = request.Page }
            : query with { Root = request.Branch, Cursor = request.Cursor };
    }

    private static bool IsOpen(PublishedArticle story, DiscussionSettings settings, DateTimeOffset now) =>
        story.CommentsOpen && (settings.CloseAfterDays == 0 || now - story.PublishedAt < TimeSpan.FromDays(settings.CloseAfterDays));

    private async Task<CommentView?> FindAnsweredAsync(ICommentThreadGrain thread, CommentId? id, ArticleId story, DiscussionSettings settings)
    {
        if (id is not { } wanted || (wanted.IsNative && wanted.Article != story)) return null;
        var found = await thread.FindAsync(wanted, settings.CommentsPerPage).WaitAsync(options.Value.Deadline);
        return found is { Status: CommentStatus.Approved } ? found.View : null;
    }
}
