using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Microsoft.Extensions.DependencyInjection;
using OrleansNews.Accounts;
using OrleansNews.Articles;
using OrleansNews.Cluster;
using OrleansNews.Site;

namespace OrleansNews.Moderation;

/// <summary>The discussion settings as an administrator's browser meets them.</summary>
public sealed class DiscussionPageTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Settings_OfAnEmptyNewspaper_AreThoseOfWordPress()
    {
        await using var empty = new NewsCluster();
        await empty.InitializeAsync();
        var settings = (await empty.Client.GetGrain<ISiteGrain>(0).GetAsync(0))!.Discussion;
        Assert.Equal(
            new DiscussionSettings
            {
                OpenNewStories = true, RequireNameAndEmail = true, RequireLogin = false, Moderation = ModerationMode.None, RequirePreviouslyApproved = true, MaxLinks = 2, ModerationWords = [], DisallowedWords = [],
                FloodSeconds = 15, CloseAfterDays = 0, ThreadReplies = true, ThreadDepth = 5, BreakIntoPages = true, CommentsPerPage = 50, FirstPageByDefault = false, NewestOnTop = false,
                EditMinutes = 5, ShowCookieConsent = true, ShowAvatars = true, PublicModerationLog = false, MailAuthors = true, MailModerators = true, OfferReplyMail = false,
            },
            settings with { ModerationWords = [], DisallowedWords = [] });
        Assert.Empty(settings.ModerationWords);
        Assert.Empty(settings.DisallowedWords);

        await using var site = await SignInSite.StartAsync(1000);
        await site.DiscussAsync(_ => settings);
        await site.CreateAsync("ann", Role.Administrator);
        var shown = await FieldsAsync(await site.SignedInAsync("ann"));

        // A switch that is off is no field.
        Assert.Equal(
            new Dictionary<string, string>
            {
                ["discussion.openNewStories"] = "1", ["discussion.requireNameAndEmail"] = "1", ["discussion.showCookieConsent"] = "1", ["discussion.closeAfterDays"] = "0", ["discussion.floodSeconds"] = "15",
                ["discussion.requirePreviouslyApproved"] = "1", ["discussion.maxLinks"] = "2", ["discussion.moderationWords"] = "", ["discussion.disallowedWords"] = "",
                ["discussion.threadReplies"] = "1", ["discussion.threadDepth"] = "5", ["discussion.commentsPerPage"] = "50", ["discussion.showAvatars"] = "1",
                ["discussion.mailAuthors"] = "1", ["discussion.mailModerators"] = "1",
                // Other than in WordPress: pages are on, and who wrote a comment may edit it for five minutes.
                ["discussion.breakIntoPages"] = "1", ["discussion.editMinutes"] = "5",
            }.OrderBy(field => field.Key),
            shown.Where(field => field.Key.StartsWith("discussion.", StringComparison.Ordinal)).OrderBy(field => field.Key));
    }

    [Fact]
    public async Task Settings_AllOfThem_AreShownSavedAndShownAgain()
    {
        await using var site = await SignInSite.StartAsync(1000);
        await site.CreateAsync("ann", Role.Administrator);
        var ann = await site.SignedInAsync("ann");
        var fields = await FieldsAsync(ann);
        var wanted = new Dictionary<string, string>
        {
            ["version"] = fields["version"], ["discussion.requireLogin"] = "1", ["discussion.moderation"] = "1", ["discussion.maxLinks"] = "3",
            ["discussion.moderationWords"] = "casino\n192.0.2.*\n\ncasino", ["discussion.disallowedWords"] = "viagra", ["discussion.floodSeconds"] = "30",
            ["discussion.closeAfterDays"] = "14", ["discussion.threadDepth"] = "4", ["discussion.commentsPerPage"] = "20", ["discussion.editMinutes"] = "7", ["discussion.publicModerationLog"] = "1", ["discussion.mailAuthors"] = "1", ["discussion.firstPageByDefault"] = "1", ["discussion.newestOnTop"] = "1",
        };
        var saved = await SendAsync(ann, wanted);
        Assert.Equal((HttpStatusCode.SeeOther, "/newsroom/settings/discussion?saved"), (saved.Status, saved.Location));

        var settings = (await site.Grains.GetGrain<ISiteGrain>(0).GetAsync(0))!.Discussion;
        Assert.Equal(
            new DiscussionSettings
            {
                OpenNewStories = false, RequireNameAndEmail = false, RequireLogin = true, Moderation = ModerationMode.All, RequirePreviouslyApproved = false, MaxLinks = 3, FloodSeconds = 30, CloseAfterDays = 14,
                ThreadDepth = 4, CommentsPerPage = 20, EditMinutes = 7, ShowCookieConsent = false, PublicModerationLog = true, MailAuthors = true, MailModerators = false, OfferReplyMail = false,
                ThreadReplies = false, BreakIntoPages = false, FirstPageByDefault = true, NewestOnTop = true, ShowAvatars = false,
            },
            settings with { ModerationWords = [], DisallowedWords = [] });
        Assert.Equal(["casino", "192.0.2.*"], settings.ModerationWords);
        Assert.Equal(["viagra"], settings.DisallowedWords);
        var shown = await FieldsAsync(ann);
        foreach (var (field, value) in wanted.Where(pair => pair.Key is not ("version" or "discussion.moderationWords"))) Assert.Equal(value, shown[field]);
        foreach (var off in new[] { "openNewStories", "requireNameAndEmail", "threadReplies", "breakIntoPages", "showAvatars" }) Assert.False(shown.ContainsKey($"discussion.{off}"), off);
    }

    [Fact]
    public async Task Settings_WithFaults_AreNotSaved_AndKeepWhatWasTyped()
    {
        await using var site = await SignInSite.StartAsync(1000);
        await site.CreateAsync("ann", Role.Administrator);
        var ann = await site.SignedInAsync("ann");
        var fields = await FieldsAsync(ann);

        var faulty = await SendAsync(ann, new(fields) { ["discussion.maxLinks"] = "many", ["discussion.threadDepth"] = "11", ["discussion.moderationWords"] = "*" });
        var stale = await SendAsync(ann, new(fields) { ["version"] = "1", ["discussion.editMinutes"] = "9" });

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.Conflict), (faulty.Status, stale.Status));
        var page = new HtmlParser().ParseDocument(faulty.Page);
        Assert.Equal(["#discussion.maxLinks", "#discussion.moderationWords", "#discussion.threadDepth"], page.QuerySelectorAll("#error-summary a").Select(link => link.GetAttribute("href")));
        Assert.Equal("11", ((IHtmlInputElement)page.GetElementById("discussion.threadDepth")!).Value);
        Assert.Equal(5, (await site.Grains.GetGrain<ISiteGrain>(0).GetAsync(0))!.Discussion.EditMinutes);
    }

    [Fact]
    public async Task Settings_OfAnotherLanguage_AreRefusedInIt()
    {
        await using var site = await SignInSite.StartAsync(1000);
        await site.CreateAsync("ann", Role.Administrator);
        var ann = await site.SignedInAsync("ann");
        var grain = site.Grains.GetGrain<ISiteGrain>(0);
        Assert.True((await grain.UpdateAsync((await grain.GetAsync(0))! with { Language = "ar" }, Actor.System)).Saved);

        var faulty = await SendAsync(ann, new(await FieldsAsync(ann)) { ["discussion.threadDepth"] = "11" });

        Assert.Equal("يجب أن يكون عدد مستويات الردود من 1 إلى 10.", new HtmlParser().ParseDocument(faulty.Page).GetElementById("discussion.threadDepth-error")!.TextContent);
    }

    [Fact]
    public async Task Settings_ThatTheConfigurationFixes_AreShownAsFixed_AndStayWhatStaffChose()
    {
        await using var site = new SignInSite(1000) { Cluster = new() { ConfigureSilo = silo => silo.Services.Configure<DiscussionOptions>(options => (options.MaxLinks, options.RequireLogin) = (7, true)) } };
        await site.InitializeAsync();
        await site.CreateAsync("ann", Role.Administrator);
        var ann = await site.SignedInAsync("ann");
        var page = new HtmlParser().ParseDocument(await ann.GetStringAsync("/newsroom/settings/discussion", Cancel));
        var (links, login) = ((IHtmlInputElement)page.GetElementById("discussion.maxLinks")!, (IHtmlInputElement)page.GetElementById("discussion.requireLogin")!);

        Assert.Equal(("7", true), (links.Value, links.IsDisabled));
        Assert.Equal((true, true), (login.IsChecked, login.IsDisabled));
        Assert.Contains("Discussion:MaxLinks", page.GetElementById("discussion.maxLinks-hint")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("discussion.maxLinks-hint", links.GetAttribute("aria-describedby"));

        // As a browser sends it: without what is fixed.
        var fields = await FieldsAsync(ann);
        Assert.True(fields.Remove("discussion.maxLinks") && fields.Remove("discussion.requireLogin"));
        var faulty = await SendAsync(ann, new(fields) { ["discussion.threadDepth"] = "11" });
        var shown = new HtmlParser().ParseDocument(faulty.Page);
        Assert.Equal("7", ((IHtmlInputElement)shown.GetElementById("discussion.maxLinks")!).Value);
        Assert.Equal(["#discussion.threadDepth"], shown.QuerySelectorAll("#error-summary a").Select(link => link.GetAttribute("href")));
        Assert.Equal(HttpStatusCode.SeeOther, (await SendAsync(ann, new(fields) { ["discussion.editMinutes"] = "9" })).Status);
        var settings = (await site.Grains.GetGrain<ISiteGrain>(0).GetAsync(0))!.Discussion;
        Assert.Equal((7, true, 9), (settings.MaxLinks, settings.RequireLogin, settings.EditMinutes));
    }

    [Fact]
    public async Task OpenNewStories_Off_ClosesTheCommentsOfANewStory_AndOfNoneThatIsThere()
    {
        await using var site = await SignInSite.StartAsync(1000);
        await site.CreateAsync("ann", Role.Administrator);
        var ann = await site.SignedInAsync("ann");
        var (before, story) = (await BeginAsync(), await site.PublishAsync(Stories.Harbour.Unique()));
        Assert.True(await IsOpenAsync(before));

        var fields = await FieldsAsync(ann);
        Assert.True(fields.Remove("discussion.openNewStories"));
        Assert.Equal(HttpStatusCode.SeeOther, (await SendAsync(ann, fields)).Status);

        Assert.False(await IsOpenAsync(await BeginAsync()));
        Assert.True(await IsOpenAsync($"/newsroom/stories/{story.Id}"));

        async Task<string> BeginAsync() => (await SignInSite.SendAsync(ann, "/newsroom/stories")).Location;

        async Task<bool> IsOpenAsync(string address) =>
            ((IHtmlInputElement)new HtmlParser().ParseDocument(await ann.GetStringAsync(address, Cancel)).GetElementById("comments_open")!).IsChecked;
    }

    [Fact]
    public async Task Settings_AreClosedToModerators()
    {
        await using var site = await SignInSite.StartAsync(1000);
        await site.CreateAsync("mo", Role.Moderator);
        var mo = await site.SignedInAsync("mo");

        Assert.Equal(HttpStatusCode.Forbidden, (await mo.GetAsync(new Uri("/newsroom/settings/discussion", UriKind.Relative), Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await SendAsync(mo, new() { ["version"] = "1" })).Status);
    }

    private static Task<(HttpStatusCode Status, string Location, string Page)> SendAsync(HttpClient browser, Dictionary<string, string> fields) =>
        SignInSite.SendAsync(browser, "/newsroom/settings/discussion", [.. fields.Select(field => (field.Key, field.Value))]);

    private static async Task<Dictionary<string, string>> FieldsAsync(HttpClient browser)
    {
        var page = new HtmlParser().ParseDocument(await browser.GetStringAsync("/newsroom/settings/discussion", Cancel));
        var form = page.QuerySelector("form.desk-settings")!;
        return form.QuerySelectorAll("input").OfType<IHtmlInputElement>().Where(input => input.Type != "checkbox" || input.IsChecked).Select(input => (input.Name!, input.Value))
            .Concat(form.QuerySelectorAll("textarea").OfType<IHtmlTextAreaElement>().Select(area => (area.Name!, area.Value.Trim())))
            .ToDictionary(field => field.Item1, field => field.Item2);
    }
}
