using System.Net;
using System.Net.Http.Json;
using OrleansNews.Accounts;
using OrleansNews.Articles;
using OrleansNews.Cluster;

namespace OrleansNews.Site;

/// <summary>A change of the settings, as it reaches a front end that is attached to the cluster by a client alone and keeps everything for a second.</summary>
public sealed class SettingsChangeTests : IAsyncLifetime
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;
    private readonly CachingSite _site = new();

    public ValueTask InitializeAsync() => _site.InitializeAsync();

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task Change_ShowsEverywhere_WithinTwoSeconds()
    {
        var other = await _site.StartAnotherFrontEndAsync();
        var story = await _site.PublishAsync(Stories.Harbour.Unique() with { Authors = [Term.Named("Mara Lind")] });
        var comment = await _site.CommentAsync(story, "Ada", "A word.");
        await ReadAllAsync(story.Path, comment.Id);
        await ReadAllAsync(story.Path, comment.Id, other);
        var grain = _site.Grains.GetGrain<ISiteGrain>(0);
        var settings = (await grain.GetAsync(0))!;
        Assert.True((await grain.UpdateAsync(
            settings with
            {
                Title = "المصب", Tagline = "جريدة البحر", Language = "ar", TimeZone = "Pacific/Kiritimati", Address = "https://news.example.org", StoriesPerPage = 3,
                Discussion = settings.Discussion with { RequireNameAndEmail = false, ThreadDepth = 2, EditMinutes = 9 },
            },
            Actor.System)).Saved);

        // The worst case: what is kept was checked right before the change, and pages were made from that a moment before it was old.
        _site.MachineTime.Advance(TimeSpan.FromSeconds(0.95));
        await ReadAllAsync(story.Path, comment.Id);
        await ReadAllAsync(story.Path, comment.Id, other);
        _site.MachineTime.Advance(TimeSpan.FromSeconds(1.04));
        _site.Cluster.Time.Advance(TimeSpan.FromSeconds(2));
        CheckShown(story, comment.Id, await ReadAllAsync(story.Path, comment.Id));
        CheckShown(story, comment.Id, await ReadAllAsync(story.Path, comment.Id, other));

        // The API says it in the same language.
        using var refused = await _site.NewBrowser().PostAsJsonAsync($"/api/articles/{story.Id}/comments", new { text = "" }, Cancel);
        Assert.Contains("خطأ", System.Text.RegularExpressions.Regex.Unescape(await refused.Content.ReadAsStringAsync(Cancel)), StringComparison.Ordinal);
    }

    private static void CheckShown(PublishedArticle story, CommentId comment, Dictionary<string, string> now)
    {
        foreach (var (address, text) in now)
        {
            Assert.False(text.Contains("The Estuary", StringComparison.Ordinal), address);
            if (address is "/robots.txt" or "/sitemap.xml" or "/sitemap-1.xml" or "/news-sitemap.xml" or "/feed/" or "/comments/feed/") Assert.True(text.Contains("https://news.example.org/", StringComparison.Ordinal), address);
        }

        foreach (var address in new[] { "/", story.Path, "/category/local/", "/no-such-page/", "/tag/harbour/", "/author/mara-lind/", "/2026/11/", "/?s=quay", $"/comments/{comment}/flag", "/login" })
        {
            Assert.Contains("<html lang=\"ar\" dir=\"rtl\">", now[address], StringComparison.Ordinal);
            Assert.Contains("المصب", now[address], StringComparison.Ordinal);
        }

        // Half past nine in the morning in Greenwich is the evening of the same day there.
        Assert.Contains("22 نوفمبر، 2026", now["/"], StringComparison.Ordinal);
        Assert.Contains("11:00 م", now[story.Path], StringComparison.Ordinal);
        Assert.Contains("data-depth=\"2\"", now[story.Path], StringComparison.Ordinal);
        Assert.Contains("data-edit-minutes=\"9\"", now[story.Path], StringComparison.Ordinal);
        Assert.DoesNotContain("required-field-message", now[story.Path], StringComparison.Ordinal);
        Assert.Contains("جريدة البحر", now["/feed/"], StringComparison.Ordinal);
        Assert.Contains("<language>ar</language>", now["/feed/"], StringComparison.Ordinal);
        Assert.Contains("<news:language>ar</news:language>", now["/news-sitemap.xml"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Change_OfPermalinks_AndOfWhatSearchEnginesMay_ShowsWithinTwoSeconds()
    {
        var story = await _site.PublishAsync(Stories.Harbour.Unique());
        await _site.NewBrowser().GetStringAsync(story.Path, Cancel);
        await _site.NewBrowser().GetStringAsync("/robots.txt", Cancel);
        var grain = _site.Grains.GetGrain<ISiteGrain>(0);
        Assert.True((await grain.UpdateAsync((await grain.GetAsync(0))! with { Permalinks = "/story/%postname%/", DiscourageSearchEngines = true }, Actor.System)).Saved);
        await grain.AsReference<Operations.IOutboxOwner>().DeliverOutboxAsync();
        await _site.Grains.GetGrain<IArticleGrain>(story.Id.Value).DeliveredAsync();
        _site.MachineTime.Advance(TimeSpan.FromSeconds(1.99));

        var path = "/story/" + story.Path.Split('/')[^2] + "/";
        using var former = await _site.NewBrowser().GetAsync(story.Path, Cancel);
        Assert.Equal((HttpStatusCode.MovedPermanently, path), (former.StatusCode, former.Headers.Location?.ToString()));
        Assert.Contains("noindex, nofollow", await _site.NewBrowser().GetStringAsync(path, Cancel), StringComparison.Ordinal);
        Assert.Equal("User-agent: *\nDisallow: /\n", await _site.NewBrowser().GetStringAsync("/robots.txt", Cancel));
        Assert.Contains(path, await _site.NewBrowser().GetStringAsync("/", Cancel), StringComparison.Ordinal);
        Assert.Contains(path, await _site.NewBrowser().GetStringAsync("/feed/", Cancel), StringComparison.Ordinal);
        Assert.Contains(path, await _site.NewBrowser().GetStringAsync("/sitemap-1.xml", Cancel), StringComparison.Ordinal);
    }

    private async Task<Dictionary<string, string>> ReadAllAsync(string story, CommentId comment, Uri? frontEnd = null)
    {
        var browser = _site.NewBrowser(frontEnd);
        var read = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var address in new[]
        {
            "/", story, "/category/local/", "/tag/harbour/", "/author/mara-lind/", "/2026/11/", "/?s=quay", "/no-such-page/", $"/comments/{comment}/flag", "/login", "/feed/", "/feed/atom/", "/comments/feed/", story + "feed/", "/robots.txt", "/sitemap.xml",
            "/sitemap-1.xml", "/news-sitemap.xml", "/wp-json/oembed/1.0/embed?url=" + Uri.EscapeDataString(story),
        })
        {
            using var answer = await browser.GetAsync(address, Cancel);
            Assert.True(answer.IsSuccessStatusCode || answer.StatusCode == HttpStatusCode.NotFound, $"{address}: {answer.StatusCode}");
            read[address] = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Cancel));
        }

        return read;
    }
}
