using Orleans.Concurrency;

namespace OrleansNews.Search;

/// <summary>Asks the index of the silo that the call reaches; every silo keeps one of its own. Key: 0.</summary>
[Alias("news.search")]
public interface ISearchGrain : IGrainWithIntegerKey
{
    /// <summary>
    /// Finds published stories. What the index names is confirmed by the story itself before it is answered, so that a withdrawn one is never shown, whatever the index
    /// knows by then: its page has one less for that moment, and every other story stays on its own page.
    /// </summary>
    [ReadOnly, Alias("search")]
    Task<SearchAnswer> SearchAsync(SearchQuery query);

    /// <summary>Published stories that have most in common with one, the nearest first: shared tags count most, then words of the headline.</summary>
    /// <param name="article">The story.</param>
    /// <param name="take">The most to answer, 1 to 20.</param>
    /// <returns>Null while the index is too busy or cannot be asked; trying again later may help.</returns>
    [ReadOnly, Alias("find-related")]
    Task<RelatedStories?> FindRelatedAsync(ArticleId article, int take);
}
