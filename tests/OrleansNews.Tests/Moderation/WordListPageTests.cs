using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using AngleSharp.Html.Parser;
using OrleansNews.Accounts;
using OrleansNews.Articles;
using OrleansNews.Comments;
using OrleansNews.Comments.Threads;

namespace OrleansNews.Moderation;

/// <summary>The two lists of words against what comes over HTTP: each field that WordPress looks at, what becomes of the comment, and the reason that moderators read.</summary>
public sealed class WordListPageTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    // What is listed, who is found by it, and what is listed that finds nobody.
    private static readonly (string Listed, Func<Sent, Sent> Guilty, string Elsewhere)[] Fields =
    [
        ("casino", sent => sent with { Text = $"{sent.Text}: the Casino!" }, "casin"),
        ("croupier", sent => sent with { Author = "Carl Croupier" }, "croup"),
        ("carl@bets.example", sent => sent with { Email = "Carl@bets.example" }, "arl@bets.example"),
        ("bets.example", sent => sent with { Email = "anybody@bets.example" }, "bet.example"),
        ("roulette.example", sent => sent with { Url = "https://www.roulette.example/play" }, "oulette.example"),
        ("127.0.0.1", sent => sent, "127.0.0.2"),
        ("127.0.*", sent => sent, "127.1.*"),
        ("PillBot/3", sent => sent with { Agent = "Mozilla/5.0 (compatible; pillbot/3.1)" }, "PillBot/4"),
    ];

    public static TheoryData<string> Addresses => ["/comments", "/wp-comments-post.php", "/api"];

    [Theory]
    [MemberData(nameof(Addresses))]
    public async Task ModerationWord_InAnyField_Holds_AndTheDeskSaysWhichWord(string address)
    {
        await using var site = await StartAsync();
        using var desk = await site.SignedInAsync("mo");
        foreach (var (listed, guilty, elsewhere) in Fields)
        {
            await site.DiscussAsync(discussion => discussion with { ModerationWords = ["unheard-of", listed], DisallowedWords = [] });
            await AssertStandsAsync(site, desk, await SendAsync(site, address, guilty(New())), CommentStatus.Held, "held", $"The word “{listed}”");

            await site.DiscussAsync(discussion => discussion with { ModerationWords = [elsewhere] });
            await AssertStandsAsync(site, desk, await SendAsync(site, address, guilty(New())), CommentStatus.Approved, "all", "");
        }
    }

    [Theory]
    [MemberData(nameof(Addresses))]
    public async Task DisallowedWord_InAnyField_SendsToTheTrash_AndTheDeskSaysWhichWord(string address)
    {
        await using var site = await StartAsync();
        using var desk = await site.SignedInAsync("mo");
        foreach (var (listed, guilty, elsewhere) in Fields)
        {
            // What is on both lists is in the trash.
            await site.DiscussAsync(discussion => discussion with { ModerationWords = [listed], DisallowedWords = ["unheard-of", listed] });
            await AssertStandsAsync(site, desk, await SendAsync(site, address, guilty(New())), CommentStatus.Trash, "trash", $"The disallowed word “{listed}”");

            await site.DiscussAsync(discussion => discussion with { ModerationWords = [], DisallowedWords = [elsewhere] });
            await AssertStandsAsync(site, desk, await SendAsync(site, address, guilty(New())), CommentStatus.Approved, "all", "");
        }
    }

    private static async Task<SignInSite> StartAsync()
    {
        var site = await SignInSite.StartAsync(1000);
        await site.CreateAsync("mo", Role.Moderator);
        await site.DiscussAsync(discussion => discussion with { MaxLinks = 0 });
        return site;
    }

    private static Sent New() => new($"Letter {Guid.NewGuid():N}", "Ada", $"ada-{Guid.NewGuid():N}@example.org", "", "Mozilla/5.0");

    private static async Task<CommentId> SendAsync(SignInSite site, string address, Sent sent)
    {
        var story = await site.PublishAsync(Stories.Harbour.Unique());
        using var browser = site.NewBrowser();
        using var request = address == "/api"
            ? new HttpRequestMessage(HttpMethod.Post, $"/api/articles/{story.Id}/comments") { Content = JsonContent.Create(new { author = sent.Author, email = sent.Email, url = sent.Url, text = sent.Text }) }
            : new HttpRequestMessage(HttpMethod.Post, address)
            {
                Content = new FormUrlEncodedContent(new Dictionary<string, string>
                {
                    ["author"] = sent.Author, ["email"] = sent.Email, ["url"] = sent.Url, ["comment"] = sent.Text, ["comment_post_ID"] = story.Id.ToString(), ["comment_parent"] = "0",
                }),
            };
        Assert.True(request.Headers.TryAddWithoutValidation("User-Agent", sent.Agent));
        using var answer = await browser.SendAsync(request, Cancel);
        if (address == "/api") return new((await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("id").GetInt64());
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.True(CommentId.TryParse(answer.Headers.Location!.ToString().Split("#comment-")[1], out var id));
        return id;
    }

    private static async Task AssertStandsAsync(SignInSite site, HttpClient desk, CommentId id, CommentStatus status, string queue, string reason)
    {
        var comment = (await site.Grains.GetGrain<ICommentThreadGrain>(id.Article.Value).ReadForModeratorsAsync([id], Posts.Moderator))!.Value.Single();
        Assert.Equal(status, comment.View.Status);
        Assert.Equal(status == CommentStatus.Approved, comment.Reason.Length == 0);
        var row = new HtmlParser().ParseDocument(await desk.GetStringAsync($"/newsroom/comments?queue={queue}&story={id.Article}", Cancel)).QuerySelector($"#row-{id} .desk-why")!;
        Assert.Contains(reason, row.TextContent, StringComparison.Ordinal);
        if (reason.Length == 0) return;
        var page = new HtmlParser().ParseDocument(await desk.GetStringAsync($"/newsroom/comments/{id}", Cancel));
        Assert.Equal(reason, page.QuerySelector("section[aria-labelledby=decisions-title] li strong")!.TextContent);
    }

    private sealed record Sent(string Text, string Author, string Email, string Url, string Agent);
}
