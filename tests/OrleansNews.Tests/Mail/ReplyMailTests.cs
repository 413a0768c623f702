using System.Net;
using System.Text.RegularExpressions;
using OrleansNews.Accounts;
using OrleansNews.Articles;
using OrleansNews.Cluster;
using OrleansNews.Comments;

namespace OrleansNews.Mail;

/// <summary>Mails about replies, from the checkbox to the end, as a commenter's browser and mail program meet them.</summary>
public sealed partial class ReplyMailTests(MailLinkSite site) : IClassFixture<MailLinkSite>
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Replies_AreMailedOnceTheAddressIsConfirmed_AndNotAfterOneClick()
    {
        var story = await site.PublishAsync(Stories.Harbour.Unique());
        using var browser = site.NewBrowser();
        Assert.Contains("<input id=\"notify_replies\"", await browser.GetStringAsync(story.Path, Cancel), StringComparison.Ordinal);
        var comment = await PostAsync(browser, story, "cora", "The tide is high", wantsMail: true);

        var question = await site.NextAsync(Cancel);
        Assert.Equal(["cora@example.org"], question.To);
        Assert.Empty(question.Field("List-Unsubscribe"));
        Assert.DoesNotContain("The tide is high", MailSite.Read(question).TextBody, StringComparison.Ordinal);
        var confirm = LinkIn(MailSite.Read(question).TextBody!);

        // Before the answer nobody is told of a reply, and to look at the link is no answer.
        await PostAsync(browser, story, "dan", "Too early", parent: comment);
        Assert.Contains("Send me these mails", await browser.GetStringAsync(confirm, Cancel), StringComparison.Ordinal);
        await DeliveredAsync(story);
        Assert.Contains("You will hear of replies", await SendAsync(browser, confirm), StringComparison.Ordinal);
        Assert.Contains("You will hear of replies", await SendAsync(browser, confirm), StringComparison.Ordinal);

        await PostAsync(browser, story, "dan", "Not in the morning", parent: comment);
        var reply = await site.NextAsync(Cancel);
        Assert.Equal(["cora@example.org"], reply.To);
        var words = MailSite.Read(reply).TextBody!;
        Assert.Contains("Not in the morning", words, StringComparison.Ordinal);
        Assert.DoesNotContain("Too early", words, StringComparison.Ordinal);
        Assert.Equal("List-Unsubscribe=One-Click", reply.Field("List-Unsubscribe-Post"));
        var stop = reply.Field("List-Unsubscribe");
        Assert.Matches($"^<{Regex.Escape(MailSite.Address)}/mail\\?t=[A-Za-z0-9_-]+>$", stop);
        Assert.Equal(stop.Trim('<', '>'), MailSite.Address + LinkIn(words));

        // A mail program: no cookies, no page where it comes from.
        using var program = new HttpClient { BaseAddress = site.Address };
        using var ended = await program.PostAsync(LinkIn(words), new FormUrlEncodedContent([new("List-Unsubscribe", "One-Click")]), Cancel);
        Assert.Equal(HttpStatusCode.OK, ended.StatusCode);
        await PostAsync(browser, story, "dan", "Too late", parent: comment);
        using var old = await browser.PostAsync(confirm, null, Cancel);
        Assert.Equal(HttpStatusCode.NotFound, old.StatusCode);

        // Somebody else's question is the next mail that is sent.
        await PostAsync(browser, story, "eve", "At noon", wantsMail: true);
        Assert.Equal(["eve@example.org"], (await site.NextAsync(Cancel)).To);
        Assert.DoesNotContain(site.Server.Taken, mail => MailSite.Read(mail).TextBody!.Contains("Too late", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Link_ThatConfirmsAnAddress_MakesItsBrowserTrusted_AndNoOther() => await WhileFirstCommentsWaitAsync(async () =>
    {
        var story = await site.PublishAsync(Stories.Harbour.Unique());
        var (_, confirm) = await AskAsync(story, "kim");

        // On a telephone, which never wrote here; to look at the link makes nobody trusted.
        using var telephone = site.NewBrowser();
        await telephone.GetStringAsync(confirm, Cancel);
        Assert.Equal(CommentStatus.Held, await StatusAsync(await PostAsync(telephone, story, "kim", "From my telephone")));
        await SendAsync(telephone, confirm);

        Assert.Equal(CommentStatus.Approved, await StatusAsync(await PostAsync(telephone, story, "kim", "From my telephone again")));
        Assert.Equal(CommentStatus.Held, await StatusAsync(await PostAsync(telephone, story, "lee", "As somebody else")));
        using var impostor = site.NewBrowser();
        Assert.Equal(CommentStatus.Held, await StatusAsync(await PostAsync(impostor, story, "kim", "I am Kim, too")));
        await SendAsync(impostor, confirm.Replace("t=", "t=x", StringComparison.Ordinal), HttpStatusCode.NotFound);
        Assert.Equal(CommentStatus.Held, await StatusAsync(await PostAsync(impostor, story, "kim", "Am I not?")));
    });

    [Theory]
    [InlineData("mia", Decision.Spam)]
    [InlineData("noa", Decision.Hold)]
    public async Task Link_ThatConfirmsAnAddress_WhoseCommentWasTakenAway_MakesNoBrowserTrusted(string name, Decision decision) => await WhileFirstCommentsWaitAsync(async () =>
    {
        var story = await site.PublishAsync(Stories.Harbour.Unique());
        var (comment, confirm) = await AskAsync(story, name);
        await DecideAsync(comment, decision);
        using var telephone = site.NewBrowser();

        Assert.Contains("You will hear of replies", await SendAsync(telephone, confirm), StringComparison.Ordinal);

        Assert.Equal(CommentStatus.Held, await StatusAsync(await PostAsync(telephone, story, name, "From my telephone")));
        await DecideAsync(comment, decision == Decision.Spam ? Decision.Restore : Decision.Approve);
        await SendAsync(telephone, confirm);
        Assert.Equal(CommentStatus.Approved, await StatusAsync(await PostAsync(telephone, story, name, "From my telephone again")));
    });

    [Fact]
    public async Task Erasure_TakesConsentAndWaitingMails()
    {
        var story = await site.PublishAsync(Stories.Harbour.Unique());
        using var browser = site.NewBrowser();
        var comment = await PostAsync(browser, story, "fred", "The tide is high", wantsMail: true);
        await SendAsync(browser, LinkIn(MailSite.Read(await site.NextAsync(Cancel)).TextBody!));
        var person = (await site.Grains.GetGrain<ICommentThreadGrain>(story.Id.Value).ReadForModeratorsAsync([comment], Comments.Threads.Posts.Moderator))!.Value[0].Commenter;
        var consent = site.Grains.GetGrain<IMailConsentGrain>(person);
        Assert.True(await consent.HasAgreedAsync());
        var told = site.Server.Taken.Count;

        // The clock stands still, so what is told now waits.
        await PostAsync(browser, story, "gil", "Not in the morning", parent: comment);
        await DeliveredAsync(story);
        Assert.False(await consent.EraseAsync(new("al", "Al", Role.Author)));
        Assert.True(await site.Grains.GetGrain<ICommenterGrain>(person).EraseAsync(Actor.System));

        Assert.False(await consent.HasAgreedAsync());
        Assert.Equal(0, await consent.GetQuestionAsync());
        await PostAsync(browser, story, "hal", "At noon", wantsMail: true);
        Assert.Equal(["hal@example.org"], (await site.NextAsync(Cancel)).To);
        Assert.Equal(told + 1, site.Server.Taken.Count);
    }

    [Fact]
    public async Task Consent_ThatARestoredFolderKnows_IsEndedAgainByTheLinkThatEndedIt()
    {
        var story = await site.PublishAsync(Stories.Harbour.Unique());
        using var browser = site.NewBrowser();
        var comment = await PostAsync(browser, story, "iris", "The tide is high", wantsMail: true);
        await SendAsync(browser, LinkIn(MailSite.Read(await site.NextAsync(Cancel)).TextBody!));
        await PostAsync(browser, story, "jon", "Not in the morning", parent: comment);
        var stop = LinkIn(MailSite.Read(await site.NextAsync(Cancel)).TextBody!);
        var person = (await site.Grains.GetGrain<ICommentThreadGrain>(story.Id.Value).ReadForModeratorsAsync([comment], Comments.Threads.Posts.Moderator))!.Value[0].Commenter;
        var consent = site.Grains.GetGrain<IMailConsentGrain>(person);
        var copy = new GrainState<MailConsentState>();
        await site.Cluster.Storage.ReadStateAsync("mail-consent", consent.GetGrainId(), copy);
        await SendAsync(browser, stop);
        Assert.False(await consent.HasAgreedAsync());

        // The old folder does not know that it ended.
        await consent.DeactivateAsync();
        var now = new GrainState<MailConsentState>();
        await site.Cluster.Storage.ReadStateAsync("mail-consent", consent.GetGrainId(), now);
        now.State = copy.State;
        await site.Cluster.Storage.WriteStateAsync("mail-consent", consent.GetGrainId(), now);
        Assert.True(await consent.HasAgreedAsync());

        await SendAsync(browser, stop);

        Assert.False(await consent.HasAgreedAsync());
        await consent.DeactivateAsync();
        Assert.False(await consent.HasAgreedAsync());
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("AQAAAAAAAAABAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task Link_ThatNobodySent_IsOfNoUse(string token)
    {
        using var browser = site.NewBrowser();
        using var shown = await browser.GetAsync($"/mail?t={token}", Cancel);
        using var followed = await browser.PostAsync($"/mail?t={token}", null, Cancel);

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (shown.StatusCode, followed.StatusCode));
        Assert.Equal("no-store", shown.Headers.CacheControl?.ToString());
        Assert.DoesNotContain("<form class=\"comment-form\"", await shown.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    private async Task WhileFirstCommentsWaitAsync(Func<Task> test)
    {
        await site.DiscussAsync(discussion => discussion with { RequirePreviouslyApproved = true });
        try
        {
            await test();
        }
        finally
        {
            await site.DiscussAsync(discussion => discussion with { RequirePreviouslyApproved = false });
        }
    }

    // A comment that is seen, and the link of the question behind it.
    private async Task<(CommentId Comment, string Confirm)> AskAsync(PublishedArticle story, string name)
    {
        using var first = site.NewBrowser();
        var comment = await PostAsync(first, story, name, "The tide is high", wantsMail: true);
        await DecideAsync(comment, Decision.Approve);
        var question = await site.NextAsync(Cancel);
        Assert.Equal([$"{name}@example.org"], question.To);
        return (comment, LinkIn(MailSite.Read(question).TextBody!));
    }

    private Task DecideAsync(CommentId comment, Decision decision) => ThreadOf(comment).DecideAsync(Comments.Threads.Posts.Decide(decision, comment));

    private async Task<CommentStatus> StatusAsync(CommentId comment) =>
        (await ThreadOf(comment).ReadForModeratorsAsync([comment], Comments.Threads.Posts.Moderator))!.Value.Single().View.Status;

    private ICommentThreadGrain ThreadOf(CommentId comment) => site.Grains.GetGrain<ICommentThreadGrain>(comment.Article.Value);

    private Task DeliveredAsync(PublishedArticle story) => site.Grains.GetGrain<ICommentThreadGrain>(story.Id.Value).AsReference<Operations.IOutboxOwner>().DeliverOutboxAsync();

    private static async Task<CommentId> PostAsync(HttpClient browser, PublishedArticle story, string author, string text, bool wantsMail = false, CommentId? parent = null)
    {
        var fields = new Dictionary<string, string>
        {
            ["comment_post_ID"] = story.Id.ToString(), ["comment_parent"] = parent?.ToString() ?? "0", ["author"] = author, ["email"] = $"{author}@example.org", ["comment"] = text,
        };
        if (wantsMail) fields["notify_replies"] = "yes";
        using var answer = await browser.PostAsync("/comments", new FormUrlEncodedContent(fields), Cancel);
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        return CommentId.TryParse(answer.Headers.Location!.ToString().Split("#comment-")[1], out var id) ? id : throw new InvalidOperationException("The comment has no number.");
    }

    private static async Task<string> SendAsync(HttpClient browser, string link, HttpStatusCode expected = HttpStatusCode.OK)
    {
        using var answer = await browser.PostAsync(link, null, Cancel);
        Assert.Equal(expected, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync(Cancel);
    }

    private static string LinkIn(string words) => Link().Match(words).Groups[1].Value;

    [GeneratedRegex(@"https://news\.example\.org(/mail\?t=[A-Za-z0-9_-]+)")]
    private static partial Regex Link();
}
