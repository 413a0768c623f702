using OrleansNews.Site;

namespace OrleansNews.Articles;

/// <summary>One page of one story. It asks for the permalink once; from then on the story itself says whether it is still here.</summary>
internal sealed class StoryPageSource(StoryPages pages, string path, int page) : IPageSource
{
    /// <inheritdoc/>
    public ArticleId? Article { get; private set; }

    public async Task<PageAnswer> ReadAsync(PageEdition? known)
    {
        (Article, var answer) = await pages.ReadAsync(path, page, Article, known);
        return answer;
    }
}
