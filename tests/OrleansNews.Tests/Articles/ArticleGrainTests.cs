using OrleansNews.Cluster;
using OrleansNews.Operations;
using OrleansNews.Listings;

namespace OrleansNews.Articles;

public sealed class ArticleGrainTests(NewsCluster cluster) : IClassFixture<NewsCluster>
{
    [Fact]
    public async Task Publish_FirstTime_IsReadableAtItsPermalinkOnReturn()
    {
        var article = await cluster.Client.NewArticleAsync();
        var content = Stories.Harbour.Unique();

        var saved = Assert.IsType<ArticleSaved>(await article.PublishAsync(new(content, 0, Stories.Author)));

        Assert.Equal((ArticleStatus.Published, 1), (saved.Status, saved.Version));
        Assert.Equal($"/2026/11/22/{Slugs.From(content.Title)}/", saved.Path);
        Assert.Equal(new PermalinkTarget(article.Id(), null, true), await cluster.Client.FindPathAsync(saved.Path));
        var read = await article.GetPublishedAsync(0);
        Assert.NotNull(read);
        Assert.Equal((1L, saved.Path, content.Title), (read.Revision, read.Path, read.Title));
        Assert.Equal("<p>The first boats come in <strong>at four</strong>.</p>\n<p>Nobody on the quay speaks.</p>", read.Html);
        Assert.Equal(["mara-lind"], read.Authors.Select(author => author.Slug));
        Assert.Equal(["mara"], read.Owners);
        Assert.Equal(cluster.Time.GetUtcNow(), read.PublishedAt);
        Assert.Equal(read.PublishedAt, read.UpdatedAt);
    }

    [Fact]
    public async Task Publish_Update_IsANewRevisionAtTheSamePath()
    {
        var article = await cluster.Client.NewArticleAsync();
        var first = await article.PublishedAsync(Stories.Harbour.Unique());

        var second = await article.PublishedAsync(Stories.Harbour with { Title = "Another headline", Body = "Changed." }, first.Version, Stories.Editor);
        await article.DeactivateAsync();

        Assert.Equal(first.Path, second.Path);
        var read = await article.GetPublishedAsync(0);
        Assert.Equal((2L, "Another headline", "<p>Changed.</p>"), (read!.Revision, read.Title, read.Html));
        Assert.Equal(["mara-lind"], read.Authors.Select(author => author.Slug)); // the editor did not become the author
        var history = (await article.GetForEditingAsync(Stories.Editor))!.Revisions;
        Assert.Equal([(1L, "Mara Lind"), (2L, "Edda Holm")], history.Select(revision => (revision.Number, revision.By)));
    }

    [Fact]
    public async Task GetPublished_OfTheKnownRevision_HasNoBody()
    {
        var article = await cluster.Client.NewArticleAsync();
        await article.PublishedAsync(Stories.Harbour.Unique());

        var known = await article.GetPublishedAsync(1);

        Assert.Equal((1L, ""), (known!.Revision, known.Html));
        Assert.NotEmpty((await article.GetPublishedAsync(2))!.Html);
    }

    [Fact]
    public async Task Command_FromAnOldVersion_ConflictsAndSavesNothing()
    {
        var article = await cluster.Client.NewArticleAsync();
        await article.PublishedAsync(Stories.Harbour.Unique());
        var saved = Assert.IsType<ArticleSaved>(await article.SaveDraftAsync(new(Stories.Harbour, 1, Stories.Author)));

        Assert.Equal(new ArticleConflict(saved.Version), await article.PublishAsync(new(Stories.Harbour with { Title = "Late" }, 1, Stories.Author)));
        Assert.Equal(new ArticleConflict(saved.Version), await article.SaveDraftAsync(new(Stories.Harbour with { Title = "Late" }, 1, Stories.Author)));
        Assert.Equal(new ArticleConflict(saved.Version), await article.WithdrawAsync(new(1, Stories.Author)));

        Assert.DoesNotContain("Late", (await article.GetForEditingAsync(Stories.Author))!.Content.Title, StringComparison.Ordinal);
        Assert.Equal(1, (await article.GetPublishedAsync(0))!.Revision);
    }

    [Fact]
    public async Task Command_OfSomebodyElse_IsForbidden()
    {
        var article = await cluster.Client.NewArticleAsync();
        var saved = await article.PublishedAsync(Stories.Harbour.Unique());

        Assert.IsType<ArticleForbidden>(await article.PublishAsync(new(Stories.Harbour, saved.Version, Stories.OtherAuthor)));
        Assert.IsType<ArticleForbidden>(await article.SaveDraftAsync(new(Stories.Harbour, saved.Version, Stories.OtherAuthor)));
        Assert.IsType<ArticleForbidden>(await article.WithdrawAsync(new(saved.Version, Stories.OtherAuthor)));
        Assert.Null(await article.GetForEditingAsync(Stories.OtherAuthor));
        Assert.IsType<ArticleForbidden>(await (await cluster.Client.NewArticleAsync()).PublishAsync(new(Stories.Harbour, 0, Stories.Contributor)));
    }

    [Fact]
    public async Task Publish_NumberThatWasNeverAllocated_IsNotFound()
    {
        var article = cluster.Client.GetGrain<IArticleGrain>(1_000_000_000);

        Assert.IsType<ArticleNotFound>(await article.PublishAsync(new(Stories.Harbour, 0, Stories.Author)));
        Assert.Null(await article.GetPublishedAsync(0));
    }

    /// <summary>Somebody else gets that number later, and would meet this story there.</summary>
    [Fact]
    public async Task Save_NumberThatIsSetAsideAndNotGivenOut_IsNotFound()
    {
        var next = await cluster.Client.GetGrain<IAllocatorGrain>("articles").NextAsync(1) + 1;

        Assert.IsType<ArticleNotFound>(await cluster.Client.GetGrain<IArticleGrain>(next).SaveDraftAsync(new(Stories.Harbour, 0, Stories.Author)));

        Assert.IsType<ArticleSaved>(await (await cluster.Client.NewArticleAsync()).SaveDraftAsync(new(Stories.Harbour, 0, Stories.Author)));
    }

    [Fact]
    public async Task Publish_FaultyFields_NamesThemAndClaimsNothing()
    {
        var article = await cluster.Client.NewArticleAsync();

        var result = Assert.IsType<ArticleInvalid>(await article.PublishAsync(
            new(Stories.Harbour with { Title = "", Slug = "Not A Slug" }, 0, Stories.Author, cluster.Time.GetUtcNow().AddDays(1))));

        Assert.Equal(["title", "slug", "date"], result.Errors.Select(error => error.Field));
        Assert.Contains("“not-a-slug”", result.Errors[1].Message, StringComparison.Ordinal);
        Assert.Null(await article.GetPublishedAsync(0));
    }

    [Fact]
    public async Task Draft_SavedThenPublished_IsSeenByReadersOnlyThen()
    {
        var article = await cluster.Client.NewArticleAsync();
        var content = Stories.Harbour.Unique();
        var draft = Assert.IsType<ArticleSaved>(await article.SaveDraftAsync(new(content, 0, Stories.Author)));
        Assert.Equal((ArticleStatus.Draft, ""), (draft.Status, draft.Path));
        Assert.Null(await article.GetPublishedAsync(0));
        await article.DeliveredAsync();
        await article.DeactivateAsync();
        var editable = await article.GetForEditingAsync(Stories.Author);
        Assert.True(editable!.HasDraft);
        Assert.Equal(content, editable.Content);

        await article.PublishAsync(new(null, draft.Version, Stories.Author));

        Assert.Equal(content.Title, (await article.GetPublishedAsync(0))!.Title);
        Assert.False((await article.GetForEditingAsync(Stories.Author))!.HasDraft);
    }

    [Fact]
    public async Task Publish_TitleThatIsTaken_GetsANumber()
    {
        var content = Stories.Harbour.Unique();
        var first = await (await cluster.Client.NewArticleAsync()).PublishedAsync(content);

        var second = await (await cluster.Client.NewArticleAsync()).PublishedAsync(content);
        var third = await (await cluster.Client.NewArticleAsync()).PublishedAsync(content);

        Assert.Equal([first.Path.TrimEnd('/') + "-2/", first.Path.TrimEnd('/') + "-3/"], [second.Path, third.Path]);
    }

    [Fact]
    public async Task Publish_SlugThatIsTaken_IsAFieldError()
    {
        var slug = Guid.NewGuid().ToString("N");
        var first = await cluster.Client.NewArticleAsync();
        var saved = await first.PublishedAsync(Stories.Harbour with { Slug = slug });
        var second = await cluster.Client.NewArticleAsync();

        var result = Assert.IsType<ArticleInvalid>(await second.PublishAsync(new(Stories.Harbour with { Slug = slug }, 0, Stories.Author)));

        Assert.Equal("slug", Assert.Single(result.Errors).Field);
        Assert.Equal(first.Id(), (await cluster.Client.FindPathAsync(saved.Path))!.Article);
        Assert.Null(await second.GetPublishedAsync(0));
    }

    [Fact]
    public async Task Publish_OtherSlug_MovesTheStoryAndRedirectsTheOldPath_AndBack()
    {
        var (one, two) = (Guid.NewGuid().ToString("N"), Guid.NewGuid().ToString("N"));
        var article = await cluster.Client.NewArticleAsync();
        var first = await article.PublishedAsync(Stories.Harbour with { Slug = one });

        var moved = await article.PublishedAsync(Stories.Harbour with { Slug = two }, first.Version);
        Assert.Equal(moved.Path, (await cluster.Client.FindPathAsync(first.Path))!.RedirectTo);
        Assert.Equal(new PermalinkTarget(article.Id(), null, true), await cluster.Client.FindPathAsync(moved.Path));

        var back = await article.PublishedAsync(Stories.Harbour with { Slug = one }, moved.Version);
        Assert.Equal(first.Path, back.Path);
        Assert.Null((await cluster.Client.FindPathAsync(first.Path))!.RedirectTo);
        Assert.Equal(first.Path, (await cluster.Client.FindPathAsync(moved.Path))!.RedirectTo);
    }

    [Fact]
    public async Task Withdraw_Published_LeavesTheAddressAndNoText_UntilItIsPublishedAgain()
    {
        var article = await cluster.Client.NewArticleAsync();
        var tag = Term.Named(Guid.NewGuid().ToString("N"));
        var saved = await article.PublishedAsync(Stories.Harbour.Unique() with { Tags = [tag] });
        Assert.Equal(1, await TotalAsync(ListingKeys.Tag(tag.Slug)));

        var withdrawn = Assert.IsType<ArticleSaved>(await article.WithdrawAsync(new(saved.Version, Stories.Author, "Wrong")));
        await article.DeliveredAsync();

        var gone = await article.GetPublishedAsync(0);
        Assert.Equal((ArticleStatus.Withdrawn, 2L, "", ""), (gone!.Status, gone.Revision, gone.Title, gone.Html));
        Assert.Equal(0, await TotalAsync(ListingKeys.Tag(tag.Slug)));
        Assert.True((await cluster.Client.FindPathAsync(saved.Path))!.Confirmed);
        Assert.IsType<ArticleNotFound>(await article.WithdrawAsync(new(withdrawn.Version, Stories.Author)));

        var again = Assert.IsType<ArticleSaved>(await article.PublishAsync(new(null, withdrawn.Version, Stories.Author)));
        await article.DeliveredAsync();
        Assert.Equal((ArticleStatus.Published, saved.Path), (again.Status, again.Path));
        Assert.NotEmpty((await article.GetPublishedAsync(0))!.Html);
        Assert.Equal(1, await TotalAsync(ListingKeys.Tag(tag.Slug)));
    }

    [Fact]
    public async Task Publish_OtherTags_MovesTheStoryBetweenListings()
    {
        var (before, after) = (Term.Named(Guid.NewGuid().ToString("N")), Term.Named(Guid.NewGuid().ToString("N")));
        var article = await cluster.Client.NewArticleAsync();
        var saved = await article.PublishedAsync(Stories.Harbour.Unique() with { Tags = [before] });

        await article.PublishedAsync(Stories.Harbour with { Tags = [after] }, saved.Version);

        Assert.Equal((0, 1), (await TotalAsync(ListingKeys.Tag(before.Slug)), await TotalAsync(ListingKeys.Tag(after.Slug))));
        var entry = Assert.Single((await cluster.Client.GetGrain<IListingGrain>(ListingKeys.Tag(after.Slug)).ReadAsync(new(1, 10))).Items);
        Assert.Equal((article.Id(), 2L, saved.Path), (entry.Article, entry.Revision, entry.Path));
        Assert.Equal("The first boats come in at four. Nobody on the quay speaks.", entry.Excerpt);
        foreach (var key in new[] { ListingKeys.Front, ListingKeys.All, "category/local", "author/mara-lind" })
            Assert.Contains((await cluster.Client.GetGrain<IListingGrain>(key).ReadAsync(new(1, 100))).Items, item => item.Article == article.Id());
    }

    private async Task<int> TotalAsync(string key) => (await cluster.Client.GetGrain<IListingGrain>(key).ReadAsync(new(1, 10))).Total;
}
