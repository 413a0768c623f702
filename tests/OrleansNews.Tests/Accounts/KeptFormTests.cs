using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using OrleansNews.Articles;

namespace OrleansNews.Accounts;

/// <summary>Being logged out while typing, without JavaScript.</summary>
public sealed class KeptFormTests
{
    private const string Text = "First line & more.\r\n\r\nالعبّارة \"تعود\" <b>1 + 1 = 2 %20</b>";

    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Story_OfWhoWasLoggedOut_GoesThroughTheLoginWhole()
    {
        await using var site = await SignInSite.StartAsync(1000);
        var browser = await WriterAsync(site);
        var address = await BeginAsync(browser);
        await browser.PostAsync("/logout", null, Cancel);

        var refused = await SendAsync(browser, address, [new("version", "0"), new("title", "The ferry"), new("body", Text), new("tags", "a, b")]);
        Assert.Equal((HttpStatusCode.Unauthorized, "", true), (refused.Status, refused.Location, refused.NoStore));
        var wrong = await SendAsync(browser, "/login", [.. Hidden(refused.Page), new("login", "edith"), new("password", "a guess")]);
        Assert.Equal(HttpStatusCode.Unauthorized, wrong.Status);
        var back = await SendAsync(browser, "/login", [.. Hidden(wrong.Page), new("login", "edith"), new("password", SignInSite.Password)]);
        Assert.Equal((HttpStatusCode.OK, true), (back.Status, back.NoStore));
        var form = Form(back.Page);
        Assert.Equal(address, form.GetAttribute("action"));
        Assert.DoesNotContain(SignInSite.Password, back.Page, StringComparison.Ordinal);
        var saved = await SendAsync(browser, address, [.. Hidden(back.Page)]);

        Assert.Equal((HttpStatusCode.SeeOther, address + "?saved"), (saved.Status, saved.Location));
        var stored = (await site.Article(address).GetForEditingAsync(new("edith", "Edith", Role.Editor)))!.Content;
        Assert.Equal(("The ferry", Text.ReplaceLineEndings("\n")), (stored.Title, stored.Body));
        Assert.Equal(["a", "b"], stored.Tags.Select(tag => tag.Name));
    }

    [Fact]
    public async Task Form_FromAnotherSite_OfAScript_OrWithAPassword_IsNotKept()
    {
        await using var site = await SignInSite.StartAsync(1000);
        var browser = site.NewBrowser();
        KeyValuePair<string, string>[] fields = [new("version", "0"), new("title", "The ferry"), new("current-password", "a secret")];

        var answers = new[]
        {
            await SendAsync(browser, "/newsroom/stories/1", fields, from: "cross-site"),
            await SendAsync(browser, "/newsroom/stories/1/autosave", fields, accept: "*/*"),
            await SendAsync(browser, "/newsroom/profile/password", fields),
        };

        Assert.All(answers, answer =>
        {
            Assert.Equal(HttpStatusCode.Redirect, answer.Status);
            Assert.StartsWith("/login?returnUrl=", answer.Location, StringComparison.Ordinal);
            Assert.Equal("", answer.Page);
        });
    }

    [Theory]
    [InlineData("https://example.org/", "P2E9Yg")]
    [InlineData("//example.org/", "P2E9Yg")]
    [InlineData("/newsroom/stories/1", "not base64url!")]
    [InlineData("/newsroom/stories/1", "")]
    public async Task KeptFields_ThatNoLoginPageHolds_AreDropped(string action, string fields)
    {
        await using var site = await SignInSite.StartAsync(1000);
        await site.CreateAsync("edith");

        var answer = await SendAsync(site.NewBrowser(), "/login", [new("login", "edith"), new("password", SignInSite.Password), new(KeptForm.ActionField, action), new(KeptForm.FieldsField, fields)]);

        Assert.Equal((HttpStatusCode.Redirect, "/newsroom"), (answer.Status, answer.Location));
    }

    private static async Task<HttpClient> WriterAsync(SignInSite site)
    {
        await site.CreateAsync("edith");
        return await site.SignedInAsync("edith");
    }

    private static async Task<string> BeginAsync(HttpClient browser)
    {
        using var answer = await browser.PostAsync("/newsroom/stories", new FormUrlEncodedContent([]), Cancel);
        return answer.Headers.Location!.OriginalString;
    }

    private static async Task<(HttpStatusCode Status, string Location, string Page, bool NoStore)> SendAsync(
        HttpClient browser, string path, KeyValuePair<string, string>[] fields, string from = "same-origin", string accept = "text/html")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(fields), Headers = { { "Accept", accept }, { "Sec-Fetch-Site", from } } };
        using var answer = await browser.SendAsync(request, Cancel);
        return (answer.StatusCode, answer.Headers.Location?.OriginalString ?? "", await answer.Content.ReadAsStringAsync(Cancel), answer.Headers.CacheControl?.NoStore is true);
    }

    private static IHtmlFormElement Form(string page) => (IHtmlFormElement)new HtmlParser().ParseDocument(page).QuerySelector("form.account-form")!;

    private static IEnumerable<KeyValuePair<string, string>> Hidden(string page) =>
        Form(page).QuerySelectorAll("input[type=hidden]").Select(field => KeyValuePair.Create(field.GetAttribute("name")!, field.GetAttribute("value")!));
}
