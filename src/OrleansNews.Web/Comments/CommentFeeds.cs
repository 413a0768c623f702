using OrleansNews.Articles;
using OrleansNews.Layout;
using OrleansNews.Site;
using OrleansNews.Site.Feeds;

namespace OrleansNews.Comments;

/// <summary>Makes feeds of the newest comments that readers can see: of one story, and of the site.</summary>
internal sealed class CommentFeeds(IClusterClient cluster, StoryReader stories, SiteFrames frames, IOptions<ReadOptions> options)
{
    /// <summary>Comments in a feed: WordPress's default.</summary>
    private const int Items = 10;

    /// <summary>Events read at once, and how far back a thread lets its log be read.</summary>
    private const int Step = 200;
    private const int Furthest = 1_000;

    /// <summary>How the feed of the whole site is answered to everybody who found it at <paramref name="asked"/>.</summary>
    public IPageSource OfAll(FeedFormat format, string asked) => FeedDocument.Of(format, async () => await ReadAsync(format, asked), showsComments: true);

    /// <summary>The feed of the conversation under a published story.</summary>
    public async Task<Feed> ReadAsync(PublishedArticle story, FeedFormat format, string asked)
    {
        var settings = await frames.GetSettingsAsync();
        var origin = PublicAddress.Of(settings, asked);
        var texts = SiteTexts.Of(settings.Language);
        var newest = await FindNewestAsync(story);
        return Empty(settings, origin, story.Path, format) with
        {
            Title = texts.CommentsOn(story.Title),
            UpdatedAt = UpdatedAt(newest, story.PublishedAt),
            Items = [.. newest.Select(latest => Item(latest.Comment, texts.CommentBy(Name(latest.Comment, texts)), origin, texts))],
        };
    }

    // The stories that were commented on last are known; each thread tells its newest comments itself.
    private async Task<Feed> ReadAsync(FeedFormat format, string asked)
    {
        var settings = await frames.GetSettingsAsync();
        var origin = PublicAddress.Of(settings, asked);
        var texts = SiteTexts.Of(settings.Language);
        var latest = await cluster.GetGrain<ILatestCommentsGrain>(0).GetAsync(Items, 0).WaitAsync(options.Value.Deadline);
        var threads = await Task.WhenAll(latest.Items.Select(item => item.Comment.Id.Article).Distinct().Select(FindNewestAsync));
        var newest = threads.SelectMany(comments => comments)
            .OrderByDescending(item => item.Comment.PostedAt).ThenByDescending(item => item.Comment.Id.Value)
            .Take(Items).ToList();
        return Empty(settings, origin, "/comments/", format) with
        {
            Title = texts.CommentsFor(settings.Title),
            Link = origin + "/",
            UpdatedAt = UpdatedAt(newest, DateTimeOffset.UnixEpoch),
            Items = [.. newest.Select(item => Item(item.Comment, texts.CommentOnBy(item.ArticleTitle, Name(item.Comment, texts)), origin, texts))],
        };
    }

    // A story that was withdrawn a moment ago may still be among those commented on last: it is asked itself.
    private async Task<IReadOnlyList<LatestComment>> FindNewestAsync(ArticleId id) =>
        await stories.ReadAsync(id) is { Status: ArticleStatus.Published } story ? await FindNewestAsync(story) : [];

    private async Task<IReadOnlyList<LatestComment>> FindNewestAsync(PublishedArticle story)
    {
        var thread = cluster.GetGrain<ICommentThreadGrain>(story.Id.Value);
        var (end, _, _, _) = await thread.GetVersionAsync(default).WaitAsync(options.Value.Deadline);
        var found = new List<LatestComment>();
        for (var until = end.Sequence; found.Count < Items && until > 0 && end.Sequence - until < Furthest;)
        {
            var after = Math.Max(0, until - Step);
            var log = await thread.ReadLogAsync(end with { Sequence = after }, (int)(until - after)).WaitAsync(options.Value.Deadline);
            found.AddRange(log.Items.Reverse().Where(IsVisiblePost).Select(item => new LatestComment(item.View!, story.Title, story.Path)));
            until = after;
        }

        return [.. found.Take(Items)];
    }

    private static bool IsVisiblePost(LogItem item) =>
        item.Change == LogChange.Posted && item.View is { Status: CommentStatus.Approved, Damaged: false };

    private static DateTimeOffset UpdatedAt(IEnumerable<LatestComment> comments, DateTimeOffset empty) =>
        comments.Select(latest => latest.Comment.EditedAt ?? latest.Comment.PostedAt).DefaultIfEmpty(empty).Max();

    private static Feed Empty(SiteSettings settings, string origin, string path, FeedFormat format) => new()
    {
        Title = settings.Title,
        Subtitle = settings.Tagline,
        Link = origin + Urls.Encode(path),
        Self = origin + Urls.Feed(path, format == FeedFormat.Atom),
        Language = settings.Language,
        Publisher = settings.Title,
        UpdatedAt = DateTimeOffset.UnixEpoch,
        Items = [],
    };

    private static FeedItem Item(CommentView comment, string title, string origin, SiteTexts texts)
    {
        var link = origin + Urls.Comment(comment.Id);
        var parent = comment.Parent is { } id ? new FeedReply(FeedIds.Of(id, origin), origin + Urls.Comment(id)) : null;
        return new()
        {
            Title = title,
            Link = link,
            Id = FeedIds.Of(comment.Id, origin),
            PublishedAt = comment.PostedAt,
            UpdatedAt = comment.EditedAt ?? comment.PostedAt,
            Authors = [Name(comment, texts)],
            Summary = CommentTexts.Excerpt(comment.Text, 55),
            Html = (parent is null ? "" : $"<p>{texts.InReplyToInFeed($"<a href=\"{parent.Link}\">#{comment.Parent}</a>")}</p>\n") + CommentMarkup.ToHtml(comment.Text),
            InReplyTo = parent,
        };
    }

    private static string Name(CommentView comment, SiteTexts texts) => comment.Author.Length > 0 ? comment.Author : texts.Anonymous;
}
