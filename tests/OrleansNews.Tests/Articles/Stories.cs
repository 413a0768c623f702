using OrleansNews.Accounts;
using OrleansNews.Listings;
using OrleansNews.Operations;

namespace OrleansNews.Articles;

/// <summary>Stories and staff for tests.</summary>
internal static class Stories
{
    public static Actor Author { get; } = new("mara", "Mara Lind", Role.Author);

    public static Actor OtherAuthor { get; } = new("jonas", "Jonas Beck", Role.Author);

    public static Actor Editor { get; } = new("edda", "Edda Holm", Role.Editor);

    public static Actor Contributor { get; } = new("cora", "Cora Vest", Role.Contributor);

    public static ArticleContent Harbour { get; } = new()
    {
        Title = "The harbour wakes before the town does",
        Body = "The first boats come in **at four**.\n\nNobody on the quay speaks.",
        Section = new("local", "Local"),
        Tags = [new("harbour", "Harbour"), new("night-work", "Night work")],
    };

    public static async Task<IArticleGrain> NewArticleAsync(this IGrainFactory grains) =>
        grains.GetGrain<IArticleGrain>(await grains.GetGrain<IAllocatorGrain>("articles").NextAsync(1));

    public static ArticleId Id(this IArticleGrain article) => new(article.GetPrimaryKeyLong());

    /// <summary>Content with a headline, and so an address, of its own.</summary>
    public static ArticleContent Unique(this ArticleContent content) => content with { Title = $"{content.Title} {Guid.NewGuid():N}" };

    /// <summary>There is this section, as after the first story in it.</summary>
    public static async Task MakeSectionAsync(this IGrainFactory grains, Term? section)
    {
        foreach (var key in section?.Line.Select(level => ListingKeys.Category(level.Path)) ?? []) await grains.GetGrain<IListingNamesGrain>(IListingNamesGrain.ShardOf(key)).AddAsync(key);
    }

    /// <summary>Publishes and waits until permalink and listings know it.</summary>
    public static async Task<ArticleSaved> PublishedAsync(this IArticleGrain article, ArticleContent content, long expectedVersion = 0, Actor? actor = null)
    {
        var saved = Assert.IsType<ArticleSaved>(await article.PublishAsync(new(content, expectedVersion, actor ?? Author)));
        await article.DeliveredAsync();
        return saved;
    }

    /// <summary>Waits until nobody has to be told anything more.</summary>
    public static Task DeliveredAsync(this IArticleGrain article) => article.AsReference<IOutboxOwner>().DeliverOutboxAsync();

    /// <summary>The same after a fault that the test armed once: the first delivery may have met it.</summary>
    public static async Task DeliveredWhenWellAsync(this IArticleGrain article)
    {
        try
        {
            await article.DeliveredAsync();
        }
        catch (IOException)
        {
            await article.DeliveredAsync();
        }
    }

    public static Task<PermalinkTarget?> FindPathAsync(this IGrainFactory grains, string path) =>
        grains.GetGrain<IPermalinkGrain>(Permalinks.BucketOf(path)).FindAsync(path);
}
