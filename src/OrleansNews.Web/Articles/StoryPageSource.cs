using OrleansNews.Site;

namespace OrleansNews.Articles;

/// <summary>One page of one story. It asks for the permalink once; from then on the story itself says whether it is still here.</summary>
internal sealed class StoryPageSource(StoryPages pages, string path, int page) : IPageSource
{
    private ArticleId? _article;

    public async Task<PageAnswer> ReadAsync(PageEdition? known)
    {
        (_article, var answer) = await pages.ReadAsync(path, page, _article, known);
        return answer;
    }
}
