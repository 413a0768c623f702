using OrleansNews.Layout;
using OrleansNews.Site;

namespace OrleansNews.Articles;

/// <summary>The story itself, as its page, a live correction and the preview of its writers show it.</summary>
/// <param name="Article">The story.</param>
/// <param name="Dates">How the newspaper writes dates.</param>
/// <param name="Texts">Its words.</param>
public sealed record StoryTextModel(PublishedArticle Article, SiteDates Dates, SiteTexts Texts)
{
    /// <summary>Whether it was changed after it was published: what follows within a minute is no news.</summary>
    public bool IsUpdated => Article.UpdatedAt - Article.PublishedAt >= TimeSpan.FromMinutes(1);

    /// <summary>What stands under the headline.</summary>
    public string Standfirst => Article.Standfirst.Length > 0 ? Article.Standfirst : Article.Excerpt;
}
