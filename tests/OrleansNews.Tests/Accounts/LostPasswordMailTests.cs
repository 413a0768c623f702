using System.Net;
using System.Web;
using OrleansNews.Cluster;
using OrleansNews.Mail;

namespace OrleansNews.Accounts;

/// <summary>A new password by a link of a mail, as browsers and mail servers meet it.</summary>
public sealed class LostPasswordMailTests : IAsyncLifetime
{
    private const string Path = "/login/lost-password";
    private const string Next = "an entirely other sentence";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    private MailedSignIns _mailed = null!;

    private SignInSite Site => _mailed.Newspaper;

    public async ValueTask InitializeAsync()
    {
        _mailed = await MailedSignIns.StartAsync();
        await Site.CreateAsync("edith");
    }

    public ValueTask DisposeAsync() => _mailed.DisposeAsync();

    [Fact]
    public async Task Request_IsAnsweredAlike_WhetherThereIsSuchAnAccount_AndMailsItsOwnerAlone()
    {
        await Site.CreateAsync("gone");
        Assert.Equal(ChangeStaffResult.Changed, await Site.Grains.GetGrain<IStaffGrain>(0).SetDisabledAsync("gone", true, Actor.System));
        using var browser = Site.NewBrowser();

        foreach (var name in new[] { "nobody", "nobody@example.org", "gone", "gone@example.org", "not a login", "<b>", " Edith@Example.org " })
            Assert.Equal((HttpStatusCode.SeeOther, $"{Path}?asked", ""), await SignInSite.SendAsync(browser, Path, ("login", name)));

        var mail = await _mailed.NextAsync(Cancel);
        Assert.Equal(["edith@example.org"], mail.To);
        var read = MailSite.Read(mail);
        Assert.Equal("[The Estuary] Choose a new password", read.Subject);
        Assert.Equal("auto-generated", mail.Field("Auto-Submitted"));
        Assert.Contains("for the account edith at The Estuary", read.TextBody, StringComparison.Ordinal);
        Assert.Contains("If it was not you, do nothing", read.TextBody, StringComparison.Ordinal);
        var page = await browser.GetStringAsync($"{Path}?asked", Cancel);
        Assert.Contains("If that is the login name or the email address of an account, a mail with a link is on its way", page, StringComparison.Ordinal);
        Assert.Single(_mailed.Server.Taken);
        Assert.Empty(Site.Log.Errors);
    }

    /// <summary>Both clicks have found the link good, and made a hash of their password, before either of them is decided.</summary>
    [Fact]
    public async Task Link_ClickedTwiceAtOnce_ChoosesOnePassword_AndEndsEverySession()
    {
        var elsewhere = await Site.SignedInAsync("edith");
        var link = await MailedAsync("edith@example.org");
        var (arrived, both) = (0, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        Site.Cluster.Calls.Instead = async call =>
        {
            if (ClientCalls.NameOf(call) == "IAccountGrain.UsePasswordLinkAsync")
            {
                if (Interlocked.Increment(ref arrived) == 2) both.TrySetResult();
                await both.Task.WaitAsync(Patience, Cancel);
            }

            await call.Invoke();
        };

        var passwords = new[] { Next, "one more long sentence" };
        var answers = await Task.WhenAll(passwords.Select(async password => (Password: password, Answer: await ChooseAsync(link, password))));
        Site.Cluster.Calls.Instead = null;

        var (chosen, _) = Assert.Single(answers, answer => answer.Answer is { Status: HttpStatusCode.SeeOther, Location: "/login" });
        Assert.Single(answers, answer => answer.Answer.Status == HttpStatusCode.NotFound);
        Assert.Equal(HttpStatusCode.Redirect, (await elsewhere.GetAsync("/newsroom/profile", Cancel)).StatusCode);
        foreach (var password in passwords.Append(SignInSite.Password))
        {
            using var answer = await SignInSite.LogInAsync(Site.NewBrowser(), "edith", password);
            Assert.Equal(password == chosen ? HttpStatusCode.Redirect : HttpStatusCode.Unauthorized, answer.StatusCode);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await ChooseAsync(link, Next)).Status);
    }

    [Fact]
    public async Task Link_OpensAPageThatIsKeptNowhere_SignsNobodyIn_AndTakesNoPasswordThatOthersDoNotTake()
    {
        Assert.Equal(ChangeStaffResult.Changed, await Site.Grains.GetGrain<IStaffGrain>(0).ChangeProfileAsync("edith", new("Edith", "marsh@example.org"), Actor.System));
        var link = await MailedAsync("edith");
        using var browser = Site.NewBrowser();
        for (var i = 0; i < 2; i++)
        {
            // A program that looks at links spends none.
            using var page = await browser.GetAsync(link, Cancel);
            Assert.Equal((HttpStatusCode.OK, "no-store", "no-referrer"), (page.StatusCode, page.Headers.CacheControl!.ToString(), page.Headers.GetValues("Referrer-Policy").Single()));
        }

        foreach (var wrong in new[] { "short", "aaaaaaaaaaaaaaaa", "my edith is here", "marsh@example.org it is" })
            Assert.Equal(HttpStatusCode.BadRequest, (await ChooseAsync(link, wrong, browser)).Status);
        Assert.Equal((HttpStatusCode.SeeOther, "/login", ""), await ChooseAsync(link, Next, browser));
        Assert.Equal(HttpStatusCode.Redirect, (await browser.GetAsync("/newsroom/profile", Cancel)).StatusCode);

        using var over = await browser.GetAsync(link, Cancel);
        Assert.Equal((HttpStatusCode.NotFound, "no-store"), (over.StatusCode, over.Headers.CacheControl!.ToString()));
        Assert.Contains("This link is over", await over.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Link_OfAnAccountWithTwoStepLogin_LeavesTheCodeToBeAskedFor()
    {
        Assert.True(await Site.Grains.GetGrain<IAccountGrain>("edith").EnableSecondFactorAsync(new("sealed", 1, [RecoveryCodes.Hash("one")]), new("edith", "Edith", Role.Editor)));
        Assert.Equal(HttpStatusCode.SeeOther, (await ChooseAsync(await MailedAsync("edith"), Next)).Status);

        using var answer = await SignInSite.LogInAsync(Site.NewBrowser(), "edith", Next);

        Assert.Equal("/login/code", answer.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task Link_IsOver_WhenItsHourIs_OrTheAddressIsAnother_OrTheAccountDisabled()
    {
        var staff = Site.Grains.GetGrain<IStaffGrain>(0);
        var old = await MailedAsync("edith");
        Site.Cluster.Time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(HttpStatusCode.NotFound, (await ChooseAsync(old, Next)).Status);

        var first = await MailedAsync("edith");
        Assert.Equal(ChangeStaffResult.Changed, await staff.ChangeProfileAsync("edith", new("Edith", "edith@example.net"), Actor.System));
        Assert.Equal(HttpStatusCode.NotFound, (await ChooseAsync(first, Next)).Status);

        var second = await MailedAsync("edith@example.net");
        Assert.Equal(ChangeStaffResult.Changed, await staff.SetDisabledAsync("edith", true, Actor.System));
        Assert.Equal(HttpStatusCode.NotFound, (await ChooseAsync(second, Next)).Status);
    }

    [Fact]
    public async Task Mail_IsNotDelayedByTheOneBefore_AndIsBoundedForEachAccount()
    {
        var links = new List<string>();
        for (var i = 0; i < PasswordMailRules.MostAsked; i++) links.Add(await MailedAsync("edith"));
        Assert.Equal(links.Count, links.Distinct().Count());

        // One more is not mailed; that to a colleague who asks later is.
        await Site.CreateAsync("bea");
        await AskAsync("edith");
        await AskAsync("bea");
        Assert.Equal(["bea@example.org"], (await _mailed.NextAsync(Cancel)).To);

        // Every one of them works, until one is used.
        foreach (var link in links) Assert.Equal(HttpStatusCode.OK, (await Site.NewBrowser().GetAsync(link, Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.SeeOther, (await ChooseAsync(links[0], Next)).Status);
        foreach (var link in links) Assert.Equal(HttpStatusCode.NotFound, (await ChooseAsync(link, Next)).Status);
    }

    /// <summary>The first attempt may have arrived: its link is as good as that of the second.</summary>
    [Fact]
    public async Task Mail_WhoseAnswerWasLost_IsSentAgain_AndEitherLinkWorks()
    {
        var sources = new List<string>();
        _mailed.Server.Instead = (command, source) =>
        {
            if (command != ".") return Task.FromResult<string?>(null);
            sources.Add(source);
            return sources.Count == 1 ? throw new IOException("The line is cut.") : Task.FromResult<string?>(null);
        };

        var second = await MailedAsync("edith");

        Assert.Equal(2, sources.Count);
        var first = MailedSignIns.LinkIn(sources[0]);
        Assert.NotEqual(first, second);
        Assert.Equal(HttpStatusCode.SeeOther, (await ChooseAsync(first, Next)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await ChooseAsync(second, Next)).Status);
    }

    [Fact]
    public async Task Secret_OfALink_IsStoredNowhere_AndNoRequestNamesItsAccountInALog()
    {
        var token = HttpUtility.ParseQueryString((await MailedAsync("edith@example.org")).Split('?')[1])["token"]!;

        var account = System.Text.Json.JsonSerializer.Serialize(await StoredAsync<AccountState>("account", Site.Grains.GetGrain<IAccountGrain>("edith")), StoredStates.Contracts);
        var outbox = System.Text.Json.JsonSerializer.Serialize(
            await StoredAsync<MailOutboxState>("mail-outbox", Site.Grains.GetGrain<IMailOutboxGrain>(IMailOutboxGrain.ShardOf("edith"))), StoredStates.Contracts);

        Assert.Contains(Convert.ToBase64String(SetupTokens.Hash(token).AsSpan()), account.Replace("\\u002B", "+", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain(token, account + outbox, StringComparison.Ordinal);
        Assert.DoesNotContain("@", outbox, StringComparison.Ordinal);
        Assert.DoesNotContain("edith", new PasswordRequest("edith").ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Request_ThatFails_IsLoggedWithoutAName_AndTheNextIsMailed()
    {
        Site.Cluster.Storage.Arm(StorageOperation.Write, "account", StorageFault.Before);
        await AskAsync("edith");

        var warning = await _mailed.Warnings.NextAsync(Cancel).WaitAsync(Patience, Cancel);
        Assert.Contains("no mail could be ordered (IOException)", warning, StringComparison.Ordinal);
        Assert.DoesNotContain("edith", warning, StringComparison.OrdinalIgnoreCase);
        Assert.StartsWith("/choose-password?", await MailedAsync("edith"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Requests_ThatAreLookedUpAtOnce_AreBounded()
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _mailed.BeforeAsking = gate.Task;
        var desk = Site.Grains.GetGrain<IMailDeskGrain>(0);

        var taken = new List<bool>();
        for (var i = 0; i < 60; i++) taken.Add(await desk.AskForPasswordAsync(new($"somebody{i}")));
        Assert.True(taken[0]);
        Assert.Contains(false, taken);

        gate.SetResult();
        await Waits.UntilAsync(() => desk.AskForPasswordAsync(new("nobody")), "The desk never takes a request again.");
    }

    private async Task<T> StoredAsync<T>(string name, IAddressable grain)
        where T : new()
    {
        var read = new GrainState<T>(new());
        await Site.Cluster.Storage.ReadStateAsync(name, grain.GetGrainId(), read);
        Assert.True(read.RecordExists);
        return read.State!;
    }

    private async Task<string> MailedAsync(string name)
    {
        await AskAsync(name);
        return MailedSignIns.LinkIn((await _mailed.NextAsync(Cancel)).Source);
    }

    private async Task AskAsync(string name)
    {
        using var browser = Site.NewBrowser();
        Assert.Equal(HttpStatusCode.SeeOther, (await SignInSite.SendAsync(browser, Path, ("login", name))).Status);
    }

    // As the form of the page sends it.
    private async Task<(HttpStatusCode Status, string Location, string Page)> ChooseAsync(string link, string password, HttpClient? browser = null)
    {
        browser ??= Site.NewBrowser();
        var query = HttpUtility.ParseQueryString(link.Split('?')[1]);
        return await SignInSite.SendAsync(browser, "/choose-password", ("login", query["login"]!), ("token", query["token"]!), ("password", password));
    }
}
