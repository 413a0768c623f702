using System.Net;
using System.Text.RegularExpressions;
using Orleans.Runtime;
using OrleansNews.Articles;
using OrleansNews.Cluster;
using OrleansNews.Site;
using static OrleansNews.Comments.ReaderForms;

namespace OrleansNews.Comments;

/// <summary>The comment form, sent by a browser without a script.</summary>
public class CommentFormTests(NewsSite site) : IClassFixture<NewsSite>
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/comments")]
    [InlineData("/wp-comments-post.php")]
    public async Task Form_FilledIn_LeadsToTheComment(string address)
    {
        var story = await site.PublishAsync(Stories.Harbour.Unique());
        using var browser = site.NewBrowser();
        using var answer = await browser.PostAsync(address, Form(story, "Ada", "It was **not** raining.\n\nI was there."), Cancel);

        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        var location = answer.Headers.Location!.ToString();
        Assert.Matches($"^{Regex.Escape(story.Path)}\\?written=[\\w-]+#comment-[0-9]+$", location);
        var page = await browser.GetStringAsync(location, Cancel);
        Assert.Contains($"<li id=\"{location[(location.IndexOf('#') + 1)..]}\"", page, StringComparison.Ordinal);
        Assert.Contains("I was there.", page, StringComparison.Ordinal);
        // This newspaper has no mail server.
        Assert.DoesNotContain("notify_replies", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Form_SentTwice_MakesOneComment()
    {
        var story = await site.PublishAsync(Stories.Harbour.Unique());
        using var browser = site.NewBrowser();
        using var first = await browser.PostAsync("/comments", Form(story, "Ada", "Only once."), Cancel);
        using var second = await browser.PostAsync("/comments", Form(story, "Ada", "Only once."), Cancel);

        Assert.Equal(HttpStatusCode.SeeOther, second.StatusCode);
        // The proof in the address is another one each time.
        Assert.Equal(first.Headers.Location!.ToString().Split('#')[1], second.Headers.Location!.ToString().Split('#')[1]);
        Assert.Contains("One response to", await browser.GetStringAsync(story.Path, Cancel), StringComparison.Ordinal);
    }

    /// <summary>A silo that stops is a gateway until the last, and turns down what comes before the front end knows of another.</summary>
    [Fact]
    public async Task Form_ThatAStoppingGatewayTurnsDownForAMoment_MakesOneComment()
    {
        var story = await site.PublishAsync(Stories.Harbour.Unique());
        using var browser = site.NewBrowser();
        var asked = 0;
        site.Cluster.Calls.Instead = call => ClientCalls.NameOf(call) == "ICommentIntakeGrain.SubmitAsync" && Interlocked.Increment(ref asked) <= 3 ? throw new SiloUnavailableException() : call.Invoke();
        try
        {
            using var answer = await browser.PostAsync("/comments", Form(story, "Ada", "While it stops."), Cancel);
            Assert.Equal((HttpStatusCode.SeeOther, 4), (answer.StatusCode, asked));
        }
        finally
        {
            site.Cluster.Calls.Instead = null;
        }

        Assert.Contains("One response to", await browser.GetStringAsync(story.Path, Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Form_SaidAgainUnderAnotherId_IsADuplicate()
    {
        var story = await site.PublishAsync(Stories.Harbour.Unique());
        using var browser = site.NewBrowser();
        using var first = await browser.PostAsync("/comments", Form(story, "Ada", "Said before.", ("submission_id", "one")), Cancel);
        using var second = await browser.PostAsync("/comments", Form(story, "Ada", "Said before.", ("submission_id", "two")), Cancel);

        Assert.Equal(HttpStatusCode.Conflict, second.StatusCode);
        var page = await second.Content.ReadAsStringAsync(Cancel);
        Assert.Contains("Duplicate comment detected; it looks as though you’ve already said that!", page, StringComparison.Ordinal);
        Assert.Contains("Said before.</textarea>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Form_WithMissingFields_ComesBackFilledInWithMessages()
    {
        var story = await site.PublishAsync(Stories.Harbour.Unique());
        using var answer = await site.NewBrowser().PostAsync("/comments", Form(story, "", "Kept & <typed>", ("email", "nobody")), Cancel);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var page = await answer.Content.ReadAsStringAsync(Cancel);
        Assert.Contains("Kept &amp; &lt;typed&gt;</textarea>", page, StringComparison.Ordinal);
        Assert.Contains("value=\"nobody\"", page, StringComparison.Ordinal);
        Assert.Contains("id=\"author-error\"", page, StringComparison.Ordinal);
        Assert.Contains("role=\"alert\"", page, StringComparison.Ordinal);
        Assert.Contains("No responses yet", await site.NewBrowser().GetStringAsync(story.Path, Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Form_OnAClosedThread_IsRefusedInWordPresssWords()
    {
        var story = await site.PublishAsync(Stories.Harbour.Unique() with { CommentsOpen = false });
        using var answer = await site.NewBrowser().PostAsync("/comments", Form(story, "Ada", "Too late."), Cancel);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        var page = await answer.Content.ReadAsStringAsync(Cancel);
        Assert.Contains("Sorry, comments are closed for this item.", page, StringComparison.Ordinal);
        Assert.Contains("Too late.</textarea>", page, StringComparison.Ordinal);
        Assert.Contains("Comments are closed.", await site.NewBrowser().GetStringAsync(story.Path, Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Form_FromAnotherSite_IsRefused()
    {
        var story = await site.PublishAsync(Stories.Harbour.Unique());
        foreach (var (name, value) in new[] { ("Sec-Fetch-Site", "cross-site"), ("Origin", "https://evil.example"), ("Origin", "null") })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/comments") { Content = Form(story, "Ada", "Forged.") };
            request.Headers.Add(name, value);
            using var answer = await site.NewBrowser().SendAsync(request, Cancel);
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        }

        Assert.Contains("No responses yet", await site.NewBrowser().GetStringAsync(story.Path, Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Form_WithAnIdThatIsTaken_ComesBackWithoutItAndCanBeSentAgain()
    {
        var story = await site.PublishAsync(Stories.Harbour.Unique());
        using var browser = site.NewBrowser();
        using var first = await browser.PostAsync("/comments", Form(story, "Ada", "The first.", ("submission_id", "taken")), Cancel);
        using var second = await browser.PostAsync("/comments", Form(story, "Ada", "The second.", ("submission_id", "taken")), Cancel);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, second.StatusCode);
        var page = await second.Content.ReadAsStringAsync(Cancel);
        Assert.Contains("The second.</textarea>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("submission_id", page, StringComparison.Ordinal);
        using var again = await browser.PostAsync("/comments", Form(story, "Ada", "The second."), Cancel);
        Assert.Equal(HttpStatusCode.SeeOther, again.StatusCode);
    }

    [Fact]
    public async Task Cookie_OfTheBrowser_OutlivesItWithConsentAlone()
    {
        var story = await site.PublishAsync(Stories.Harbour.Unique());
        using var browser = site.NewBrowser();
        Assert.DoesNotContain("max-age", await SentAsync("Silent."), StringComparison.OrdinalIgnoreCase);
        Assert.Contains("max-age=34560000", await SentAsync("Consenting.", ("wp-comment-cookies-consent", "yes")), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("max-age", await SentAsync("Taken back."), StringComparison.OrdinalIgnoreCase);

        async Task<string> SentAsync(string text, params (string Name, string Value)[] more)
        {
            using var answer = await browser.PostAsync("/comments", Form(story, "Ada", text, more), Cancel);
            Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
            return Assert.Single(answer.Headers.GetValues("Set-Cookie"), cookie => cookie.StartsWith(BrowserIdentity.CookieName, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Address_OfTheForm_IsNoPage()
    {
        foreach (var address in new[] { "/comments", "/wp-comments-post.php" })
        {
            using var answer = await site.NewBrowser().GetAsync(address, Cancel);
            Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
            Assert.Equal(["POST"], answer.Content.Headers.Allow);
        }
    }

    [Fact]
    public async Task Cookies_OfTheCommenter_AreSetWithConsentAlone()
    {
        var story = await site.PublishAsync(Stories.Harbour.Unique());
        using var silent = await site.NewBrowser().PostAsync("/comments", Form(story, "Ada", "Do not remember me."), Cancel);
        Assert.DoesNotContain(silent.Headers.GetValues("Set-Cookie"), cookie => cookie.StartsWith("comment_author", StringComparison.Ordinal));

        using var consenting = await site.NewBrowser().PostAsync("/comments", Form(story, "Bo", "Remember me.", ("wp-comment-cookies-consent", "yes")), Cancel);
        var cookies = consenting.Headers.GetValues("Set-Cookie").ToList();
        Assert.Contains(cookies, cookie => cookie.StartsWith("comment_author=Bo;", StringComparison.Ordinal));
        Assert.Contains(cookies, cookie => cookie.StartsWith(BrowserIdentity.CookieName, StringComparison.Ordinal) && cookie.Contains("httponly", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Link_OfAReplyThatItsPageHasNoRoomFor_LeadsToAPageThatShowsIt()
    {
        var story = await site.PublishAsync(Stories.Harbour.Unique());
        var root = await site.CommentAsync(story, "Ada", "What do you think?");
        var replies = await Task.WhenAll(Enumerable.Range(1, 520).Select(n => site.CommentAsync(story, "Bo", $"Answer {n}", root.Id)));
        var last = replies.MaxBy(reply => reply.Id.Number)!;

        using var browser = site.NewBrowser();
        Assert.DoesNotContain($"id=\"comment-{last.Id}\"", await browser.GetStringAsync(story.Path, Cancel), StringComparison.Ordinal);
        using var link = await browser.GetAsync($"/comments/{last.Id}", Cancel);
        Assert.EndsWith($"#comment-{last.Id}", link.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Contains($"id=\"comment-{last.Id}\"", await browser.GetStringAsync(link.Headers.Location, Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Link_OfAComment_LeadsToThePageThatShowsIt()
    {
        var story = await site.PublishAsync(Stories.Harbour.Unique());
        var first = await site.CommentAsync(story, "Ada", "Number 1");
        var size = (await site.Grains.GetGrain<ISiteGrain>(0).GetAsync(0))!.Discussion.CommentsPerPage;
        CommentPosted last = first;
        for (var i = 2; i <= size + 1; i++) last = await site.CommentAsync(story, "Ada", $"Number {i}");

        using var browser = site.NewBrowser();
        using var old = await browser.GetAsync($"/comments/{first.Id}", Cancel);
        Assert.Equal($"{story.Path}comment-page-1/#comment-{first.Id}", old.Headers.Location!.ToString());
        using var recent = await browser.GetAsync($"/comments/{last.Id}", Cancel);
        Assert.Equal($"{story.Path}#comment-{last.Id}", recent.Headers.Location!.ToString());
        Assert.Contains($"id=\"comment-{first.Id}\"", await browser.GetStringAsync($"{story.Path}comment-page-1/", Cancel), StringComparison.Ordinal);
        using var beyond = await browser.GetAsync($"{story.Path}comment-page-3/", Cancel);
        Assert.Equal(HttpStatusCode.NotFound, beyond.StatusCode);
    }
}
