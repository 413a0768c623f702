using OrleansNews.Articles;
using OrleansNews.Layout;

namespace OrleansNews.Newsroom;

/// <summary>A story as readers would see it, before they do.</summary>
/// <param name="Frame">What surrounds it.</param>
/// <param name="Article">The story.</param>
public sealed record PreviewModel(SiteFrame Frame, PublishedArticle Article)
{
    internal static PreviewModel Of(EditorModel editor, ArticleContent content, string html, PublishedImage? leadImage) => new(editor.Frame, new()
    {
        Id = editor.Id,
        Status = ArticleStatus.Published,
        Revision = 0,
        Path = editor.Stored?.Path is { Length: > 0 } path ? path : "/",
        Title = content.Title.Length > 0 ? content.Title : editor.Frame.Texts.Untitled,
        Standfirst = content.Standfirst,
        Excerpt = content.Excerpt,
        Html = html,
        LeadImage = leadImage,
        Section = content.Section ?? editor.Frame.Settings.DefaultSection,
        Tags = content.Tags,
        Authors = content.Authors,
        Dateline = content.Dateline,
        PublishedAt = editor.Stored?.PublishedAt ?? editor.Frame.Now,
        UpdatedAt = editor.Stored?.PublishedAt ?? editor.Frame.Now,
    });
}
