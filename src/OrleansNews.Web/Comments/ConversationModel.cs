using OrleansNews.Layout;
using OrleansNews.Site;

namespace OrleansNews.Comments;

/// <summary>The comments under a story, with the form.</summary>
public sealed record ConversationModel
{
    public required ArticleId Article { get; init; }

    /// <summary>The path of the story.</summary>
    public required string Path { get; init; }

    /// <summary>The story's headline.</summary>
    public required string Title { get; init; }

    public required DiscussionSettings Settings { get; init; }

    public required SiteDates Dates { get; init; }

    /// <summary>The words of the site.</summary>
    public SiteTexts Texts => Dates.Texts;

    /// <summary>The part of the thread to show.</summary>
    public required ThreadPage Thread { get; init; }

    /// <summary>Whether comments are taken.</summary>
    public required bool IsOpen { get; init; }

    /// <summary>When they will not be any more, by the age of the story; null when that is never, or over.</summary>
    public DateTimeOffset? ClosesAt { get; init; }

    public required ReplyFormModel Form { get; init; }

    /// <summary>The held comment that its own author sees; null for everybody else.</summary>
    public CommentId? Preview { get; init; }

    /// <summary>Whether the author of the preview let the browser remember them.</summary>
    public bool PreviewRemembered { get; init; }

    /// <summary>Set when only the replies below one comment are shown.</summary>
    public CommentId? Branch { get; init; }

    /// <summary>Whether search engines should keep this address: not those that answer a question of one reader.</summary>
    public bool IsIndexed { get; init; } = true;

    /// <summary>The comments as they are indented; replies that are asked for alone are under each other as ever.</summary>
    public IReadOnlyList<CommentNode> Nodes => Settings.IsFlat && Branch is null ? CommentNode.List(Thread) : CommentNode.Tree(Thread.Items, Settings.Levels);

    public int Page => Thread.Page;

    /// <summary>Whether new conversations come to this page.</summary>
    public bool IsNewestPage => Thread.Page == Thread.Pages;

    /// <summary>Whether the story's own address shows this page.</summary>
    public bool IsOwnPage => IsOwn(Page);

    /// <summary>The address of a page of the conversation.</summary>
    public string AddressOf(int page) => IsOwn(page) ? Urls.Encode(Path) : Urls.CommentPage(Path, page);

    private bool IsOwn(int page) => page == (Settings.FirstPageByDefault ? 1 : Thread.Pages);

    /// <summary>The words above a comment that only its author sees; null for every other.</summary>
    public string? NoticeFor(CommentId id) => id != Preview ? null
        : PreviewRemembered ? Texts.AwaitingModeration
        : Texts.AwaitingModeration + Texts.PreviewNote;
}
