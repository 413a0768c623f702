using OrleansNews.Layout;
using OrleansNews.Site;

namespace OrleansNews.Articles;

/// <summary>The story itself, as its page and a live correction show it.</summary>
/// <param name="Article">The story.</param>
/// <param name="Dates">How the newspaper writes dates.</param>
/// <param name="Texts">Its words.</param>
public sealed record StoryTextModel(PublishedArticle Article, SiteDates Dates, SiteTexts Texts)
{
    /// <summary>Whether it was changed after it was published: what follows within a minute is no news.</summary>
    public bool IsUpdated => Article.UpdatedAt - Article.PublishedAt >= TimeSpan.FromMinutes(1);
}
