using System.Globalization;
using System.IO.Compression;
using System.Net;
using OrleansNews.Accounts;
using OrleansNews.Articles;
using OrleansNews.Cluster;
using OrleansNews.Comments;
using OrleansNews.Comments.Threads;

namespace OrleansNews.Site;

/// <summary>Pages that are kept, as a browser meets them. The front end's clock stands still until the test moves it.</summary>
public class SharedPageTests(CachingSite site) : IClassFixture<CachingSite>
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Hit_AfterTheFirstRead_AsksNobody()
    {
        var story = await site.PublishAsync(Stories.Harbour.Unique());
        var first = await site.NewBrowser().GetByteArrayAsync(story.Path, Cancel);
        var calls = site.Cluster.Calls.Total;
        foreach (var address in new[] { story.Path, story.Path + "?utm_source=letter", story.Path + "?fbclid=1&x", story.Path + "?" })
        {
            Assert.Equal(first, await site.NewBrowser().GetByteArrayAsync(address, Cancel));
        }

        Assert.Equal(calls, site.Cluster.Calls.Total);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/category/local/")]
    [InlineData("/tag/harbour/")]
    [InlineData("/2026/11/")]
    public async Task Listing_ReadTwice_IsOneAnswer_AndFollowsTheNextStory(string path)
    {
        await site.PublishAsync(Stories.Harbour.Unique());
        site.Age();
        var before = await site.NewBrowser().GetStringAsync(path, Cancel);
        var next = await site.PublishAsync(Stories.Harbour.Unique());
        var calls = site.Cluster.Calls.Total;
        Assert.Equal(before, await site.NewBrowser().GetStringAsync(path, Cancel));
        Assert.Equal(calls, site.Cluster.Calls.Total);

        site.Age();
        Assert.Contains(next.Path, await site.NewBrowser().GetStringAsync(path, Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_OfAnUnchangedPage_AsksForVersionsAlone()
    {
        var story = await site.PublishAsync(Stories.Harbour.Unique());
        var first = await ReadStoryAsync();
        site.Age();
        // What all pages carry is asked for by whoever comes first.
        await site.NewBrowser().GetStringAsync("/", Cancel);
        var before = Calls();
        Assert.Equal(first, await ReadStoryAsync());
        var after = Calls();

        Assert.Equal(before.Article + 1, after.Article);
        Assert.Equal(before.Version + 1, after.Version);
        Assert.Equal(before.Page, after.Page);
        Assert.Equal(before.Path, after.Path);

        (int Article, int Version, int Page, int Path) Calls() => (
            site.Cluster.Calls.Of("IArticleGrain.GetPublishedAsync"), site.Cluster.Calls.Of("ICommentThreadGrain.GetVersionAsync"),
            site.Cluster.Calls.Of("ICommentThreadGrain.ReadPageAsync"), site.Cluster.Calls.Of("IPermalinkGrain.FindAsync"));

        // The box of the latest comments has versions of its own, and may hear of other tests' comments in between.
        async Task<string> ReadStoryAsync() => (await site.NewBrowser().GetStringAsync(story.Path, Cancel)).Split("latest-comments-title")[0];
    }

    [Fact]
    public async Task Head_OfAPage_HasTheHeadersOfGetAndNoBody()
    {
        var story = await site.PublishAsync(Stories.Harbour.Unique());
        using var get = await site.NewBrowser().GetAsync(story.Path, Cancel);
        using var head = await site.NewBrowser().SendAsync(new(HttpMethod.Head, story.Path), Cancel);

        Assert.Equal(HttpStatusCode.OK, head.StatusCode);
        Assert.Empty(await head.Content.ReadAsByteArrayAsync(Cancel));
        Assert.Equal(get.Content.Headers.ContentLength, head.Content.Headers.ContentLength);
        Assert.Equal(Headers(get), Headers(head));

        static IEnumerable<string> Headers(HttpResponseMessage answer) => answer.Headers.Concat(answer.Content.Headers)
            .Where(header => header.Key != "Date").Select(header => $"{header.Key}: {string.Join(',', header.Value)}").Order(StringComparer.Ordinal);
    }

    [Fact]
    public async Task Headers_OfAPage_LetSharedCachesKeepItForASecond_AndConfineIt()
    {
        var story = await site.PublishAsync(Stories.Harbour.Unique());
        for (var read = 0; read < 2; read++)
        {
            using var answer = await site.NewBrowser().GetAsync(story.Path, Cancel);
            var cache = answer.Headers.CacheControl!;
            Assert.True(cache.Public && cache.MustRevalidate && !cache.NoStore);
            Assert.Equal((TimeSpan.Zero, TimeSpan.FromSeconds(1)), (cache.MaxAge, cache.SharedMaxAge));
            Assert.Equal("Accept-Encoding", Assert.Single(answer.Headers.Vary));
            Assert.False(answer.Headers.ETag!.IsWeak);
            Assert.Null(answer.Headers.Age);
            Assert.False(answer.Headers.Contains("Set-Cookie"));
            Assert.Contains("frame-ancestors 'none'", Assert.Single(answer.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Codings_OfAPage_AreTheSamePage_UnderTagsOfTheirOwn()
    {
        var story = await site.PublishAsync(Stories.Harbour.Unique());
        var plain = await site.NewBrowser().GetByteArrayAsync(story.Path, Cancel);
        var tags = new HashSet<string>();
        foreach (var coding in new[] { "identity", "gzip", "br" })
        {
            using var answer = await UntilCodedAsync(story.Path, coding);
            var body = await answer.Content.ReadAsStreamAsync(Cancel);
            await using Stream read = coding switch { "gzip" => new GZipStream(body, CompressionMode.Decompress), "br" => new BrotliStream(body, CompressionMode.Decompress), _ => body };
            using var bytes = new MemoryStream();
            await read.CopyToAsync(bytes, Cancel);

            Assert.Equal(plain, bytes.ToArray());
            Assert.True(tags.Add(answer.Headers.ETag!.Tag));
            Assert.Equal("Accept-Encoding", Assert.Single(answer.Headers.Vary));
            using var again = await SendAsync(story.Path, coding, answer.Headers.ETag.ToString());
            Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
            Assert.Equal(answer.Headers.ETag, again.Headers.ETag);
        }
    }

    [Fact]
    public async Task Tag_OfAPageThatChanged_IsAnotherOne()
    {
        var story = await site.PublishAsync(Stories.Harbour.Unique());
        using var before = await site.NewBrowser().GetAsync(story.Path, Cancel);
        await site.CommentAsync(story, "Ada", "Something new.");
        site.Age();
        using var after = await SendAsync(story.Path, "identity", before.Headers.ETag!.ToString());
        Assert.Equal(HttpStatusCode.OK, after.StatusCode);
        Assert.Contains("Something new.", await after.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_ForSomebodyKnown_IsTheSamePage()
    {
        var story = await site.PublishAsync(Stories.Harbour.Unique());
        var everybody = await site.NewBrowser().GetByteArrayAsync(story.Path, Cancel);
        foreach (var cookie in new[] { "comment_author=Ada; comment_author_email=ada%40example.org", "news-session=anything", "news_browser=forged" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, story.Path) { Headers = { { "Cookie", cookie }, { "Authorization", "Basic b2xnYTp4" } } };
            using var answer = await site.NewBrowser().SendAsync(request, Cancel);
            Assert.Equal(everybody, await answer.Content.ReadAsByteArrayAsync(Cancel));
            Assert.False(answer.Headers.Contains("Set-Cookie"));
        }
    }

    [Fact]
    public async Task Flood_OfAddressesThatFitNoPattern_ReachesNoGrain()
    {
        await site.NewBrowser().GetStringAsync("/", Cancel);
        using var browser = site.NewBrowser();
        var calls = site.Cluster.Calls.Total;
        for (var i = 0; i < 100; i++)
        {
            foreach (var path in new[] { $"/wp-admin/{i}.php", $"/2026/13/{i}/x/", $"/2026/11/31/day-{i}/", $"/tag/{i}%2F..%2F/", $"/category/UPPER{i}/", $"/comments/{i}" })
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { "Cookie", $"news_browser=forged{i}" } } };
                using var answer = await browser.SendAsync(request, Cancel);
                Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
            }
        }

        Assert.Equal(calls, site.Cluster.Calls.Total);
    }

    [Fact]
    public async Task Flood_OfCookiesThatNobodySigned_AsksNobodyWhoTheyAre()
    {
        var story = await site.PublishAsync(Stories.Harbour.Unique());
        var comment = (await site.CommentAsync(story, "Ada", "A word.")).Id;
        // None of these is kept in memory; each is made for who asks.
        foreach (var path in new[] { $"{story.Path}?replytocom={comment}", "/?s=mud", "/login", $"/comments/{comment}/edit", $"/api/articles/{story.Id}/staff-tools", "/newsroom/" })
        {
            var without = await CallsOfAsync(path, null);
            for (var i = 0; i < 3; i++)
                Assert.Equal(without, await CallsOfAsync(path, $"news_browser=CfDJ8forged{i}; news-session=CfDJ8forged{i}; news-staff=1"));
            Assert.DoesNotContain(without, call => call.StartsWith("IAccountGrain", StringComparison.Ordinal) || call.EndsWith("FindOwnAsync", StringComparison.Ordinal));
        }

        async Task<List<string>> CallsOfAsync(string path, string? cookie)
        {
            var before = site.Cluster.Calls.Counts.ToDictionary();
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            if (cookie is not null) request.Headers.Add("Cookie", cookie);
            using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = site.Address };
            using var answer = await client.SendAsync(request, Cancel);
            Assert.NotEqual(HttpStatusCode.InternalServerError, answer.StatusCode);
            return [.. site.Cluster.Calls.Counts.Where(call => call.Value != before.GetValueOrDefault(call.Key)).Select(call => call.Key)
                .Where(call => call.StartsWith("IAccount", StringComparison.Ordinal) || call.StartsWith("IStaff", StringComparison.Ordinal) || call.EndsWith("FindOwnAsync", StringComparison.Ordinal)).Order()];
        }
    }

    [Fact]
    public async Task Flood_OfSlugsThatNoStoryHas_IsOneLookEach_AndWakesNoStory()
    {
        const string Look = "IPermalinkGrain.FindAsync";
        await site.NewBrowser().GetStringAsync("/", Cancel);
        using var browser = site.NewBrowser();
        var before = site.Cluster.Calls.Counts.ToDictionary();
        for (var again = 0; again < 3; again++)
        {
            for (var i = 0; i < 30; i++)
            {
                foreach (var path in new[] { $"/2026/11/22/invented-{i}/", $"/2026/11/22/invented-{i}/?preview=forged{again}", $"/2026/11/22/invented-{i}/comment-page-{again + 1}/", $"/2026/11/22/invented-{i}/feed/" })
                {
                    using var answer = await browser.GetAsync(path, Cancel);
                    Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
                }
            }
        }

        // The permalink's bucket, one of 1,024, is asked once about each path within two seconds, and nobody else is.
        var asked = site.Cluster.Calls.Counts.Where(call => call.Value != before.GetValueOrDefault(call.Key)).ToDictionary(call => call.Key, call => call.Value - before.GetValueOrDefault(call.Key));
        Assert.Equal(30, asked[Look]);
        Assert.DoesNotContain(asked.Keys, call => call.StartsWith("IArticleGrain", StringComparison.Ordinal) || call.StartsWith("ICommentThreadGrain", StringComparison.Ordinal) || call.StartsWith("ILiveStoryGrain", StringComparison.Ordinal));

        var looks = site.Cluster.Calls.Of(Look);
        site.Age();
        site.Age();
        using (await browser.GetAsync("/2026/11/22/invented-0/", Cancel)) Assert.Equal(looks + 1, site.Cluster.Calls.Of(Look));
    }

    [Fact]
    public async Task Flood_OfSectionsTagsAndAuthorsThatAreNone_ReachesNoListing()
    {
        const string Listing = "IListingGrain.ReadAsync";
        const string Names = "IListingNamesGrain.GetAsync";
        await site.NewBrowser().GetStringAsync("/", Cancel);
        using var browser = site.NewBrowser();
        var (listings, names) = (site.Cluster.Calls.Of(Listing), site.Cluster.Calls.Of(Names));
        for (var i = 0; i < 100; i++)
        {
            foreach (var path in new[] { $"/tag/invented-{i}/", $"/category/invented-{i}/", $"/category/local/invented-{i}/", $"/author/nobody-{i}/", $"/tag/invented-{i}/feed/", $"/category/invented-{i}/page/7/" })
            {
                using var answer = await browser.GetAsync(path, Cancel);
                Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
            }
        }

        Assert.Equal(listings, site.Cluster.Calls.Of(Listing));
        Assert.InRange(site.Cluster.Calls.Of(Names) - names, 1, 64);

        // One that comes to be is there a second later.
        await site.PublishAsync(Stories.Harbour.Unique() with { Section = new("invented-1", "Invented"), Tags = [new("invented-2", "Invented")] });
        site.Age();
        site.Age();
        foreach (var path in new[] { "/category/invented-1/", "/tag/invented-2/" }) await UntilThereAsync(browser, path);
    }

    [Fact]
    public async Task Flood_OfPagesBehindTheLast_AndOfDaysWithoutNewspaper_CostsWhatOneOfThemCosts()
    {
        var story = await site.PublishAsync(Stories.Harbour.Unique());
        site.Age();
        using var browser = site.NewBrowser();
        // What is asked for once a second, whoever comes: what all pages carry, names, how far the newspaper reaches, how many stories the section has, and how many pages of comments the story.
        foreach (var path in new[] { "/", "/category/local/", "/1931/01/", "/category/local/page/900000/", $"{story.Path}comment-page-900000/" }) using (await browser.GetAsync(path, Cancel)) { }
        var calls = site.Cluster.Calls.Total;
        for (var i = 0; i < 100; i++)
        {
            var paths = new[]
            {
                $"/page/{900_000 + i}/", $"/category/local/page/{900_000 + i}/", $"/category/local/page/{1_000 + i}/", $"/{1700 + i}/", $"/{1700 + i}/05/", $"/{1700 + i}/05/31/", $"/{1700 + i}/05/31/page/7/", $"/{2100 + i}/",
                $"/sitemap-{1_000 + i}.xml", $"/{1700 + i}/05/31/feed/", $"/{1700 + i}/feed/atom/", $"{story.Path}comment-page-{2 + i}/", $"{story.Path}comment-page-{900_001 + i}/",
            };
            foreach (var path in paths)
            {
                using var answer = await browser.GetAsync(path, Cancel);
                Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
            }
        }

        Assert.Equal(calls, site.Cluster.Calls.Total);
    }

    // The listing is told by the story's outbox, and what was refused is remembered for two seconds.
    private async Task UntilThereAsync(HttpClient browser, string path)
    {
        for (var status = HttpStatusCode.NotFound; status != HttpStatusCode.OK; await Task.Delay(20, Cancel))
        {
            using var answer = await browser.GetAsync(path, Cancel);
            status = answer.StatusCode;
            site.Age();
        }
    }

    [Fact]
    public async Task Flood_OfNumbersThatWereNeverGivenOut_AsksForTheirBoundOnce()
    {
        await site.PublishAsync(Stories.Harbour.Unique());
        site.Age();
        using var browser = site.NewBrowser();
        using var first = await browser.GetAsync("/?p=900000", Cancel);
        await browser.GetStringAsync("/", Cancel);
        var calls = site.Cluster.Calls.Total;
        for (var i = 900_001; i < 900_100; i++)
        {
            using var page = await browser.GetAsync($"/?p={i}", Cancel);
            using var thread = await browser.GetAsync($"/api/articles/{i}/comments", Cancel);
            Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (page.StatusCode, thread.StatusCode));
        }

        Assert.Equal(calls, site.Cluster.Calls.Total);
    }

    [Theory]
    [InlineData("/page/1/", "/")]
    [InlineData("/page/0001/", "/")]
    [InlineData("/category/local/page/1/", "/category/local/")]
    [InlineData("/CATEGORY/local/", "/category/local/")]
    [InlineData("/2026/11/page/01/", "/2026/11/")]
    public async Task Alias_OfAPage_LeadsToItsOneAddress(string alias, string address)
    {
        using var answer = await site.NewBrowser().GetAsync(alias, Cancel);
        Assert.Equal(HttpStatusCode.MovedPermanently, answer.StatusCode);
        Assert.Equal(address, answer.Headers.Location!.ToString());
    }

    [Fact]
    public async Task Story_Withdrawn_IsGoneAfterASecond_AndFromMemory()
    {
        var article = await site.Grains.NewArticleAsync();
        var saved = await article.PublishedAsync(Stories.Harbour.Unique());
        Assert.Contains("Nobody on the quay", await site.NewBrowser().GetStringAsync(saved.Path, Cancel), StringComparison.Ordinal);
        Assert.IsType<ArticleSaved>(await article.WithdrawAsync(new(saved.Version, Stories.Author)));
        site.Age();

        for (var read = 0; read < 2; read++)
        {
            using var answer = await site.NewBrowser().GetAsync(saved.Path, Cancel);
            Assert.Equal(HttpStatusCode.Gone, answer.StatusCode);
            Assert.True(answer.Headers.CacheControl!.NoStore);
            Assert.DoesNotContain("Nobody on the quay", await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Comment_HiddenByAModerator_IsInNoPageAfterASecond()
    {
        var story = await site.PublishAsync(Stories.Harbour.Unique());
        var word = $"unspeakable{Guid.NewGuid():N}";
        var comment = await site.CommentAsync(story, "Ada", word);
        var pages = new[] { story.Path, "/", story.Path + "comment-page-1/" };
        await site.UntilLatestKnowsAsync(word);
        site.Age();
        foreach (var path in pages) Assert.Contains(word, await site.NewBrowser().GetStringAsync(path, Cancel), StringComparison.Ordinal);

        await site.Grains.GetGrain<ICommentThreadGrain>(story.Id.Value).DecideAsync(new([comment.Id], Decision.Trash, Actor.System));
        site.Age();
        await site.UntilLatestForgetsAsync(word);
        foreach (var path in pages) Assert.DoesNotContain(word, await site.NewBrowser().GetStringAsync(path, Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Comments_ThatReadersDoNotSee_ChangeNoPageAndRenderNone()
    {
        var story = await site.PublishAsync(Stories.Harbour.Unique());
        await site.CommentAsync(story, "Ada", "The only one.");
        var thread = site.Grains.GetGrain<ICommentThreadGrain>(story.Id.Value);
        site.Age();
        string[] addresses = [story.Path, story.Path + "feed/"];
        var before = await ReadAsync();
        var (version, rendered) = (await thread.GetVersionAsync(default), site.Cluster.Calls.Of("ICommentThreadGrain.ReadPageAsync", thread));

        CommentStatus[] unseen = [CommentStatus.Held, CommentStatus.Spam, CommentStatus.Trash];
        var posted = await Task.WhenAll(Enumerable.Range(0, 150).Select(number => thread.PostAsync(Posts.New($"Buy {number}", status: unseen[number % 3], author: $"Seller {number}"))));
        await thread.DecideAsync(Posts.Decide(Decision.Spam, [.. posted.Cast<CommentPosted>().Take(60).Select(comment => comment.Id)]));
        site.Age();

        Assert.Equal(before, await ReadAsync());
        Assert.Equal(version.PublicVersion, (await thread.GetVersionAsync(default)).PublicVersion);
        Assert.Equal(rendered, site.Cluster.Calls.Of("ICommentThreadGrain.ReadPageAsync", thread));

        async Task<string[]> ReadAsync() => await Task.WhenAll(addresses.Select(async address => (await site.NewBrowser().GetStringAsync(address, Cancel)).Split("latest-comments-title")[0]));
    }

    [Fact]
    public async Task Box_ThatChanges_ChangesInPagesThatDoNot()
    {
        var quiet = await site.PublishAsync(Stories.Harbour.Unique());
        var busy = await site.PublishAsync(Stories.Harbour.Unique());
        await site.NewBrowser().GetStringAsync(quiet.Path, Cancel);
        var thread = site.Grains.GetGrain<ICommentThreadGrain>(quiet.Id.Value);
        var word = $"elsewhere{Guid.NewGuid():N}";
        await site.CommentAsync(busy, "Ada", word);
        await site.UntilLatestKnowsAsync(word);
        var rendered = site.Cluster.Calls.Of("ICommentThreadGrain.ReadPageAsync", thread);
        site.Age();

        Assert.Contains(word, await site.NewBrowser().GetStringAsync(quiet.Path, Cancel), StringComparison.Ordinal);
        Assert.Equal(rendered, site.Cluster.Calls.Of("ICommentThreadGrain.ReadPageAsync", thread));
    }

    private async Task<HttpResponseMessage> UntilCodedAsync(string path, string coding)
    {
        // The first who ask get it uncompressed: nobody waits for the compression.
        for (var attempt = 0; ; attempt++)
        {
            var answer = await SendAsync(path, coding);
            if (coding == "identity" || answer.Content.Headers.ContentEncoding.Contains(coding)) return answer;
            Assert.Empty(answer.Content.Headers.ContentEncoding);
            Assert.True(attempt < 1_000, $"{coding} was never made.");
            answer.Dispose();
            await Task.Yield();
        }
    }

    private async Task<HttpResponseMessage> SendAsync(string path, string coding, string? known = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { "Accept-Encoding", coding } } };
        if (known is not null) request.Headers.Add("If-None-Match", known);
        return await site.NewBrowser().SendAsync(request, Cancel);
    }
}
