using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using OrleansNews.Articles;
using OrleansNews.Media;

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

    /// <summary>The file itself is stored nowhere for who is nobody; its name and what was typed about it go through the login.</summary>
    [Fact]
    public async Task Picture_OfWhoWasLoggedOut_KeepsItsWordsThroughTheLogin_AndIsChosenAgain()
    {
        await using var site = await SignInSite.StartAsync(1000);
        var browser = await WriterAsync(site);
        await browser.PostAsync("/logout", null, Cancel);

        using var tooLong = await UploadAsync(browser, new string('a', 32_000));
        Assert.Equal((HttpStatusCode.Redirect, "/login?returnUrl=%2Fnewsroom%2Fmedia"), (tooLong.StatusCode, tooLong.Headers.Location?.OriginalString));
        using var refused = await UploadAsync(browser, Text);
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        var back = await SendAsync(browser, "/login", [.. Hidden(await refused.Content.ReadAsStringAsync(Cancel)), new("login", "edith"), new("password", SignInSite.Password)]);

        var form = Form(back.Page);
        Assert.Equal(("/newsroom/media", "multipart/form-data"), (form.GetAttribute("action"), form.Enctype));
        Assert.Contains("The file ferry.jpg itself cannot be kept", form.TextContent, StringComparison.Ordinal);
        Assert.Equal([new("caption", Text), new("alt", "A ferry")], Hidden(back.Page).Select(field => KeyValuePair.Create(field.Key, field.Value.ReplaceLineEndings("\r\n"))));
        using var again = new MultipartFormDataContent { { new ByteArrayContent(TestPictures.Jpeg(64, 64)), "file", "ferry.jpg" } };
        foreach (var (name, value) in Hidden(back.Page)) again.Add(new StringContent(value), name);
        using var saved = await browser.PostAsync("/newsroom/media", again, Cancel);
        Assert.Equal(HttpStatusCode.SeeOther, saved.StatusCode);
        var picture = new HtmlParser().ParseDocument(await browser.GetStringAsync(saved.Headers.Location, Cancel));
        Assert.Equal(("A ferry", Text), (Value(picture, "alt"), Value(picture, "caption").ReplaceLineEndings("\r\n")));
    }

    /// <summary>Whoever is nobody cannot make the site read as much as a picture may have: it asks for no more than the head of such a request.</summary>
    [Theory]
    [InlineData("/newsroom/media", "multipart/form-data; boundary=part", 25 << 20)]
    [InlineData("/newsroom/media", "application/x-www-form-urlencoded", KeptForm.MaxLength + 1)]
    [InlineData("/newsroom/stories/1", "application/x-www-form-urlencoded", KeptForm.MaxLength + 1)]
    public async Task Form_OfNobody_ThatIsLarge_IsNotRead(string address, string type, long length)
    {
        await using var site = await SignInSite.StartAsync(1000);
        using var browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, Expect100ContinueTimeout = TimeSpan.FromMinutes(1) }) { BaseAddress = site.Address };
        using var body = new UnwantedContent(type, length);
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = body, Headers = { { "Accept", "text/html" }, { "Sec-Fetch-Site", "same-origin" }, { "Expect", "100-continue" } } };

        using var answer = await browser.SendAsync(request, Cancel);

        Assert.Equal((HttpStatusCode.Redirect, $"/login?returnUrl={Uri.EscapeDataString(address)}"), (answer.StatusCode, answer.Headers.Location?.OriginalString));
        Assert.False(body.WasAskedFor);
    }

    /// <summary>Nor can they make it look at parts without an end, or at a boundary that no reader has room for.</summary>
    [Theory]
    [InlineData(10, 1_000)]
    [InlineData(5_000, 1)]
    public async Task Form_OfNobody_OfManyParts_OrWithALongBoundary_IsNotKept(int boundaryLength, int parts)
    {
        await using var site = await SignInSite.StartAsync(1000);
        using var browser = site.NewBrowser();
        var boundary = new string('b', boundaryLength);
        using var body = new StringContent(string.Concat(Enumerable.Repeat($"--{boundary}\r\n\r\nx\r\n", parts)) + $"--{boundary}--\r\n");
        body.Headers.Remove("Content-Type");
        body.Headers.TryAddWithoutValidation("Content-Type", $"multipart/form-data; boundary={boundary}");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/newsroom/media") { Content = body, Headers = { { "Accept", "text/html" }, { "Sec-Fetch-Site", "same-origin" } } };

        using var answer = await browser.SendAsync(request, Cancel);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }

    [Theory]
    [InlineData("/newsroom/profile", "name", "Edith & <co>")]
    [InlineData("/newsroom/profile/application-passwords", "program", "The wire")]
    [InlineData("/newsroom/staff", "email", "new@example.org")]
    public async Task AccountForm_OfWhoWasLoggedOut_GoesThroughTheLogin(string address, string field, string value)
    {
        await using var site = await SignInSite.StartAsync(1000);
        await site.CreateAsync("edith", Role.Administrator);
        var browser = await site.SignedInAsync("edith");
        await browser.PostAsync("/logout", null, Cancel);

        var refused = await SendAsync(browser, address, [new(field, value), new("current-password", "a secret")]);
        var back = await SendAsync(browser, "/login", [.. Hidden(refused.Page), new("login", "edith"), new("password", SignInSite.Password)]);

        Assert.Equal((HttpStatusCode.Unauthorized, address), (refused.Status, Form(back.Page).GetAttribute("action")));
        Assert.Equal([new(field, value)], Hidden(back.Page));
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

    private static async Task<HttpResponseMessage> UploadAsync(HttpClient browser, string caption)
    {
        using var body = new MultipartFormDataContent { { new ByteArrayContent(TestPictures.Jpeg(64, 64)), "file", "ferry.jpg" }, { new StringContent(caption), "caption" }, { new StringContent("A ferry"), "alt" } };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/newsroom/media") { Content = body, Headers = { { "Accept", "text/html" }, { "Sec-Fetch-Site", "same-origin" } } };
        return await browser.SendAsync(request, Cancel);
    }

    private static string Value(IHtmlDocument page, string id) => ((IHtmlTextAreaElement)page.GetElementById(id)!).Value;

    // A client that waits for 100 (Continue) sends its body when the server begins to read.
    private sealed class UnwantedContent : HttpContent
    {
        private readonly long _length;

        public UnwantedContent(string type, long length)
        {
            _length = length;
            Headers.Add("Content-Type", type);
        }

        public bool WasAskedFor { get; private set; }

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            WasAskedFor = true;
            await stream.WriteAsync(new byte[_length], Cancel);
        }

        protected override bool TryComputeLength(out long length)
        {
            length = _length;
            return true;
        }
    }
}
