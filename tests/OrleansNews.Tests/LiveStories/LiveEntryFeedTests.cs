using System.Net;
using System.Text.Json;
using OrleansNews.Articles;
using OrleansNews.Live;

namespace OrleansNews.LiveStories;

/// <summary>Entries in the live feed: each reaches whoever follows, and whoever was away asks for what they lack.</summary>
public sealed class LiveEntryFeedTests(LiveSite site) : IClassFixture<LiveSite>
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Entry_ArrivesAsItsElement_AfterTheVersionBeforeIt()
    {
        var (article, live, _) = await site.Grains.LiveStoryAsync();
        await live.AddedAsync("One.");
        await using var feed = await FollowAsync(article);
        // A page may be older than the feed: the greeting is the version, and the page asks.
        var greeting = Data(await feed.NextAsync("entries"));
        Assert.Equal((1L, false), (greeting.GetProperty("version").GetInt64(), greeting.TryGetProperty("entries", out _)));

        await live.AddedAsync("Two <&>.", "Second");
        var added = Data(await feed.NextAsync("entries"));
        Assert.Equal((2L, 1L, true), (Number(added, "version"), Number(added, "from"), added.GetProperty("complete").GetBoolean()));
        var entry = Assert.Single(added.GetProperty("entries").EnumerateArray());
        Assert.Equal(2, Number(entry, "id"));
        Assert.Contains("id=\"live-entry-2\"", entry.GetProperty("html").GetString(), StringComparison.Ordinal);
        Assert.Contains("<h3 class=\"live-entry-title\" dir=\"auto\">Second</h3>", entry.GetProperty("html").GetString(), StringComparison.Ordinal);

        await live.PinAsync(new(1, true, Stories.Author));
        var pinned = Data(await feed.NextAsync("entries"));
        Assert.Equal("[1]", pinned.GetProperty("pinned").GetRawText());
        await live.WithdrawAsync(new(2, "", Stories.Author));
        var withdrawn = Data(await feed.NextAsync("entries"));
        Assert.Equal("[{\"id\":2}]", withdrawn.GetProperty("entries").GetRawText());
        await live.EndAsync(new(true, Stories.Author));
        Assert.True(Data(await feed.NextAsync("entries")).GetProperty("ended").GetBoolean());
    }

    [Fact]
    public async Task WhoeverFollowsAndAsks_LosesNoEntry_AndHasNoneThatWasWithdrawn()
    {
        var (article, live, _) = await site.Grains.LiveStoryAsync();
        await using var feed = await FollowAsync(article);
        var (shown, version, random) = (new HashSet<long>(), 0L, new Random(11));
        var writing = WriteAsync();

        // A page that misses every third frame, as one that was away does, and asks at the end, as one that comes back does.
        var next = feed.NextAsync("entries");
        for (var frames = 0; await Task.WhenAny(next, writing) == next; frames++)
        {
            var update = Data(await next);
            next = feed.NextAsync("entries");
            if (frames % 3 == 2 || Number(update, "version") <= version) continue;
            if (!update.TryGetProperty("from", out var from) || from.GetInt64() > version) update = await AskAsync(article, version);
            await TakeAsync(update);
        }

        await writing;
        while (version < 80) await TakeAsync(await AskAsync(article, version));
        var expected = (await live.ReadAsync(new(true, 0, 100)))!;
        Assert.Equal(80, expected.Story.Version);
        Assert.Equal(expected.Items.Select(entry => entry.Number), shown.Order());

        async Task TakeAsync(JsonElement update)
        {
            if (!update.GetProperty("complete").GetBoolean())
            {
                // Where the writer was much faster, too much has changed: a page reads itself again.
                var page = (await live.ReadAsync(new(true, 0, 100)))!;
                shown.Clear();
                shown.UnionWith(page.Items.Select(static entry => entry.Number));
                version = page.Story.Version;
                return;
            }

            foreach (var entry in update.GetProperty("entries").EnumerateArray())
            {
                if (entry.TryGetProperty("html", out _)) shown.Add(Number(entry, "id"));
                else shown.Remove(Number(entry, "id"));
            }

            version = Number(update, "version");
        }

        async Task WriteAsync()
        {
            for (var done = 0; done < 80; done++)
            {
                var page = (await live.ReadAsync(new(false, 0, 100)))!;
                if (done % 4 == 3) await live.WithdrawAsync(new(page.Items[random.Next(page.Items.Length)].Number, "", Stories.Author));
                else await live.AddedAsync($"Entry {done}.");
            }
        }
    }

    [Fact]
    public async Task Changes_OfWhatReadersDoNotSee_AreAskedForInVain()
    {
        var (article, live, saved) = await site.Grains.LiveStoryAsync();
        await live.AddedAsync("Secret rumour.");
        Assert.Equal(1, Number(await AskAsync(article, 0), "version"));
        var plain = await site.PublishAsync(Stories.Harbour.Unique());
        var draft = await site.Grains.NewArticleAsync();
        await draft.SaveDraftAsync(new(LiveStoryFixtures.ElectionNight, 0, Stories.Author));

        await article.WithdrawAsync(new(saved.Version, Stories.Author));

        foreach (var id in new[] { article.Id(), plain.Id, draft.Id(), new ArticleId(1_999_999_999) })
        {
            using var answer = await site.NewBrowser().GetAsync($"/api/articles/{id}/entries", Cancel);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
            Assert.DoesNotContain("rumour", await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task StoryWithoutEntries_SaysNothingOfThem()
    {
        var story = await site.PublishAsync(Stories.Harbour.Unique());
        await using var feed = await LiveClient.OpenAsync(site.NewBrowser(), $"/api/articles/{story.Id}/live", null, Cancel);
        await feed.NextAsync("count");
        await site.CommentAsync(story, "Ada", "One.");
        Assert.Equal("comment", (await feed.NextAsync("comment", "entries")).Name);
    }

    private async Task<JsonElement> AskAsync(IArticleGrain article, long after) =>
        JsonDocument.Parse(await site.NewBrowser().GetStringAsync($"/api/articles/{article.Id()}/entries?after={after}", Cancel)).RootElement;

    private Task<LiveClient> FollowAsync(IArticleGrain article) => LiveClient.OpenAsync(site.NewBrowser(), $"/api/articles/{article.Id()}/live", null, Cancel);

    private static JsonElement Data(ServerSentEvent state) => JsonDocument.Parse(state.Data).RootElement;

    private static long Number(JsonElement element, string name) => element.GetProperty(name).GetInt64();
}
