using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using OrleansNews.Articles;
using OrleansNews.Cluster;
using OrleansNews.Comments;
using OrleansNews.Comments.Threads;
using OrleansNews.Site;

namespace OrleansNews.Moderation;

/// <summary>Each discussion setting, as readers meet it on a front end that keeps its pages: not before it is changed, and two seconds after.</summary>
public sealed class DiscussionChangeTests(CachingSite site) : IClassFixture<CachingSite>
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task NewestOnTop_TurnsConversations_AndNoReplies()
    {
        var (story, ids) = await DiscussedAsync(new());
        Assert.Equal([ids[0], ids[3], ids[4], ids[1], ids[2]], IdsOf(await PageAsync(story.Path)));

        var page = await ChangedAsync(story, settings => settings with { NewestOnTop = true });

        Assert.Equal([ids[2], ids[1], ids[0], ids[3], ids[4]], IdsOf(page));
        Assert.Equal("newest", page.QuerySelector("comment-thread")!.GetAttribute("data-order"));
    }

    [Fact]
    public async Task FirstPageByDefault_IsAtTheStorysAddress_AndLinksLeadToTheOthers()
    {
        var (story, ids) = await DiscussedAsync(new() { CommentsPerPage = 1 });
        Assert.Equal([ids[2]], IdsOf(await PageAsync(story.Path)));

        var page = await ChangedAsync(story, settings => settings with { FirstPageByDefault = true });

        Assert.Equal([ids[0], ids[3], ids[4]], IdsOf(page));
        Assert.Equal($"{story.Path}comment-page-2/#comments", page.QuerySelector(".comment-pager [rel=next]")!.GetAttribute("href"));
        Assert.Equal("false", page.QuerySelector("comment-thread")!.GetAttribute("data-newest"));
        var (second, last) = (await PageAsync($"{story.Path}comment-page-2/"), await PageAsync($"{story.Path}comment-page-3/"));
        Assert.Equal($"{story.Path}#comments", second.QuerySelector(".comment-pager [rel=prev]")!.GetAttribute("href"));
        Assert.EndsWith($"{story.Path}comment-page-3/", last.QuerySelector("link[rel=canonical]")!.GetAttribute("href"), StringComparison.Ordinal);
        Assert.EndsWith(story.Path, (await PageAsync($"{story.Path}comment-page-1/")).QuerySelector("link[rel=canonical]")!.GetAttribute("href"), StringComparison.Ordinal);
        Assert.Equal([ids[2]], IdsOf(last));
        Assert.Equal($"{story.Path}#comment-{ids[0]}", await LinkOfAsync(ids[0]));
        Assert.Equal($"{story.Path}comment-page-3/#comment-{ids[2]}", await LinkOfAsync(ids[2]));
    }

    [Fact]
    public async Task BreakIntoPages_Off_ShowsAllOfThem()
    {
        var (story, ids) = await DiscussedAsync(new() { CommentsPerPage = 1 });
        Assert.NotNull((await PageAsync(story.Path)).QuerySelector(".comment-pager"));

        var page = await ChangedAsync(story, settings => settings with { BreakIntoPages = false });

        Assert.Equal(ids.Length, IdsOf(page).Length);
        Assert.Null(page.QuerySelector(".comment-pager"));
        Assert.Equal($"{story.Path}#comment-{ids[0]}", await LinkOfAsync(ids[0]));
    }

    [Fact]
    public async Task CommentsPerPage_IsHowManyConversationsAPageHas()
    {
        var (story, ids) = await DiscussedAsync(new());
        Assert.Equal(ids.Length, IdsOf(await PageAsync(story.Path)).Length);

        var page = await ChangedAsync(story, settings => settings with { CommentsPerPage = 2 });

        Assert.Equal([ids[2]], IdsOf(page));
    }

    [Fact]
    public async Task ThreadReplies_Off_IndentsNone_OffersNone_AndSaysWhatWasAnswered()
    {
        var (story, ids) = await DiscussedAsync(new());
        var before = await PageAsync(story.Path);
        Assert.Equal(2, before.QuerySelectorAll(".children").Length);
        Assert.NotNull(before.QuerySelector(".comment-reply-link"));

        var page = await ChangedAsync(story, settings => settings with { ThreadReplies = false });

        Assert.Equal(ids, IdsOf(page));
        Assert.Null(page.QuerySelector(".children"));
        Assert.Null(page.QuerySelector(".comment-reply-link"));
        Assert.Equal(2, page.QuerySelectorAll(".in-reply-to").Length);
        Assert.NotNull(page.QuerySelector("#commentform"));
        Assert.Equal("0", (await PageAsync($"{story.Path}?replytocom={ids[0]}")).QuerySelector("[name=comment_parent]")!.GetAttribute("value"));
    }

    [Fact]
    public async Task ThreadReplies_Off_TakesAnAnswerAllTheSame_AsWordPressDoes_AndKeepsWhatItAnswers()
    {
        var (story, ids) = await DiscussedAsync(new());
        await ChangedAsync(story, settings => settings with { ThreadReplies = false });

        Assert.Equal(HttpStatusCode.SeeOther, await PostAsync(story, "From a page that was open before.", parent: ids[1]));

        var flat = await PageAfterTwoSecondsAsync(story.Path);
        var answer = flat.QuerySelectorAll("li.comment").Single(comment => comment.TextContent.Contains("From a page that was open before.", StringComparison.Ordinal));
        Assert.True(answer.ParentElement!.ClassList.Contains("comment-list"));
        Assert.Equal(ids[^1], answer.PreviousElementSibling!.GetAttribute("data-id"));
        Assert.Contains("Bo", answer.QuerySelector(".in-reply-to")!.TextContent, StringComparison.Ordinal);

        var threaded = await ChangedAsync(story, settings => settings with { ThreadReplies = true });
        Assert.Equal(ids[1], threaded.GetElementById(answer.Id!)!.ParentElement!.Closest("li.comment")!.GetAttribute("data-id"));
    }

    [Fact]
    public async Task ThreadReplies_Off_CutsPagesByDate_NamesWhatStandsOnAnotherPage_AndLinksToIt()
    {
        var (story, ids) = await DiscussedAsync(new() { CommentsPerPage = 2 });
        Assert.Equal([ids[2]], IdsOf(await PageAsync(story.Path)));

        var newest = await ChangedAsync(story, settings => settings with { ThreadReplies = false });

        Assert.Equal([ids[4]], IdsOf(newest));
        Assert.Contains("Di", newest.QuerySelector(".in-reply-to")!.TextContent, StringComparison.Ordinal);
        Assert.Equal([ids[2], ids[3]], IdsOf(await PageAsync($"{story.Path}comment-page-2/")));
        Assert.Equal([ids[0], ids[1]], IdsOf(await PageAsync($"{story.Path}comment-page-1/")));
        Assert.Equal($"{story.Path}comment-page-2/#comment-{ids[3]}", await LinkOfAsync(ids[3]));
        Assert.Equal($"{story.Path}#comment-{ids[4]}", await LinkOfAsync(ids[4]));

        // What is gone leaves no gap, and names nobody.
        Assert.True(CommentId.TryParse(ids[3], out var gone));
        await site.Grains.GetGrain<IModerationDeskGrain>(0).DecideAsync(new([gone], Decision.Trash, null, ""), Posts.Moderator);
        var after = await PageAfterTwoSecondsAsync(story.Path);
        Assert.Equal([ids[2], ids[4]], IdsOf(after));
        Assert.Null(after.QuerySelector(".placeholder"));
        Assert.DoesNotContain("Di", after.QuerySelector(".in-reply-to")!.TextContent, StringComparison.Ordinal);

        Assert.Equal([ids[4], ids[2]], IdsOf(await ChangedAsync(story, settings => settings with { NewestOnTop = true })));
    }

    [Fact]
    public async Task ThreadDepth_IsHowDeepRepliesAreIndented()
    {
        var (story, _) = await DiscussedAsync(new());

        var page = await ChangedAsync(story, settings => settings with { ThreadDepth = 2 });

        Assert.Single(page.QuerySelectorAll(".children"));
        Assert.Single(page.QuerySelectorAll(".in-reply-to"));
    }

    [Fact]
    public async Task ShowAvatars_Off_LeavesThemOut_AndOnAsksNobodyForThem()
    {
        var (story, _) = await DiscussedAsync(new());
        var before = await PageAsync(story.Path);
        Assert.Equal(5, before.QuerySelectorAll(".comment-head > .monogram").Length);
        Assert.NotNull(before.QuerySelector(".latest-comments .monogram"));
        // What an avatar is here: drawn in the page, so that no reader's browser asks another host for it.
        Assert.DoesNotContain(before.QuerySelectorAll("img, image, link[rel=preconnect], link[rel=dns-prefetch]"), picture => (picture.GetAttribute("src") ?? picture.GetAttribute("href") ?? "").Contains("//", StringComparison.Ordinal));

        var page = await ChangedAsync(story, settings => settings with { ShowAvatars = false });

        Assert.Null(page.QuerySelector(".monogram"));
        Assert.NotNull(page.QuerySelector(".latest-comments li"));
    }

    [Fact]
    public async Task CloseAfterDays_ClosesWhatIsOlder()
    {
        var (story, ids) = await DiscussedAsync(new());
        Assert.Equal(HttpStatusCode.SeeOther, await PostAsync(story, "Before it closes."));
        site.Cluster.Time.Advance(TimeSpan.FromDays(2));

        var page = await ChangedAsync(story, settings => settings with { CloseAfterDays = 1 });

        Assert.Null(page.QuerySelector("#commentform"));
        Assert.Null(page.QuerySelector(".comment-reply-link"));
        Assert.NotNull(page.QuerySelector(".no-comments"));
        Assert.Equal(ids.Length + 1, IdsOf(page).Length);
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(story, "Too late."));
        var younger = await site.PublishAsync(Stories.Harbour.Unique());
        Assert.Equal(HttpStatusCode.SeeOther, await PostAsync(younger, "In time."));
    }

    [Fact]
    public async Task RequireNameAndEmail_Off_TakesCommentsOfNobody()
    {
        var (story, _) = await DiscussedAsync(new());
        Assert.Equal(HttpStatusCode.BadRequest, await PostAsync(story, "Who am I?", author: "", email: ""));

        var page = await ChangedAsync(story, settings => settings with { RequireNameAndEmail = false });

        Assert.False(((IHtmlInputElement)page.GetElementById("author")!).IsRequired);
        Assert.False(((IHtmlInputElement)page.GetElementById("email")!).IsRequired);
        Assert.Equal(HttpStatusCode.SeeOther, await PostAsync(story, "Nobody knows me.", author: "", email: ""));
        Assert.Contains("Anonymous", (await PageAfterTwoSecondsAsync(story.Path)).QuerySelector(".comment-list > li:last-child .fn")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RequireLogin_TakesTheFormAway_AndRefusesWhoeverIsNot()
    {
        var (story, _) = await DiscussedAsync(new());

        var page = await ChangedAsync(story, settings => settings with { RequireLogin = true });

        Assert.Null(page.QuerySelector("#commentform"));
        Assert.Contains("must be logged in", page.QuerySelector(".must-log-in")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(story, "Let me in."));
    }

    [Fact]
    public async Task ShowCookieConsent_AndEditMinutes_AreInTheForm()
    {
        var (story, _) = await DiscussedAsync(new());
        Assert.NotNull((await PageAsync(story.Path)).GetElementById("wp-comment-cookies-consent"));

        var page = await ChangedAsync(story, settings => settings with { ShowCookieConsent = false, EditMinutes = 9 });

        Assert.Null(page.GetElementById("wp-comment-cookies-consent"));
        Assert.Equal("9", page.QuerySelector("comment-thread")!.GetAttribute("data-edit-minutes"));
    }

    [Fact]
    public async Task Preview_OfAReplyOnAnOlderPage_IsWhereItsAuthorIsSent()
    {
        var (story, ids) = await DiscussedAsync(new() { CommentsPerPage = 1, Moderation = ModerationMode.All });
        using var author = site.NewBrowser();
        using var answer = await author.PostAsync("/comments", Form(story, "I wait.", "Ann", "ann@example.org", ids[0]), Cancel);

        var page = Parse(await author.GetStringAsync(answer.Headers.Location, Cancel));

        Assert.Contains("I wait.", page.QuerySelector(".preview .comment-content")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(ids[0], IdsOf(page)[0]);
    }

    // Three conversations, the first with a reply and a reply to that: their ids in the order of posting.
    private async Task<(PublishedArticle Story, string[] Ids)> DiscussedAsync(DiscussionSettings settings)
    {
        await site.DiscussAsync(_ => settings with { RequirePreviouslyApproved = false, FloodSeconds = 0, Moderation = ModerationMode.None });
        var story = await site.PublishAsync(Stories.Harbour.Unique());
        var first = await site.CommentAsync(story, "Ann", $"The first under {story.Path}.");
        var second = await site.CommentAsync(story, "Bo", $"The second under {story.Path}.");
        var third = await site.CommentAsync(story, "Cy", $"The third under {story.Path}.");
        var reply = await site.CommentAsync(story, "Di", $"A reply under {story.Path}.", first.Id);
        var deeper = await site.CommentAsync(story, "Ed", $"A reply to it under {story.Path}.", reply.Id);
        await site.DiscussAsync(now => now with { Moderation = settings.Moderation });
        await site.UntilLatestKnowsAsync($"A reply to it under {story.Path}.");
        await PageAfterTwoSecondsAsync(story.Path);
        return (story, [.. new[] { first, second, third, reply, deeper }.Select(posted => posted.Id.ToString())]);
    }

    private async Task<IHtmlDocument> ChangedAsync(PublishedArticle story, Func<DiscussionSettings, DiscussionSettings> change)
    {
        await site.DiscussAsync(change);
        return await PageAfterTwoSecondsAsync(story.Path);
    }

    private async Task<IHtmlDocument> PageAfterTwoSecondsAsync(string path)
    {
        site.MachineTime.Advance(TimeSpan.FromSeconds(0.99));
        await PageAsync(path);
        site.MachineTime.Advance(TimeSpan.FromSeconds(1.01));
        return await PageAsync(path);
    }

    private async Task<IHtmlDocument> PageAsync(string address) => Parse(await site.NewBrowser().GetStringAsync(address, Cancel));

    private async Task<string> LinkOfAsync(string comment)
    {
        using var answer = await site.NewBrowser().GetAsync($"/comments/{comment}", Cancel);
        return answer.Headers.Location!.ToString();
    }

    private async Task<HttpStatusCode> PostAsync(PublishedArticle story, string text, string author = "Ann", string email = "ann@example.org", string parent = "0")
    {
        using var answer = await site.NewBrowser().PostAsync("/comments", Form(story, text, author, email, parent), Cancel);
        return answer.StatusCode;
    }

    private static FormUrlEncodedContent Form(PublishedArticle story, string text, string author, string email, string parent) =>
        new(new Dictionary<string, string> { ["author"] = author, ["email"] = email, ["url"] = "", ["comment"] = text, ["comment_post_ID"] = $"{story.Id}", ["comment_parent"] = parent });

    private static IHtmlDocument Parse(string html) => new HtmlParser().ParseDocument(html);

    private static string[] IdsOf(IHtmlDocument page) => [.. page.QuerySelectorAll("li.comment").Select(comment => comment.GetAttribute("data-id")!)];
}
