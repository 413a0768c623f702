using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using OrleansNews.Accounts;
using OrleansNews.Articles;
using OrleansNews.Cluster;

namespace OrleansNews.Comments;

/// <summary>Every refusal of a comment, as a browser and as a program gets it: the status and WordPress's words, exactly.</summary>
public sealed class CommentRefusalTests(NewsSite site) : IClassFixture<NewsSite>, IAsyncLifetime
{
    private const string Closed = "Sorry, comments are closed for this item.";
    private const string LoginRequired = "Sorry, you must be logged in to comment.";
    private const string NoParent = "Sorry, replies to unapproved comments are not allowed.";
    private const string Duplicate = "Duplicate comment detected; it looks as though you’ve already said that!";
    private const string Suspended = "Sorry, you are not allowed to comment at the moment.";
    private const string TooQuickly = "You are posting comments too quickly. Slow down.";
    private static readonly Typed Nothing = new("") { Author = "", Email = "" };
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    // The rules are the whole newspaper's: each test leaves those that it found.
    public async ValueTask DisposeAsync() => await site.DiscussAsync(discussion => discussion with { FloodSeconds = 0, RequireLogin = false });

    [Theory]
    [InlineData(true, 15)]
    [InlineData(false, 15)]
    [InlineData(true, 60)]
    [InlineData(false, 60)]
    public async Task Comment_TooSoonAfterAnother_IsTooQuick(bool form, int seconds)
    {
        await site.DiscussAsync(discussion => discussion with { FloodSeconds = seconds });
        var story = await site.PublishAsync(Stories.Harbour.Unique());
        // Earlier tests came from the same network address.
        site.Cluster.Time.Advance(TimeSpan.FromSeconds(61));
        Assert.Null((await SendAsync(form, story, new("The first."))).Refused);

        // By email, by address: the second is another person in the same place.
        await RequireRefusalAsync(form, story, new("The second."), HttpStatusCode.TooManyRequests, TooQuickly, retryAfter: seconds);
        await RequireRefusalAsync(form, story, new("The third.") { Author = "Bo", Email = "bo@example.org" }, HttpStatusCode.TooManyRequests, TooQuickly, retryAfter: seconds);
        // WordPress looks for duplicates first.
        await RequireRefusalAsync(form, story, new("The first.") { Url = "https://ada.example/" }, HttpStatusCode.Conflict, Duplicate);

        site.Cluster.Time.Advance(TimeSpan.FromSeconds(seconds));
        Assert.Null((await SendAsync(form, story, new("The fourth."))).Refused);
    }

    [Fact]
    public async Task Moderator_IsNeverTooQuick_AndAnAuthorIs()
    {
        await site.DiscussAsync(discussion => discussion with { FloodSeconds = 15 });
        var story = await site.PublishAsync(Stories.Harbour.Unique());

        foreach (var text in new[] { "One.", "Two.", "Three." }) Assert.IsType<CommentPosted>(await SubmitAsync(new("mo", "Mo", Role.Moderator), text));
        Assert.IsType<CommentPosted>(await SubmitAsync(new("al", "Al", Role.Author), "Four."));
        Assert.Equal(CommentRefusal.TooQuickly, Assert.IsType<CommentRefused>(await SubmitAsync(new("al", "Al", Role.Author), "Five.")).Reason);

        Task<PostCommentResult> SubmitAsync(Actor staff, string text) => site.Grains.GetGrain<ICommentIntakeGrain>(0).SubmitAsync(new()
        {
            Article = story.Id, Submission = SubmissionId.FromKey(Guid.NewGuid().ToString()), Author = staff.Name, Email = $"{staff.Login}@example.org", Text = text, Staff = staff,
        });
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Comment_SaidBefore_IsADuplicate(bool form)
    {
        var story = await site.PublishAsync(Stories.Harbour.Unique());
        Assert.Null((await SendAsync(form, story, new("Said once."))).Refused);

        await RequireRefusalAsync(form, story, new("Said once.") { Url = "https://ada.example/" }, HttpStatusCode.Conflict, Duplicate);
        // Name or email: either is the same person.
        await RequireRefusalAsync(form, story, new("Said once.") { Email = "another@example.org" }, HttpStatusCode.Conflict, Duplicate);
        await RequireRefusalAsync(form, story, new("Said once.") { Author = "Bo" }, HttpStatusCode.Conflict, Duplicate);
        Assert.Null((await SendAsync(form, story, new("Said once.") { Author = "Bo", Email = "bo@example.org" })).Refused);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Comment_OnAClosedStory_IsForbidden(bool form)
    {
        var story = await site.PublishAsync(Stories.Harbour.Unique() with { CommentsOpen = false });
        await RequireRefusalAsync(form, story, new("Too late."), HttpStatusCode.Forbidden, Closed);
        await RequireRefusalAsync(form, story, Nothing, HttpStatusCode.Forbidden, Closed);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Comment_InAConversationThatAModeratorClosed_IsForbidden_HoweverItIsFilledIn(bool form)
    {
        var story = await site.PublishAsync(Stories.Harbour.Unique());
        var first = await site.CommentAsync(story, "Ada", "In time.");
        var thread = site.Grains.GetGrain<ICommentThreadGrain>(story.Id.Value);
        Assert.True((await thread.SetOpenAsync(false, Actor.System)).Done);

        Typed[] comments = [new("Too late."), Nothing, new("<b></b>"), Nothing with { Parent = first.Id.Value }];
        foreach (var comment in comments) await RequireRefusalAsync(form, story, comment, HttpStatusCode.Forbidden, Closed);

        Assert.True((await thread.SetOpenAsync(true, Actor.System)).Done);
        Assert.Null((await SendAsync(form, story, new("In time again."))).Refused);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Comment_OfAStranger_WhereALoginIsRequired_IsForbidden(bool form)
    {
        await site.DiscussAsync(discussion => discussion with { RequireLogin = true });
        var story = await site.PublishAsync(Stories.Harbour.Unique());
        await RequireRefusalAsync(form, story, new("Who am I?"), HttpStatusCode.Forbidden, LoginRequired);
        await RequireRefusalAsync(form, story, Nothing, HttpStatusCode.Forbidden, LoginRequired);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Comment_OfASuspendedPerson_IsForbidden_UntilThen_AndNobodyElses(bool form)
    {
        var story = await site.PublishAsync(Stories.Harbour.Unique());
        var email = $"sue-{form}@example.org";
        var posted = await SendAsync(form, story, new("Before.") { Email = email });
        Assert.Null(posted.Refused);
        var thread = site.Grains.GetGrain<ICommentThreadGrain>(story.Id.Value);
        var id = (await thread.FindByStatusAsync(CommentStatus.Approved, 0, 1, Actor.System))!.Value.Single();
        var commenter = (await thread.ReadForModeratorsAsync([id], Actor.System))!.Value.Single().Commenter;
        Assert.True(await site.Grains.GetGrain<ICommenterGrain>(commenter).SuspendAsync(site.Cluster.Time.GetUtcNow().AddHours(1), Actor.System));

        await RequireRefusalAsync(form, story, new("Meanwhile.") { Email = email }, HttpStatusCode.Forbidden, Suspended);
        // In other words and under another name, too.
        await RequireRefusalAsync(form, story, new("Meanwhile, I say.") { Email = email.ToUpperInvariant(), Author = "Sue" }, HttpStatusCode.Forbidden, Suspended);
        Assert.Null((await SendAsync(form, story, new("Somebody else.") { Email = $"tom-{form}@example.org" })).Refused);
        site.Cluster.Time.Advance(TimeSpan.FromHours(1));
        Assert.Null((await SendAsync(form, story, new("Afterwards.") { Email = email })).Refused);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Reply_ToACommentThatReadersDoNotSee_IsForbidden(bool form)
    {
        var story = await site.PublishAsync(Stories.Harbour.Unique());
        var other = await site.PublishAsync(Stories.Harbour.Unique());
        var elsewhere = await site.CommentAsync(other, "Ada", "Under another story.");
        var held = await site.CommentAsync(story, "Cy", "See https://a.example/ and https://b.example/.");
        Assert.Equal(CommentStatus.Held, held.Status);
        var trashed = await site.CommentAsync(story, "Di", "Soon gone.");
        await site.Grains.GetGrain<ICommentThreadGrain>(story.Id.Value).DecideAsync(new([trashed.Id], Decision.Trash, Actor.System, ""));

        foreach (var parent in new[] { held.Id.Value, trashed.Id.Value, elsewhere.Id.Value, trashed.Id.Value + 1000 })
        {
            await RequireRefusalAsync(form, story, new($"To {parent}.") { Parent = parent }, HttpStatusCode.Forbidden, NoParent);
            await RequireRefusalAsync(form, story, Nothing with { Parent = parent }, HttpStatusCode.Forbidden, NoParent);
        }
    }

    [Theory]
    [InlineData("author", "", "Error: Please fill the required fields.")]
    [InlineData("email", "", "Error: Please fill the required fields.")]
    [InlineData("email", "nobody", "Error: Please enter a valid email address.")]
    [InlineData("comment", "", "Error: Please type your comment text.")]
    [InlineData("comment", " \r\n\t ", "Error: Please type your comment text.")]
    [InlineData("comment", "<b></b>", "Error: Please type your comment text.")]
    [InlineData("author", "246", "Error: Your name is too long.")]
    [InlineData("email", "101", "Error: Your email address is too long.")]
    [InlineData("url", "201", "Error: Your URL is too long.")]
    [InlineData("comment", "65526", "Error: Your comment is too long.")]
    [InlineData("url", "javascript:alert(1)", "Error: Please enter a web address that begins with http:// or https://.")]
    public async Task Field_ThatIsMissingOrTooLong_IsABadRequestInItsWords(string field, string value, string text)
    {
        var story = await site.PublishAsync(Stories.Harbour.Unique());
        var typed = OfLength(field, value);
        var comment = field switch
        {
            "author" => new Typed("Kept as typed.") { Author = typed },
            "email" => new Typed("Kept as typed.") { Email = typed },
            "url" => new Typed("Kept as typed.") { Url = typed },
            _ => new Typed(typed),
        };

        foreach (var form in new[] { true, false })
        {
            using var answer = await PostAsync(form, story, comment);
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            Assert.Null(answer.Headers.RetryAfter);
            if (form)
            {
                var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Cancel));
                Assert.Contains($"<li><a href=\"#{field}\">{text}</a></li>", page, StringComparison.Ordinal);
                Assert.Contains($"<span class=\"field-error\" id=\"{field}-error\">{text}</span>", page, StringComparison.Ordinal);
                if (field != "comment") Assert.Contains("Kept as typed.</textarea>", page, StringComparison.Ordinal);
            }
            else
            {
                var problem = await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel);
                var error = Assert.Single(problem.GetProperty("errors").EnumerateObject());
                Assert.Equal(field == "comment" ? "text" : field, error.Name);
                Assert.Equal(text, Assert.Single(error.Value.EnumerateArray()).GetString());
            }
        }

        Assert.Contains("No responses yet", await site.NewBrowser().GetStringAsync(story.Path, Cancel), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("author", "245")]
    [InlineData("email", "100")]
    [InlineData("url", "200")]
    [InlineData("comment", "65525")]
    public async Task Field_AsLongAsItMayBe_IsTaken(string field, string length)
    {
        foreach (var form in new[] { true, false })
        {
            var story = await site.PublishAsync(Stories.Harbour.Unique());
            var typed = OfLength(field, length);
            var comment = field switch
            {
                "author" => new Typed("Taken.") { Author = typed },
                "email" => new Typed("Taken.") { Email = typed },
                "url" => new Typed("Taken.") { Url = typed },
                _ => new Typed(typed),
            };
            using var answer = await PostAsync(form, story, comment);
            Assert.Equal(form ? HttpStatusCode.SeeOther : HttpStatusCode.Created, answer.StatusCode);
        }
    }

    private static string OfLength(string field, string value)
    {
        if (!int.TryParse(value, out var length)) return value;
        return field switch
        {
            // Names of hosts have parts of at most 63 characters.
            "email" => "a@" + string.Concat(Enumerable.Repeat("bcdefghij.", 10))[..(length - 5)].TrimEnd('.').PadRight(length - 5, 'x') + ".de",
            "url" => "https://ada.example/".PadRight(length, 'a'),
            _ => new('a', length),
        };
    }

    private async Task RequireRefusalAsync(bool form, PublishedArticle story, Typed comment, HttpStatusCode status, string text, int? retryAfter = null)
    {
        var answer = await SendAsync(form, story, comment);
        Assert.Equal((status, text), answer.Refused);
        Assert.Equal(retryAfter, answer.RetryAfter);
    }

    private async Task<((HttpStatusCode Status, string Text)? Refused, int? RetryAfter)> SendAsync(bool form, PublishedArticle story, Typed comment)
    {
        using var answer = await PostAsync(form, story, comment);
        var retryAfter = (int?)answer.Headers.RetryAfter?.Delta?.TotalSeconds;
        if (answer.StatusCode is HttpStatusCode.SeeOther or HttpStatusCode.Created) return (null, retryAfter);
        if (!form) return ((answer.StatusCode, (await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("detail").GetString()!), retryAfter);
        const string Begin = "<p class=\"problem\" role=\"alert\">";
        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Cancel));
        var start = page.IndexOf(Begin, StringComparison.Ordinal);
        Assert.True(start >= 0, $"{answer.StatusCode}: {page}");
        return ((answer.StatusCode, page[(start + Begin.Length)..page.IndexOf("</p>", start, StringComparison.Ordinal)]), retryAfter);
    }

    private async Task<HttpResponseMessage> PostAsync(bool form, PublishedArticle story, Typed comment)
    {
        using var browser = site.NewBrowser();
        if (!form)
        {
            return await browser.PostAsJsonAsync(
                $"/api/articles/{story.Id}/comments", new { author = comment.Author, email = comment.Email, url = comment.Url, text = comment.Text, parent = comment.Parent }, Cancel);
        }

        using var fields = new FormUrlEncodedContent(
        [
            new("author", comment.Author), new("email", comment.Email), new("url", comment.Url), new("comment", comment.Text),
            new("comment_post_ID", story.Id.ToString()), new("comment_parent", $"{comment.Parent}"),
        ]);
        return await browser.PostAsync("/comments", fields, Cancel);
    }

    private sealed record Typed(string Text)
    {
        public string Author { get; init; } = "Ada";

        public string Email { get; init; } = "ada@example.org";

        public string Url { get; init; } = "";

        public long Parent { get; init; }
    }
}
