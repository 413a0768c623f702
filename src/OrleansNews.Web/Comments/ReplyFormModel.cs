using OrleansNews.Layout;
using OrleansNews.Site;

namespace OrleansNews.Comments;

/// <summary>The form under a story, empty or with what was typed.</summary>
public sealed record ReplyFormModel
{
    public required ArticleId Article { get; init; }

    /// <summary>The path of the story.</summary>
    public required string Path { get; init; }

    public required DiscussionSettings Settings { get; init; }

    /// <summary>The words of the site.</summary>
    public required SiteTexts Texts { get; init; }

    /// <summary>The comment that is answered; null for a new conversation.</summary>
    public CommentView? ReplyTo { get; init; }

    /// <summary>What was typed; empty in a page that everybody gets.</summary>
    public CommentForm Typed { get; init; } = new();

    /// <summary>Whether the form stands in a page for one person, who is logged in or has typed already; in a page for everybody nobody is.</summary>
    public bool IsPersonal { get; init; }

    /// <summary>Whether that person is logged in.</summary>
    public bool IsLoggedIn { get; init; }

    /// <summary>What is wrong with it, in the order of the form.</summary>
    public ImmutableArray<FieldError> Errors { get; init; } = [];

    /// <summary>What is wrong with a field; null when nothing is.</summary>
    public string? ErrorOf(string field) => Errors.FirstOrDefault(error => error.Field == field)?.Message;
}
