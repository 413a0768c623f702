using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Microsoft.Extensions.DependencyInjection;
using OrleansNews.Articles;
using OrleansNews.Cluster;
using OrleansNews.Listings;
using OrleansNews.Site;

namespace OrleansNews.Accounts;

/// <summary>Where readers find the newspaper, as whoever sets it up says.</summary>
public sealed class SetupAddressTests : IAsyncLifetime
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;
    private readonly string _token = SetupTokens.Create();
    private CachingSite _site = new();

    public async ValueTask InitializeAsync()
    {
        await _site.InitializeAsync();
        Assert.True(await _site.Grains.GetGrain<IStaffGrain>(0).OfferSetupAsync(SetupTokens.Hash(_token)));
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task Page_AskedForUnderAnAddress_OffersIt()
    {
        var field = await AddressFieldAsync();

        Assert.Equal(_site.Address.GetLeftPart(UriPartial.Authority), field.Value);
        Assert.False(field.IsDisabled);
    }

    [Fact]
    public async Task Address_GivenAtSetUp_IsInEverythingThatNamesTheSite_OnAnyFrontEndWithinTwoSeconds()
    {
        var other = await _site.StartAnotherFrontEndAsync();
        var story = await _site.PublishAsync(Stories.Harbour.Unique());
        foreach (var frontEnd in new[] { _site.Address, other }) await ReadAllAsync(story.Path, frontEnd);

        using var done = await SetUpAsync("https://News.example.org/");
        _site.MachineTime.Advance(TimeSpan.FromSeconds(1.99));

        Assert.Equal((HttpStatusCode.Redirect, WorkPlaces.Desk), (done.StatusCode, done.Headers.Location?.OriginalString));
        foreach (var frontEnd in new[] { _site.Address, other })
        {
            var pages = await ReadAllAsync(story.Path, frontEnd);
            using var page = new HtmlParser().ParseDocument(pages[story.Path]);
            Assert.Equal("https://news.example.org" + story.Path, page.QuerySelector("link[rel=canonical]")!.GetAttribute("href"));
            Assert.Equal("https://news.example.org" + story.Path, page.QuerySelector("meta[property='og:url']")!.GetAttribute("content"));
            Assert.Contains("\"https://news.example.org" + story.Path, page.QuerySelector("script[type='application/ld+json']")!.TextContent, StringComparison.Ordinal);
            foreach (var path in new[] { "/feed/", "/sitemap.xml", "/sitemap-1.xml", "/news-sitemap.xml", "/robots.txt" })
            {
                Assert.Contains("https://news.example.org/", pages[path], StringComparison.Ordinal);
                Assert.DoesNotContain(frontEnd.Authority, pages[path], StringComparison.Ordinal);
            }
        }
    }

    [Theory]
    [InlineData("news.example.org")]
    [InlineData("ftp://news.example.org")]
    [InlineData("https://news.example.org/paper")]
    [InlineData("https://news.example.org//")]
    [InlineData("https://news.example.org/?a=b")]
    [InlineData("https://ann:secret@news.example.org")]
    [InlineData("javascript:alert(1)")]
    public async Task Address_ThatIsNone_IsRefusedAtItsField_AndNothingIsSetUp(string address)
    {
        using var refused = await SetUpAsync(address);

        using var page = new HtmlParser().ParseDocument(await refused.Content.ReadAsStringAsync(Cancel));
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Equal("true", page.QuerySelector("#address")!.GetAttribute("aria-invalid"));
        Assert.Equal(address, ((IHtmlInputElement)page.QuerySelector("#address")!).GetAttribute("value"));
        Assert.Contains("https://news.example.org", page.QuerySelector("#address-error")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("", (await _site.Grains.GetGrain<ISiteGrain>(0).GetAsync(0))!.Address);
        Assert.True(await _site.Grains.GetGrain<IStaffGrain>(0).CanSetUpAsync(SetupTokens.Hash(_token)));
    }

    [Fact]
    public async Task Address_LeftEmpty_StaysWhatEachRequestSays()
    {
        using var done = await SetUpAsync("");

        Assert.Equal(HttpStatusCode.Redirect, done.StatusCode);
        Assert.Equal("", (await _site.Grains.GetGrain<ISiteGrain>(0).GetAsync(0))!.Address);
        Assert.Contains(_site.Address.Authority, await _site.NewBrowser().GetStringAsync("/feed/", Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Address_WhenTheLinkIsOver_ChangesNothing()
    {
        using var done = await SetUpAsync("https://news.example.org");
        using var late = await SetUpAsync("https://elsewhere.example.org", "bea");

        Assert.Equal(HttpStatusCode.NotFound, late.StatusCode);
        Assert.Equal("https://news.example.org", (await _site.Grains.GetGrain<ISiteGrain>(0).GetAsync(0))!.Address);
    }

    [Fact]
    public async Task Address_FixedByTheConfiguration_IsShownAndCannotBeChanged()
    {
        await _site.DisposeAsync();
        _site = new() { Cluster = new() { ConfigureSilo = silo => silo.Services.Configure<SiteOptions>(options => options.Address = "https://fixed.example.org") } };
        await InitializeAsync();

        var field = await AddressFieldAsync();
        using var done = await SetUpAsync("https://news.example.org");

        Assert.Equal(("https://fixed.example.org", true), (field.Value, field.IsDisabled));
        Assert.Contains("Site:Address", field.ParentElement!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, done.StatusCode);
        Assert.Contains("https://fixed.example.org/", await _site.NewBrowser().GetStringAsync("/feed/", Cancel), StringComparison.Ordinal);
    }

    private async Task<IHtmlInputElement> AddressFieldAsync()
    {
        var page = new HtmlParser().ParseDocument(await _site.NewBrowser().GetStringAsync($"/setup?token={_token}", Cancel));
        return (IHtmlInputElement)page.QuerySelector("#address")!;
    }

    private Task<HttpResponseMessage> SetUpAsync(string address, string login = "ann") => _site.NewBrowser().PostAsync(
        "/setup",
        new FormUrlEncodedContent([new("token", _token), new("address", address), new("login", login), new("email", $"{login}@example.org"), new("password", "correct horse battery staple")]),
        Cancel);

    private async Task<Dictionary<string, string>> ReadAllAsync(string story, Uri frontEnd)
    {
        var read = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var path in new[] { story, "/feed/", "/sitemap.xml", "/sitemap-1.xml", "/news-sitemap.xml", "/robots.txt" }) read[path] = await _site.NewBrowser(frontEnd).GetStringAsync(path, Cancel);
        return read;
    }
}
