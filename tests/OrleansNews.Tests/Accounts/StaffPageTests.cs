using System.Net;
using AngleSharp.Html.Parser;

namespace OrleansNews.Accounts;

/// <summary>One's own account and everybody's, as a browser meets them.</summary>
public sealed class StaffPageTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Colleague_IsMadeByAnAdministrator_AndChoosesThePasswordByTheLinkOnce()
    {
        await using var site = await SignInSite.StartAsync(1000);
        await site.CreateAsync("ann", Role.Administrator);
        var ann = await site.SignedInAsync("ann");

        var made = await SignInSite.SendAsync(ann, "/newsroom/staff", ("login", "Bea"), ("name", "Bea Lund"), ("email", "bea@example.org"), ("role", "Author"));
        Assert.Equal(HttpStatusCode.OK, made.Status);
        var link = new Uri(new HtmlParser().ParseDocument(made.Page).QuerySelector(".secrets code")!.TextContent);
        var bea = site.NewBrowser();
        var form = new HtmlParser().ParseDocument(await bea.GetStringAsync(link.PathAndQuery, Cancel));
        var token = form.QuerySelector("input[name=token]")!.GetAttribute("value")!;
        Assert.Equal(HttpStatusCode.BadRequest, (await ChooseAsync(bea, token, "short")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await ChooseAsync(bea, "guessed", SignInSite.Password)).Status);
        Assert.Equal((HttpStatusCode.SeeOther, "/login"), Where(await ChooseAsync(bea, token, SignInSite.Password)));
        Assert.Equal(HttpStatusCode.NotFound, (await ChooseAsync(bea, token, "another long password")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await bea.GetAsync(link.PathAndQuery, Cancel)).StatusCode);

        var signedIn = await site.SignedInAsync("bea");
        Assert.Contains("Bea Lund", await signedIn.GetStringAsync("/newsroom/profile", Cancel), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await signedIn.GetAsync("/newsroom/staff", Cancel)).StatusCode);
        Assert.Empty(site.Log.Errors);
    }

    [Fact]
    public async Task Colleague_WithFaults_IsNotMade_AndNothingTypedIsLost()
    {
        await using var site = await SignInSite.StartAsync(1000);
        await site.CreateAsync("ann", Role.Administrator);
        var ann = await site.SignedInAsync("ann");

        var faulty = await SignInSite.SendAsync(ann, "/newsroom/staff", ("login", "-"), ("name", "Bea Lund"), ("email", "none"), ("role", "King"));
        var taken = await SignInSite.SendAsync(ann, "/newsroom/staff", ("login", "ann"), ("name", "Mallory"), ("email", "m@example.org"), ("role", "Author"));

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest), (faulty.Status, taken.Status));
        var page = new HtmlParser().ParseDocument(faulty.Page);
        Assert.Equal("Bea Lund", page.QuerySelector("#name")!.GetAttribute("value"));
        Assert.Equal(["#login", "#email", "#role"], page.QuerySelectorAll("#error-summary a").Select(link => link.GetAttribute("href")));
        Assert.Equal("Edith", (await site.Grains.GetGrain<IAccountGrain>("ann").GetAsync(Actor.System))!.Actor.Name);
        Assert.Single((await site.Grains.GetGrain<IStaffGrain>(0).ListAsync(Actor.System))!.Value);
    }

    [Fact]
    public async Task Administrator_ChangesRoleAndAccess_ButNeverEndsTheLastOne()
    {
        await using var site = await SignInSite.StartAsync(1000);
        await site.CreateAsync("ann", Role.Administrator);
        await site.CreateAsync("bea", Role.Author);
        var (ann, bea) = (await site.SignedInAsync("ann"), await site.SignedInAsync("bea"));

        foreach (var (action, field, value) in new[] { ("role", "role", "Editor"), ("disabled", "disabled", "yes") })
            Assert.Equal(HttpStatusCode.Conflict, (await SignInSite.SendAsync(ann, $"/newsroom/staff/ann/{action}", (field, value))).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await SignInSite.SendAsync(ann, "/newsroom/staff/bea/role", ("role", "King"))).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await SignInSite.SendAsync(ann, "/newsroom/staff/nobody/role", ("role", "Editor"))).Status);
        Assert.Equal(HttpStatusCode.SeeOther, (await SignInSite.SendAsync(ann, "/newsroom/staff/bea/role", ("role", "Administrator"))).Status);
        Assert.Equal(HttpStatusCode.OK, (await bea.GetAsync("/newsroom/staff", Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.SeeOther, (await SignInSite.SendAsync(ann, "/newsroom/staff/bea/disabled", ("disabled", "yes"))).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await bea.GetAsync("/newsroom/profile", Cancel)).StatusCode);
        using var refused = await SignInSite.LogInAsync(site.NewBrowser(), "bea", SignInSite.Password);
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.Equal(HttpStatusCode.SeeOther, (await SignInSite.SendAsync(ann, "/newsroom/staff/bea/disabled", ("disabled", "no"))).Status);
        await site.SignedInAsync("bea");
    }

    [Fact]
    public async Task Session_RevokedInOneBrowser_EndsInTheOther()
    {
        await using var site = await SignInSite.StartAsync(1000);
        await site.CreateAsync("edith");
        var (here, there) = (await site.SignedInAsync("edith"), await site.SignedInAsync("edith"));
        var sessions = (await site.Grains.GetGrain<IAccountGrain>("edith").GetAsync(Actor.System))!.Sessions;
        var page = await here.GetStringAsync("/newsroom/profile", Cancel);
        Assert.Contains(sessions[0].Id, page, StringComparison.Ordinal);
        Assert.DoesNotContain(sessions[1].Id, page, StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.SeeOther, (await SignInSite.SendAsync(here, "/newsroom/profile/sessions/end", ("id", sessions[0].Id))).Status);

        Assert.Equal(HttpStatusCode.Redirect, (await there.GetAsync("/newsroom/profile", Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await here.GetAsync("/newsroom/profile", Cancel)).StatusCode);
    }

    [Fact]
    public async Task Password_Changed_EndsOtherSessions_AndKeepsThisOne()
    {
        await using var site = await SignInSite.StartAsync(1000);
        await site.CreateAsync("edith");
        var (here, there) = (await site.SignedInAsync("edith"), await site.SignedInAsync("edith"));
        const string next = "an entirely other sentence";

        Assert.Equal(HttpStatusCode.BadRequest, (await SignInSite.SendAsync(here, "/newsroom/profile/password", ("current-password", "a guess"), ("password", next))).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await SignInSite.SendAsync(here, "/newsroom/profile/password", ("current-password", SignInSite.Password), ("password", "short"))).Status);
        Assert.Equal(HttpStatusCode.SeeOther, (await SignInSite.SendAsync(here, "/newsroom/profile/password", ("current-password", SignInSite.Password), ("password", next))).Status);

        Assert.Equal(HttpStatusCode.OK, (await here.GetAsync("/newsroom/profile", Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await there.GetAsync("/newsroom/profile", Cancel)).StatusCode);
        using var old = await SignInSite.LogInAsync(site.NewBrowser(), "edith", SignInSite.Password);
        Assert.Equal(HttpStatusCode.Unauthorized, old.StatusCode);
    }

    [Fact]
    public async Task ApplicationPassword_IsShownOnce_AndRevoked()
    {
        await using var site = await SignInSite.StartAsync(1000);
        await site.CreateAsync("edith");
        var browser = await site.SignedInAsync("edith");

        Assert.Equal(HttpStatusCode.BadRequest, (await SignInSite.SendAsync(browser, "/newsroom/profile/application-passwords", ("program", ""))).Status);
        var guessed = await SignInSite.SendAsync(browser, "/newsroom/profile/application-passwords", ("program", "Phone <b>"), ("current-password", "a guess"));
        Assert.Equal((HttpStatusCode.BadRequest, "Phone <b>", "true"), (guessed.Status, Value(guessed.Page, "program"), Invalid(guessed.Page, "program-password")));
        Assert.Empty((await site.Grains.GetGrain<IAccountGrain>("edith").GetAsync(Actor.System))!.ApplicationPasswords);
        var made = await SignInSite.SendAsync(browser, "/newsroom/profile/application-passwords", ("program", "Phone <b>"), ("current-password", SignInSite.Password));
        var password = new HtmlParser().ParseDocument(made.Page).QuerySelector(".secrets code")!.TextContent;
        var account = site.Grains.GetGrain<IAccountGrain>("edith");
        Assert.NotNull(await account.CheckApplicationPasswordAsync(ApplicationPasswords.Hash(password)));
        var page = await browser.GetStringAsync("/newsroom/profile", Cancel);
        Assert.DoesNotContain(password, page, StringComparison.Ordinal);
        Assert.Contains("Phone &lt;b&gt;", page, StringComparison.Ordinal);
        await SignInSite.SendAsync(browser, "/newsroom/profile/application-passwords/revoke", ("id", (await account.GetAsync(Actor.System))!.ApplicationPasswords[0].Id));

        Assert.Null(await account.CheckApplicationPasswordAsync(ApplicationPasswords.Hash(password)));
    }

    [Fact]
    public async Task Profile_WithFaults_KeepsWhatWasTyped()
    {
        await using var site = await SignInSite.StartAsync(1000);
        await site.CreateAsync("edith");
        var browser = await site.SignedInAsync("edith");

        var faulty = await SignInSite.SendAsync(browser, "/newsroom/profile", ("name", ""), ("email", "edith at home"));
        Assert.Equal(HttpStatusCode.BadRequest, faulty.Status);
        Assert.Contains("edith at home", faulty.Page, StringComparison.Ordinal);
        var address = Value(await browser.GetStringAsync("/newsroom/profile", Cancel), "email")!;
        Assert.Equal(HttpStatusCode.SeeOther, (await SignInSite.SendAsync(browser, "/newsroom/profile", ("name", "Edith Marsh"), ("email", address))).Status);

        Assert.Contains("Edith Marsh", await browser.GetStringAsync("/login", Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Address_IsChangedByWhoKnowsThePassword_AndByNobodyAtTheirBrowser()
    {
        await using var site = await SignInSite.StartAsync(1000);
        await site.CreateAsync("edith");
        var browser = await site.SignedInAsync("edith");
        var before = Value(await browser.GetStringAsync("/newsroom/profile", Cancel), "email");

        foreach (var password in new[] { "", "a guess" })
        {
            var refused = await SignInSite.SendAsync(browser, "/newsroom/profile", ("name", "Edith"), ("email", "passer-by@example.org"), ("current-password", password));
            Assert.Equal((HttpStatusCode.BadRequest, "passer-by@example.org", "true"), (refused.Status, Value(refused.Page, "email"), Invalid(refused.Page, "current-password")));
        }

        Assert.Equal(before, Value(await browser.GetStringAsync("/newsroom/profile", Cancel), "email"));
        Assert.Equal(HttpStatusCode.SeeOther, (await SignInSite.SendAsync(browser, "/newsroom/profile", ("name", "Edith"), ("email", "marsh@example.org"), ("current-password", SignInSite.Password))).Status);
        Assert.Equal("marsh@example.org", Value(await browser.GetStringAsync("/newsroom/profile", Cancel), "email"));
    }

    /// <summary>What was kept over a login comes without the password: nobody is locked out by that.</summary>
    [Fact]
    public async Task EmptyPassword_IsNoAttempt()
    {
        await using var site = await SignInSite.StartAsync(1000);
        await site.CreateAsync("edith");
        var browser = await site.SignedInAsync("edith");

        for (var time = 0; time < 10; time++)
            Assert.Contains("Type your password.", (await SignInSite.SendAsync(browser, "/newsroom/profile/application-passwords", ("program", "Phone"))).Page, StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.OK, (await SignInSite.SendAsync(browser, "/newsroom/profile/application-passwords", ("program", "Phone"), ("current-password", SignInSite.Password))).Status);
    }

    [Fact]
    public async Task Administrator_GetsNoLinkToTheirOwnAccount_FromAnOpenBrowser()
    {
        await using var site = await SignInSite.StartAsync(1000);
        await site.CreateAsync("ann", Role.Administrator);
        await site.CreateAsync("bea");
        var ann = await site.SignedInAsync("ann");

        Assert.Equal((HttpStatusCode.SeeOther, "/newsroom/profile/password"), Where(await SignInSite.SendAsync(ann, "/newsroom/staff/ann/password-link")));
        Assert.Contains("/choose-password?", (await SignInSite.SendAsync(ann, "/newsroom/staff/bea/password-link")).Page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Form_FromAnotherSite_IsRefused()
    {
        await using var site = await SignInSite.StartAsync(1000);
        await site.CreateAsync("ann", Role.Administrator);
        var ann = await site.SignedInAsync("ann");
        ann.DefaultRequestHeaders.Add("Sec-Fetch-Site", "cross-site");

        foreach (var path in new[] { "/newsroom/profile", "/newsroom/profile/password", "/newsroom/profile/second-factor/off", "/newsroom/staff", "/newsroom/staff/ann/role", "/login/code", "/login/lost-password", "/choose-password" })
            Assert.Equal(HttpStatusCode.Forbidden, (await SignInSite.SendAsync(ann, path)).Status);
    }

    private static Task<(HttpStatusCode Status, string Location, string Page)> ChooseAsync(HttpClient browser, string token, string password) =>
        SignInSite.SendAsync(browser, "/choose-password", ("login", "bea"), ("token", token), ("password", password));

    private static string? Value(string page, string id) => new HtmlParser().ParseDocument(page).GetElementById(id)!.GetAttribute("value");

    private static string? Invalid(string page, string id) => new HtmlParser().ParseDocument(page).GetElementById(id)!.GetAttribute("aria-invalid");

    private static (HttpStatusCode Status, string Location) Where((HttpStatusCode Status, string Location, string Page) answer) => (answer.Status, answer.Location);
}
