using System.Net;
using System.Text.Json;
using OrleansNews.Accounts;
using OrleansNews.Listings;
using OrleansNews.Media;
using OrleansNews.Operations;
using OrleansNews.Site;

namespace OrleansNews.Articles;

/// <summary>The picture at the head of a story: chosen from the library, described, and shown wherever the story is.</summary>
public sealed class LeadImageTests : IAsyncLifetime
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    private SignInSite _site = null!;

    public async ValueTask InitializeAsync() => _site = await SignInSite.StartAsync(1000, [new("Limits:Enabled", "false")]);

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task Publish_WithoutAlternativeText_OrWithAPictureThatIsNone_IsRefusedAtItsField()
    {
        var (article, media) = (await _site.Grains.NewArticleAsync(), await PictureAsync());
        var described = new LeadImage(media.Source.Id) { AlternativeText = "Boats" };

        Assert.IsType<ArticleSaved>(await article.SaveDraftAsync(new(With(described with { AlternativeText = " " }), 0, Stories.Author)));
        Assert.Equal("lead_alt", Error(await article.PublishAsync(new(With(described with { AlternativeText = " " }), 1, Stories.Author))));
        Assert.Equal("lead_image", Error(await article.PublishAsync(new(With(described with { Media = new(999_999) }), 1, Stories.Author))));
        Assert.Equal("lead_image", Error(await article.SaveDraftAsync(new(With(described with { Media = default }), 1, Stories.Author))));
        Assert.Equal("lead_caption", Error(await article.SaveDraftAsync(new(With(described with { Caption = new('x', 2001) }), 1, Stories.Author))));
        Assert.IsType<ArticleSaved>(await article.PublishAsync(new(With(described), 1, Stories.Author)));
    }

    [Fact]
    public async Task Story_WithALeadImage_ShowsItEverywhere_AndKeepsItWhenTheLibraryChanges()
    {
        var media = await PictureAsync(TestPictures.Jpeg(1600, 1000), new(20, 30));
        var site = _site.Grains.GetGrain<ISiteGrain>(0);
        Assert.True((await site.UpdateAsync((await site.GetAsync(0))! with { Address = "https://news.example.org" }, Actor.System)).Saved);
        _site.Cluster.Time.Advance(TimeSpan.FromSeconds(2));
        var lead = new LeadImage(media.Source.Id) { AlternativeText = "Boats & \"nets\"", Caption = "At <dawn>", Credit = "Mara Lind" };
        var article = await _site.Grains.NewArticleAsync();
        var saved = await article.PublishedAsync(With(lead));
        using var reader = _site.NewBrowser();

        var page = await reader.GetStringAsync(saved.Path, Cancel);
        var address = $"/media/{media.Source.Id}/{media.Source.Key}/";
        Assert.Contains($"srcset=\"{address}full-480.avif 480w, {address}full-960.avif 960w, {address}full-1600.avif 1600w\"", page, StringComparison.Ordinal);
        Assert.Contains("width=\"1600\" height=\"1000\" alt=\"Boats &amp; &quot;nets&quot;\" loading=\"eager\" fetchpriority=\"high\"", page, StringComparison.Ordinal);
        Assert.Contains("<span class=\"caption\" dir=\"auto\">At &lt;dawn&gt;</span>", page, StringComparison.Ordinal);
        Assert.Contains($"<meta property=\"og:image\" content=\"https://news.example.org{address}share-1200-20x30.jpg\"", page, StringComparison.Ordinal);
        Assert.Contains($"\"image\":[\"https://news.example.org{address}share-1200-20x30.jpg\"]", page, StringComparison.Ordinal);
        Assert.Contains($"{address}card-640-20x30.webp 640w", await reader.GetStringAsync("/", Cancel), StringComparison.Ordinal);

        // oEmbed: who names a thumbnail says how large it is.
        using var embed = JsonDocument.Parse(await reader.GetStringAsync("/wp-json/oembed/1.0/embed?url=" + Uri.EscapeDataString("https://news.example.org" + saved.Path), Cancel));
        Assert.Equal(
            ($"https://news.example.org{address}share-1200-20x30.jpg", 1200, 630),
            (embed.RootElement.GetProperty("thumbnail_url").GetString(), embed.RootElement.GetProperty("thumbnail_width").GetInt32(), embed.RootElement.GetProperty("thumbnail_height").GetInt32()));

        var current = (await Grain(media).GetAsync(Stories.Author))!;
        Assert.IsType<MediaSaved>(await Grain(media).ChangeAsync(current.Details with { AlternativeText = "Other", Focus = new(90, 90) }, current.Version, Stories.Author));
        page = await reader.GetStringAsync(saved.Path, Cancel);
        Assert.Contains("share-1200-20x30.jpg", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Other", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await reader.GetAsync(address + "share-1200-20x30.jpg", Cancel)).StatusCode);
    }

    [Fact]
    public async Task Story_WhoseLeadImageIsTakenOut_LosesItInListings()
    {
        var media = await PictureAsync();
        var article = await _site.Grains.NewArticleAsync();
        var saved = await article.PublishedAsync(With(new(media.Source.Id) { AlternativeText = "Boats" }));
        Assert.NotNull((await FrontAsync()).Picture);

        await article.PublishedAsync(Stories.Harbour with { Slug = "without" }, saved.Version);

        Assert.Null((await FrontAsync()).Picture);
        Assert.Null((await article.GetPublishedAsync(0))!.LeadImage);
    }

    [Fact]
    public async Task Editor_OfAStory_TakesTheWordsOfTheLibrary_AndSaysWhatIsMissing()
    {
        await _site.CreateAsync("mara", Role.Author);
        var mara = await _site.SignedInAsync("mara");
        var media = await PictureAsync();
        var number = await _site.Grains.GetGrain<IAllocatorGrain>("articles").NextAsync(1);
        var path = $"/newsroom/stories/{number}";

        Assert.Contains($"<option value=\"{media.Source.Id}\">A quiet harbour</option>", await mara.GetStringAsync(path, Cancel), StringComparison.Ordinal);
        var saved = await SignInSite.SendAsync(mara, path, ("version", "0"), ("title", "Boats"), ("body", "Text"), ("lead_image", $"{media.Source.Id}"));
        Assert.Equal(HttpStatusCode.SeeOther, saved.Status);
        var page = await mara.GetStringAsync(path, Cancel);
        Assert.Contains("A quiet harbour</textarea>", page, StringComparison.Ordinal);
        Assert.Contains("card-320-50x50.avif", page, StringComparison.Ordinal);

        var refused = await SignInSite.SendAsync(mara, path + "/publish", ("version", "1"), ("title", "Boats"), ("body", "Text"), ("lead_image", $"{media.Source.Id}"), ("lead_credit", "Mara"));
        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Contains("<a href=\"#lead_alt\">", refused.Page, StringComparison.Ordinal);
        var unknown = await SignInSite.SendAsync(mara, path, ("version", "1"), ("title", "Boats"), ("body", "Text"), ("lead_image", "the blue one"));
        Assert.Contains("<a href=\"#lead_image\">", unknown.Page, StringComparison.Ordinal);
        Assert.Contains("value=\"the blue one\"", unknown.Page, StringComparison.Ordinal);
    }

    private static ArticleContent With(LeadImage lead) => Stories.Harbour.Unique() with { LeadImage = lead };

    private static string Error(ArticleResult result) => Assert.Single(Assert.IsType<ArticleInvalid>(result).Errors).Field;

    private async Task<ListingEntry> FrontAsync() => (await _site.Grains.GetGrain<IListingGrain>(ListingKeys.Front).ReadAsync(new(1, 1))).Items[0];

    private IMediaGrain Grain(MediaView media) => _site.Grains.GetGrain<IMediaGrain>(media.Source.Id.Value);

    private async Task<MediaView> PictureAsync(byte[]? file = null, FocalPoint? focus = null)
    {
        var details = new MediaDetails { AlternativeText = "A quiet harbour", Focus = focus ?? FocalPoint.Middle };
        var media = Assert.IsType<MediaSaved>(await _site.Grains.UploadAsync(file ?? TestPictures.Jpeg(), details, Stories.Author)).Media;
        await Grain(media).AsReference<IOutboxOwner>().DeliverOutboxAsync();
        return media;
    }
}
