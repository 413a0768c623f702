using System.Net;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace OrleansNews.Accounts;

/// <summary>Two-step login as a browser meets it.</summary>
public sealed class SecondFactorPageTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Enrolled_SignsInWithACode_OnceWithEach()
    {
        await using var site = await SignInSite.StartAsync(1000);
        await site.CreateAsync("edith");
        var (key, codes) = await EnrolAsync(site, "edith");
        Assert.Equal(10, codes.Length);

        var browser = await AtSecondStepAsync(site);
        var used = Code(site, key);
        Assert.Equal(HttpStatusCode.Unauthorized, (await SignInSite.SendAsync(browser, "/login/code", ("code", used))).Status);
        site.Cluster.Time.Advance(TimeSpan.FromSeconds(30));
        var next = Code(site, key);
        Assert.Equal((HttpStatusCode.Redirect, "/newsroom"), Where(await SignInSite.SendAsync(browser, "/login/code", ("code", $" {next[..3]} {next[3..]} "))));

        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/newsroom/profile", Cancel)).StatusCode);
        var other = await AtSecondStepAsync(site);
        Assert.Equal(HttpStatusCode.Unauthorized, (await SignInSite.SendAsync(other, "/login/code", ("code", next))).Status);
    }

    [Fact]
    public async Task RecoveryCode_StandsInOnce()
    {
        await using var site = await SignInSite.StartAsync(1000);
        await site.CreateAsync("edith");
        var (_, codes) = await EnrolAsync(site, "edith");

        Assert.Equal((HttpStatusCode.Redirect, "/newsroom"), Where(await SignInSite.SendAsync(await AtSecondStepAsync(site), "/login/code", ("code", codes[3].ToUpperInvariant()))));
        Assert.Equal(HttpStatusCode.Unauthorized, (await SignInSite.SendAsync(await AtSecondStepAsync(site), "/login/code", ("code", codes[3]))).Status);
        Assert.Equal((HttpStatusCode.Redirect, "/newsroom"), Where(await SignInSite.SendAsync(await AtSecondStepAsync(site), "/login/code", ("code", codes[4]))));
    }

    [Fact]
    public async Task HalfSignedIn_MayDoNothing_AndNotForLong()
    {
        await using var site = await SignInSite.StartAsync(1000);
        await site.CreateAsync("edith", Role.Administrator);
        var (key, _) = await EnrolAsync(site, "edith");
        site.Cluster.Time.Advance(TimeSpan.FromMinutes(1));
        var browser = await AtSecondStepAsync(site);
        foreach (var path in new[] { "/newsroom/profile", "/newsroom/staff", "/newsroom/profile/second-factor" })
            Assert.StartsWith("/login?", (await browser.GetAsync(path, Cancel)).Headers.Location!.OriginalString, StringComparison.Ordinal);

        site.Cluster.Time.Advance(SecondStepTickets.Lifetime);

        Assert.Equal((HttpStatusCode.SeeOther, "/login"), Where(await SignInSite.SendAsync(browser, "/login/code", ("code", Code(site, key)))));
        Assert.Equal((HttpStatusCode.SeeOther, "/login"), Where(await SignInSite.SendAsync(site.NewBrowser(), "/login/code", ("code", Code(site, key)))));
    }

    [Fact]
    public async Task GuessedCodes_AreCounted_AndTheRightPasswordForgivesNone()
    {
        await using var site = await SignInSite.StartAsync(1000);
        await site.CreateAsync("edith");
        var (key, _) = await EnrolAsync(site, "edith");
        site.Cluster.Time.Advance(TimeSpan.FromMinutes(1));
        for (var guess = 0; guess < 5; guess++)
        {
            var wrong = Code(site, key) == "000000" ? "000001" : "000000";
            Assert.Equal(HttpStatusCode.Unauthorized, (await SignInSite.SendAsync(await AtSecondStepAsync(site), "/login/code", ("code", wrong))).Status);
        }

        using var refused = await SignInSite.LogInAsync(site.NewBrowser(), "edith", SignInSite.Password);
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        site.Cluster.Time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal((HttpStatusCode.Redirect, "/newsroom"), Where(await SignInSite.SendAsync(await AtSecondStepAsync(site), "/login/code", ("code", Code(site, key)))));
    }

    [Fact]
    public async Task Enrolment_WithAWrongCodeOrPassword_KeepsTheKeyAndTurnsNothingOn()
    {
        await using var site = await SignInSite.StartAsync(1000);
        await site.CreateAsync("edith");
        var browser = await site.SignedInAsync("edith");
        var (key, hidden) = await KeyAsync(browser);

        var wrongCode = await SignInSite.SendAsync(browser, "/newsroom/profile/second-factor", ("key", hidden), ("code", "12345"), ("current-password", SignInSite.Password));
        var wrongPassword = await SignInSite.SendAsync(browser, "/newsroom/profile/second-factor", ("key", hidden), ("code", Code(site, key)), ("current-password", "a guess"));
        var forged = await SignInSite.SendAsync(browser, "/newsroom/profile/second-factor", ("key", "AAAA"), ("code", Code(site, key)), ("current-password", SignInSite.Password));

        foreach (var (status, _, page) in new[] { wrongCode, wrongPassword })
        {
            Assert.Equal(HttpStatusCode.BadRequest, status);
            Assert.Contains(KeyText(page), Base32.Encode(key), StringComparison.Ordinal);
        }

        Assert.Equal(HttpStatusCode.BadRequest, forged.Status);
        Assert.False((await site.Grains.GetGrain<IAccountGrain>("edith").GetAsync(Actor.System))!.HasSecondFactor);
    }

    [Fact]
    public async Task TurningOff_AsksForThePassword()
    {
        await using var site = await SignInSite.StartAsync(1000);
        await site.CreateAsync("edith");
        var browser = await site.SignedInAsync("edith");
        var (_, codes) = await EnrolAsync(site, "edith", browser);

        Assert.Equal(HttpStatusCode.BadRequest, (await SignInSite.SendAsync(browser, "/newsroom/profile/second-factor/off", ("current-password", "a guess"))).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await SignInSite.SendAsync(browser, "/newsroom/profile/second-factor/codes", ("current-password", ""))).Status);
        var renewed = await SignInSite.SendAsync(browser, "/newsroom/profile/second-factor/codes", ("current-password", SignInSite.Password));
        Assert.Equal(HttpStatusCode.OK, renewed.Status);
        Assert.DoesNotContain(codes[0], renewed.Page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Unauthorized, (await SignInSite.SendAsync(await AtSecondStepAsync(site), "/login/code", ("code", codes[0]))).Status);
        Assert.Equal(HttpStatusCode.SeeOther, (await SignInSite.SendAsync(browser, "/newsroom/profile/second-factor/off", ("current-password", SignInSite.Password))).Status);

        using var answer = await SignInSite.LogInAsync(site.NewBrowser(), "edith", SignInSite.Password);
        Assert.Equal("/newsroom", answer.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task Demanded_LeadsToEnrolment_AndLeavesNoOtherRightUntilThen()
    {
        await using var site = await SignInSite.StartAsync(1000);
        await site.CreateAsync("edith", Role.Administrator);
        await site.Grains.GetGrain<IAccountGrain>("edith").RequireSecondFactorAsync(true, Actor.System);
        var browser = site.NewBrowser();
        using var answer = await SignInSite.LogInAsync(browser, "edith", SignInSite.Password);

        Assert.Equal("/newsroom/profile/second-factor", answer.Headers.Location!.OriginalString);
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.GetAsync("/newsroom/staff", Cancel)).StatusCode);
        await EnrolAsync(site, "edith", browser);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/newsroom/staff", Cancel)).StatusCode);
    }

    [Fact]
    public async Task StoredKey_IsSealed_ForItsOwnAccountAlone()
    {
        await using var site = await SignInSite.StartAsync(1000);
        var keys = Microsoft.Extensions.DependencyInjection.ServiceProviderServiceExtensions.GetRequiredService<AuthenticatorKeys>(site.Services);
        var key = AuthenticatorKeys.Create();

        var kept = keys.Seal("edith", key);

        Assert.Equal(key, keys.Unseal("edith", kept));
        Assert.Null(keys.Unseal("mallory", kept));
        Assert.Null(keys.UnsealForEnrolment("edith", kept));
        Assert.Null(keys.Unseal("edith", "no such thing"));
        Assert.DoesNotContain(Convert.ToBase64String(key)[..20], kept, StringComparison.Ordinal);
    }

    private static async Task<(byte[] Key, string[] Codes)> EnrolAsync(SignInSite site, string login, HttpClient? browser = null)
    {
        browser ??= await site.SignedInAsync(login);
        var (key, hidden) = await KeyAsync(browser);
        var (status, _, page) = await SignInSite.SendAsync(
            browser, "/newsroom/profile/second-factor", ("key", hidden), ("code", Code(site, key)), ("current-password", SignInSite.Password));
        Assert.Equal(HttpStatusCode.OK, status);
        return (key, [.. new HtmlParser().ParseDocument(page).QuerySelectorAll(".secrets code").Select(code => code.TextContent)]);
    }

    private static async Task<(byte[] Key, string Hidden)> KeyAsync(HttpClient browser)
    {
        var page = await browser.GetStringAsync("/newsroom/profile/second-factor", Cancel);
        var document = new HtmlParser().ParseDocument(page);
        Assert.NotNull(document.QuerySelector("svg.qr path"));
        return (Decode(KeyText(page)), document.QuerySelector("input[name=key]")!.GetAttribute("value")!);
    }

    private static string KeyText(string page) => Regex.Replace(new HtmlParser().ParseDocument(page).QuerySelector("code.key")!.TextContent, " ", "");

    private static byte[] Decode(string base32)
    {
        var bits = string.Concat(base32.Select(letter => Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(letter, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        return [.. Enumerable.Range(0, bits.Length / 8).Select(i => Convert.ToByte(bits.Substring(i * 8, 8), 2))];
    }

    private static string Code(SignInSite site, byte[] key) => Totp.Code(key, Totp.StepAt(site.Cluster.Time.GetUtcNow()));

    private static async Task<HttpClient> AtSecondStepAsync(SignInSite site)
    {
        var browser = site.NewBrowser();
        using var answer = await SignInSite.LogInAsync(browser, "edith", SignInSite.Password);
        Assert.Equal("/login/code", answer.Headers.Location?.OriginalString);
        Assert.DoesNotContain(answer.Headers.GetValues("Set-Cookie"), cookie => cookie.StartsWith("news-session=", StringComparison.Ordinal));
        return browser;
    }

    private static (HttpStatusCode Status, string Location) Where((HttpStatusCode Status, string Location, string Page) answer) => (answer.Status, answer.Location);
}
