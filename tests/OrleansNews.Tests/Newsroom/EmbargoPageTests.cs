using System.Diagnostics;
using System.Net;
using System.Text;
using OrleansNews.Accounts;
using OrleansNews.Articles;
using OrleansNews.Live;
using OrleansNews.Media;

namespace OrleansNews.Newsroom;

/// <summary>
/// A story under embargo, and the embargoed change of a published one: no word of either is at any address for those not allowed, and when they are out the same
/// questions find the words, so that looking for them is known to find them.
/// </summary>
public sealed class EmbargoPageTests : IAsyncLifetime
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    // One word a field, so that a field that leaks is named.
    private static readonly string[] Words =
    [
        "Zanzibarquartz", "Mirabellenfeld", "Wolframlilie", "Qorvandel", "Brunnbach", "Tarnowhafen", "Glimmerwyck", "uncommonpath", "Lorbeersaphir", "Distelopal",
        "Altkarmin", "Unterlapis", "Kreditonyx", "Changedzircon", "Changedtopaz", "Changedberyl", "Changedjasper", "changedpath", "Noteamethyst",
    ];

    // Programs are asked to sign in: their passwords are for the API.
    private static readonly HttpStatusCode[] Refused = [HttpStatusCode.Forbidden, HttpStatusCode.NotFound, HttpStatusCode.Unauthorized, HttpStatusCode.Redirect];

    private SignInSite _site = null!;

    public async ValueTask InitializeAsync() => _site = await SignInSite.StartAsync(1000, new KeyValuePair<string, string?>("Limits:Enabled", "false"));

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task Readers_FindNoWordAtAnyAddress_UntilTheEmbargoIsOver_AndThenAllOfThem()
    {
        var mara = await SignedInAsync("mara", Role.Author);
        var until = _site.Cluster.Time.GetUtcNow().AddHours(10);
        var story = await WriteAsync(mara, until);
        var (changed, path) = await ChangeAsync(until);
        var addresses = EmbargoAddresses.Of(story.GetPrimaryKeyLong(), changed.GetPrimaryKeyLong(), path);
        var reader = _site.NewBrowser();
        await using var live = await LiveClient.OpenAsync(_site.NewBrowser(), $"/api/articles/{changed.GetPrimaryKeyLong()}/live", null, Cancel);

        // A story that readers may see, written after them, is in every list and in the search: these have passed the secret ones.
        var open = await _site.PublishAsync(Stories.Harbour with { Title = "Openharbour", Slug = "openharbour" });
        foreach (var list in new[] { "/", "/feed/", "/category/local/", "/tag/harbour/", "/2026/11/22/", "/sitemap-1.xml", "/news-sitemap.xml", "/?s=Openharbour", "/api/search?q=Openharbour" })
            await UntilShownAsync(reader, list, open.Path);

        var wrong = new List<string>();
        foreach (var address in addresses)
        {
            var (status, text) = await ReadAsync(reader, HttpMethod.Get, address.Path);
            if (status != address.Before || FoundIn(text, address.Path) is not null) wrong.Add($"{address.Path}: {status} {FoundIn(text, address.Path)}");
            if (address.Path.StartsWith("/api/", StringComparison.Ordinal)) continue;
            var (head, headers) = await ReadAsync(reader, HttpMethod.Head, address.Path);
            if (head != address.Before || FoundIn(headers, address.Path) is not null) wrong.Add($"HEAD {address.Path}: {head} {FoundIn(headers, address.Path)}");
        }

        var picture = (await _site.Grains.GetGrain<IMediaGrain>((await story.GetForEditingAsync(Stories.Editor))!.Content.LeadImage!.Media.Value).GetAsync(Actor.System))!.Source;
        foreach (var address in EmbargoAddresses.Elsewhere(story.GetPrimaryKeyLong(), changed.GetPrimaryKeyLong(), picture.AddressOfLargest()))
        {
            foreach (var method in address.StartsWith("/api/", StringComparison.Ordinal) ? [HttpMethod.Get] : new[] { HttpMethod.Get, HttpMethod.Head })
            {
                var (status, text) = await ReadAsync(reader, method, address);
                if ((int)status >= 500 || FoundIn(text, address) is not null) wrong.Add($"{method} {address}: {status} {FoundIn(text, address)}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.Equal(HttpStatusCode.NotFound, await SecretStatusAsync(reader, HttpMethod.Get, $"/api/articles/{story.GetPrimaryKeyLong()}/live"));
        Assert.Equal(HttpStatusCode.NotFound, await CommentAsync(reader, story));
        foreach (var address in EmbargoAddresses.OfNewsroom(story.GetPrimaryKeyLong(), changed.GetPrimaryKeyLong()).Concat(EmbargoAddresses.Lists(story.GetPrimaryKeyLong(), 1)))
            Assert.True(await SecretStatusAsync(reader, HttpMethod.Get, address) is HttpStatusCode.Redirect or HttpStatusCode.Unauthorized, address);
        Assert.Equal(HttpStatusCode.Redirect, (await SignInSite.SendAsync(reader, $"/newsroom/stories/{story.GetPrimaryKeyLong()}/preview", ("version", "0"))).Status);
        Assert.Equal(HttpStatusCode.Created, await CommentAsync(reader, changed, "Before it was out."));
        await UntilAsync(live, told =>
        {
            Assert.Null(FoundIn(told.Data, ""));
            return told.Name == "comment";
        });

        _site.Cluster.Time.Advance(until - _site.Cluster.Time.GetUtcNow());
        await story.PublishedAsync((await story.GetForEditingAsync(Stories.Editor))!.Content, (await story.GetForEditingAsync(Stories.Editor))!.Version, Stories.Editor);
        await changed.PublishedAsync((await changed.GetForEditingAsync(Stories.Editor))!.Content, (await changed.GetForEditingAsync(Stories.Editor))!.Version, Stories.Editor);

        await UntilAsync(live, told => told.Data.Contains("Changedtopaz", StringComparison.Ordinal));
        foreach (var address in addresses)
        {
            // What is told behind the answer, search and feeds, may be a moment late.
            if (!await IsShownAsync(reader, address)) wrong.Add($"{address.Path}: {(await ReadAsync(reader, HttpMethod.Get, address.Path)).Status}, not all of {string.Join(", ", address.Shows)}");
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.Equal(HttpStatusCode.Created, await CommentAsync(reader, story, "Now it is."));
    }

    [Theory]
    [InlineData(Role.Subscriber)]
    [InlineData(Role.Contributor)]
    [InlineData(Role.Author)]
    [InlineData(Role.Moderator)]
    [InlineData(Role.Operator)]
    public async Task Staff_WhoMayNotOpenIt_FindNoWordInTheNewsroom_AndCanDoNothingToIt(Role role)
    {
        var mara = await SignedInAsync("mara", Role.Author);
        var until = _site.Cluster.Time.GetUtcNow().AddHours(10);
        var story = await WriteAsync(mara, until);
        var (changed, _) = await ChangeAsync(until);
        var number = story.GetPrimaryKeyLong();
        var picture = (await story.GetForEditingAsync(Stories.Editor))!.Content.LeadImage!.Media.Value;
        // Whoever may open it finds it where the others do not.
        await mara.UntilShownAsync("/newsroom/stories?show=embargoed", "Zanzibarquartz", Cancel);
        Assert.Contains("Noteamethyst", await mara.GetStringAsync($"/newsroom/stories/{number}", Cancel), StringComparison.Ordinal);
        Assert.Contains("Zanzibarquartz", await mara.GetStringAsync($"/newsroom/media/{picture}", Cancel), StringComparison.Ordinal);
        await (await SignedInAsync("edda", Role.Editor)).UntilShownAsync("/newsroom/stories?show=changes", "Changedzircon", Cancel);

        // Of programs too: the same question, asked with the password of somebody who may, is answered with the way to the story.
        Assert.Contains($"/newsroom/stories/{number}\"", await (await ProgramAsync("edna", Role.Editor)).GetStringAsync($"/api/articles/{number}/staff-tools", Cancel), StringComparison.Ordinal);
        Assert.DoesNotContain($"/newsroom/stories/{number}", (await ReadAsync(await ProgramAsync("nora", role), HttpMethod.Get, $"/api/articles/{number}/staff-tools")).Text, StringComparison.Ordinal);

        var version = (await story.GetForEditingAsync(Stories.Editor))!.Version;
        var wrong = new List<string>();
        foreach (var browser in new[] { await SignedInAsync("jonas", role), await ProgramAsync("nils", role) })
        {
            foreach (var address in EmbargoAddresses.OfNewsroom(number, changed.GetPrimaryKeyLong()))
                Assert.Contains(await SecretStatusAsync(browser, HttpMethod.Get, address), Refused);
            foreach (var address in EmbargoAddresses.Lists(number, picture))
                Assert.Contains(await SecretStatusAsync(browser, HttpMethod.Get, address), Refused.Append(HttpStatusCode.OK));
            foreach (var action in new[] { "", "/review", "/back", "/publish", "/schedule", "/unschedule", "/embargo", "/restore", "/withdraw", "/discard", "/take-back", "/take-saved", "/autosave", "/keep-open", "/take-over", "/notes", "/seen", "/live", "/live/end" })
            {
                var (status, page) = await SendAsync(browser, $"/newsroom/stories/{number}{action}", version);
                // These say the same to everybody, and do nothing here: no plan is taken back without one, no page kept open that is not, no mention seen that nobody made.
                var isDeaf = (action, status) is ("/unschedule", HttpStatusCode.BadRequest) or ("/keep-open", HttpStatusCode.NoContent) or ("/seen", HttpStatusCode.SeeOther);
                if (!isDeaf && !Refused.Contains(status)) wrong.Add($"{role} {action}: {status}");
                Assert.Null(FoundIn(page, action));
            }

            // A preview shows what was sent, to those who may write anything at all.
            Assert.Null(FoundIn((await SendAsync(browser, $"/newsroom/stories/{number}/preview", version)).Page, ""));
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        var kept = (await story.GetForEditingAsync(Stories.Editor))!;
        Assert.Equal((version, "Zanzibarquartz", until), (kept.Version, kept.Content.Title, kept.EmbargoUntil));
    }

    // The status, when neither the answer nor a header of it holds a word that was not asked for.
    private static async Task<HttpStatusCode> SecretStatusAsync(HttpClient browser, HttpMethod method, string path)
    {
        var (status, text) = await ReadAsync(browser, method, path);
        if (FoundIn(text, path) is { } word) Assert.Fail($"{method} {path} says {word}.");
        return status;
    }

    // What comes live, until one of it is what is waited for.
    private static async Task UntilAsync(LiveClient live, Func<ServerSentEvent, bool> isIt)
    {
        for (var began = Stopwatch.GetTimestamp(); ;)
        {
            if (isIt(await live.NextAsync("article", "comment").WaitAsync(TimeSpan.FromSeconds(30), Cancel))) return;
            if (Stopwatch.GetElapsedTime(began) > TimeSpan.FromSeconds(60)) Assert.Fail("What was waited for does not come.");
        }
    }

    private static string? FoundIn(string text, string asked) => Words.FirstOrDefault(word => !asked.Contains(word, StringComparison.OrdinalIgnoreCase) && text.Contains(word, StringComparison.OrdinalIgnoreCase));

    private static async Task<(HttpStatusCode Status, string Text)> ReadAsync(HttpClient browser, HttpMethod method, string path)
    {
        using var request = new HttpRequestMessage(method, path);
        using var answer = await browser.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancel);
        if (answer.Content.Headers.ContentType?.MediaType == "text/event-stream") Assert.Fail($"{path} is live.");
        return (answer.StatusCode, $"{answer.Headers}{answer.Content.Headers}{await answer.Content.ReadAsStringAsync(Cancel)}");
    }

    private async Task UntilShownAsync(HttpClient browser, string path, string word) => Assert.True(await IsShownAsync(browser, new(path, default, HttpStatusCode.OK, word)), $"{path} does not show {word}.");

    private async Task<bool> IsShownAsync(HttpClient browser, EmbargoAddress address)
    {
        // Every turn is a second of the newspaper's clock: patience for what is kept for one.
        for (var began = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(began) < TimeSpan.FromSeconds(60);)
        {
            var (status, text) = await ReadAsync(browser, HttpMethod.Get, address.Path);
            if (status == address.After && address.Shows.All(word => text.Contains(word, StringComparison.Ordinal))) return true;
            _site.Cluster.Time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(10, Cancel);
        }

        return false;
    }

    // Through the form of the editor, as a newsroom would.
    private async Task<IArticleGrain> WriteAsync(HttpClient mara, DateTimeOffset until)
    {
        var address = (await SignInSite.SendAsync(mara, "/newsroom/stories")).Location;
        var picture = (await _site.Grains.NewPictureAsync()).Source.Id;
        var saved = await SignInSite.SendAsync(
            mara, address + "/embargo", ("title", "Zanzibarquartz"), ("standfirst", "Mirabellenfeld"), ("body", "Wolframlilie"), ("excerpt", "Qorvandel"), ("authors", "Xanthe Brunnbach"),
            ("dateline", "Tarnowhafen"), ("section", "Local"), ("tags", "Harbour, Glimmerwyck"), ("slug", "uncommonpath"), ("seo_title", "Lorbeersaphir"), ("seo_description", "Distelopal"),
            ("lead_image", $"{picture}"), ("lead_alt", "Altkarmin"), ("lead_caption", "Unterlapis"), ("lead_credit", "Kreditonyx"), ("format", "Markdown"), ("version", "0"), ("comments_open", "yes"),
            ("embargo", until.ToString("yyyy-MM-dd'T'HH:mm", System.Globalization.CultureInfo.InvariantCulture)));
        Assert.Equal((HttpStatusCode.SeeOther, address + "?saved"), (saved.Status, saved.Location));
        Assert.Equal(HttpStatusCode.SeeOther, (await SignInSite.SendAsync(mara, address + "/notes", ("note", "Noteamethyst"))).Status);
        return _site.Article(address);
    }

    private async Task<(IArticleGrain Article, string Path)> ChangeAsync(DateTimeOffset until)
    {
        var article = await _site.Grains.NewArticleAsync();
        await article.PublishedAsync(Stories.Harbour with { Title = "Openquay", Slug = "openquay" });
        var change = Stories.Harbour with { Title = "Changedzircon", Body = "Changedtopaz", Standfirst = "Changedberyl", Authors = [new("changedjasper", "Changedjasper")], Slug = "changedpath" };
        Assert.IsType<ArticleSaved>(await article.SaveDraftAsync(new(change, 1, Stories.Author)));
        Assert.IsType<ArticleSaved>(await article.EmbargoAsync(new(until, 2, Stories.Author)));
        return (article, "/2026/11/22/openquay/");
    }

    private static async Task<HttpStatusCode> CommentAsync(HttpClient reader, IArticleGrain story, string text = "What is it?")
    {
        using var body = new StringContent($$"""{"author":"Ada","email":"ada@example.org","text":"{{text}}"}""", Encoding.UTF8, "application/json");
        using var answer = await reader.PostAsync($"/api/articles/{story.GetPrimaryKeyLong()}/comments", body, Cancel);
        return answer.StatusCode;
    }

    private static async Task<(HttpStatusCode Status, string Page)> SendAsync(HttpClient browser, string path, long version)
    {
        var (status, _, page) = await SignInSite.SendAsync(
            browser, path, ("title", "B"), ("body", "B"), ("version", $"{version}"), ("format", "Markdown"), ("revision", "1"), ("at", "2026-11-24T06:00"), ("embargo", ""), ("note", "B"), ("text", "B"));
        return (status, page);
    }

    private async Task<HttpClient> SignedInAsync(string login, Role role)
    {
        await _site.CreateAsync(login, role);
        return await _site.SignedInAsync(login);
    }

    // What a colleague's program asks for, with an application password.
    private async Task<HttpClient> ProgramAsync(string login, Role role)
    {
        var owner = await _site.CreateAsync(login, role);
        var password = ApplicationPasswords.Create();
        Assert.True(await _site.Grains.GetGrain<IAccountGrain>(login).AddApplicationPasswordAsync("tests", ApplicationPasswords.Hash(password), owner));
        var program = _site.NewBrowser();
        program.DefaultRequestHeaders.Authorization = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{login}:{password}")));
        return program;
    }
}
