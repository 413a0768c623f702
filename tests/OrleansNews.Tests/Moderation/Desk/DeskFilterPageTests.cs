using System.Net;
using System.Net.Http.Json;
using AngleSharp.Html.Parser;
using OrleansNews.Accounts;
using OrleansNews.Articles;
using OrleansNews.Cluster;
using OrleansNews.Comments;
using OrleansNews.Comments.Threads;

namespace OrleansNews.Moderation;

/// <summary>The filters of the desk as they stand in addresses: what the page shows is what the API finds.</summary>
public sealed class DeskFilterPageTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Filters_InTheAddress_FindTheSameOnThePageAndByTheApi_AloneTogetherAndSpoiled()
    {
        await using var site = await SignInSite.StartAsync(1000);
        await site.CreateAsync("mo", Role.Moderator);
        await site.DiscussAsync(discussion => discussion with { Moderation = Site.ModerationMode.All, MaxLinks = 0 });
        var (story, other) = (await site.PublishAsync(Stories.Harbour.Unique()), await site.PublishAsync(Stories.Harbour.Unique()));
        var link = (await site.CommentAsync(story, "ann", "See https://example.org/tide", address: "198.51.100.8")).Id;
        var plain = (await site.CommentAsync(story, "ann", "The tide again", address: "198.51.100.80")).Id;
        var bea = (await site.CommentAsync(story, "bea", "Nothing of the kind, https://example.org/", address: "2001:db8::8")).Id;
        var elsewhere = (await site.CommentAsync(other, "ann", "Tide, elsewhere", address: "198.51.100.8")).Id;
        var answered = (await site.CommentAsync(story, "cy", "A question", address: "203.0.113.1")).Id;
        var grain = site.Grains.GetGrain<IModerationDeskGrain>(0);
        await grain.DecideAsync(new([answered], Decision.Approve, null, ""), Posts.Moderator);
        var reply = (await site.CommentAsync(story, "dot", "An answer", answered, address: "203.0.113.2")).Id;
        await grain.DecideAsync(new([reply], Decision.Approve, null, ""), Posts.Moderator);
        await Waits.UntilAsync(async () => await grain.CountAsync(Posts.Moderator) is { Held: 4, All: 6 }, "The queues never hear of all comments.");
        var person = (await grain.FindAsync(link, Posts.Moderator))!.Items[0].Comment.Commenter;
        using var desk = await site.SignedInAsync("mo");

        await FindsAsync("", [elsewhere, bea, plain, link]);
        await FindsAsync($"person={person}", [elsewhere, plain, link]);
        await FindsAsync("address=198.51.100.8", [elsewhere, link]);
        await FindsAsync("address=198.51.100.", [elsewhere, plain, link]);
        await FindsAsync("address=2001:0DB8:0:0:0:0:0:8", [bea]);
        await FindsAsync("links=1", [bea, link]);
        await FindsAsync("s=TIDE", [elsewhere, plain, link]);
        await FindsAsync("s=bea@example.org", [bea]);
        await FindsAsync("queue=all&unanswered=1", [reply, elsewhere, bea, plain, link]);

        // Together they narrow.
        await FindsAsync($"person={person}&links=1", [link]);
        await FindsAsync($"person={person}&story={story.Id}&s=tide", [plain, link]);
        await FindsAsync($"person={person}&address=198.51.100.8&links=1&unanswered=1&s=tide&story={story.Id}", [link]);
        await FindsAsync("queue=all&unanswered=1&s=answer", [reply]);
        await FindsAsync($"person={person}&address=203.0.113.1", []);

        // What nobody can mean is left out; what can be meant and is not there finds nothing.
        await FindsAsync("queue=none&person=ann&links=yes&unanswered=true&story=none&before=none", [elsewhere, bea, plain, link]);
        await FindsAsync($"person={new string('0', 64)}", []);
        await FindsAsync("address=198.51.100", []);
        await FindsAsync("story=999999", []);
        await FindsAsync($"s={new string('x', 4_000)}", []);
        await FindsAsync("s=%22%27%3Cscript%3E", []);
        await FindsAsync($"s={new string('x', 199)}%F0%9F%9A%A2", []);
        await FindsAsync("s=%ED%A0%BD", []);

        // A silo that does not know the question of the API yet answers that of the page.
        site.Cluster.Calls.Instead = call => ClientCalls.NameOf(call) == "IModerationDeskGrain.FindNextAsync" ? throw ForgetfulSilo.NoSuchMessage() : call.Invoke();
        await FindsAsync($"person={person}&links=1", [link]);
        await FindsAsync("queue=all&unanswered=1", [reply, elsewhere, bea, plain, link]);

        // Whoever may not moderate learns nothing by them.
        await site.CreateAsync("al", Role.Author);
        using var author = await site.SignedInAsync("al");
        using var stranger = site.NewBrowser();
        foreach (var query in new[] { $"person={person}", "address=198.51.100.", "links=1", "unanswered=1&queue=all", "s=tide" })
        {
            using var page = await author.GetAsync($"/newsroom/comments?{query}", Cancel);
            Assert.Equal(HttpStatusCode.Forbidden, page.StatusCode);
            Assert.DoesNotContain("198.51.100", await page.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
            Assert.Equal(HttpStatusCode.Forbidden, (await author.PostAsJsonAsync("/api/moderation/found", new DeskQueryInput(query, null), Cancel)).StatusCode);
            Assert.Equal(HttpStatusCode.Redirect, (await stranger.GetAsync($"/newsroom/comments?{query}", Cancel)).StatusCode);
            Assert.Equal(HttpStatusCode.Unauthorized, (await stranger.PostAsJsonAsync("/api/moderation/found", new DeskQueryInput(query, null), Cancel)).StatusCode);
        }

        async Task FindsAsync(string query, CommentId[] expected)
        {
            var page = new HtmlParser().ParseDocument(await desk.GetStringAsync($"/newsroom/comments?{query}", Cancel));
            Assert.Equal(expected.OrderBy(id => id.Value), page.QuerySelectorAll(".desk-row").Select(row => new CommentId(long.Parse(row.GetAttribute("data-id")!, System.Globalization.CultureInfo.InvariantCulture))).OrderBy(id => id.Value));
            using var answer = await desk.PostAsJsonAsync("/api/moderation/found", new DeskQueryInput(query, null), Cancel);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            var found = (await answer.Content.ReadFromJsonAsync<DeskFoundOutput>(Cancel))!;
            Assert.Equal((null, 0), (found.Next, found.Unreachable));
            Assert.Equal(expected.OrderBy(id => id.Value), found.Found.SelectMany(some => some.Value).Select(id => new CommentId(id)).OrderBy(id => id.Value));
            Assert.Equal(expected.Where(id => id == reply).Select(id => id.Value), found.Found.GetValueOrDefault("approved", []));
        }
    }
}
