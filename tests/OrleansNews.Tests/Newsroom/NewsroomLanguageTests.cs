using System.Net;
using System.Text.RegularExpressions;
using OrleansNews.Accounts;
using OrleansNews.Articles;
using OrleansNews.Layout;
using OrleansNews.Site;

namespace OrleansNews.Newsroom;

/// <summary>The pages of those who write, in a language whose texts have no plain letter.</summary>
public sealed partial class NewsroomLanguageTests : IAsyncLifetime
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    // Names of languages, of the zone, and of people.
    private static readonly HashSet<string> Names = new(StringComparer.Ordinal) { "Markdown", "HTML", "English", "UTC", "Edith", "Mara", "Lind" };

    private SignInSite _site = null!;

    public async ValueTask InitializeAsync()
    {
        _site = await SignInSite.StartAsync(1000);
        var grain = _site.Grains.GetGrain<ISiteGrain>(0);
        var settings = (await grain.GetAsync(0))!;
        Assert.True((await grain.UpdateAsync(settings with { Title = "Устье", Tagline = "Газета", Language = SiteTexts.Pseudo, DefaultSection = new("m", "Море") }, Actor.System)).Saved);
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task Pages_HaveNoWordOutsideTheResources()
    {
        await _site.CreateAsync("edith");
        var browser = await _site.SignedInAsync("edith");
        var story = await _site.PublishAsync(new() { Title = "Первая", Body = "Текст", Authors = [new("a", "Анна")] });
        var address = $"/newsroom/stories/{story.Id}";
        await SendAsync(browser, address + "/publish", HttpStatusCode.SeeOther, 1, ("correction", "Ошибка"), ("shows_change", "yes"), ("reason", "Да"));
        await SendAsync(browser, address + "/embargo", HttpStatusCode.SeeOther, 2, ("embargo", "2026-11-23T06:00"));
        await SendAsync(browser, address + "/schedule", HttpStatusCode.SeeOther, 4, ("at", "2026-11-24T06:00"));
        await SendAsync(browser, address + "/notes", HttpStatusCode.SeeOther, 0, ("note", "Хорошо"));

        var mila = new Actor("mila", "Мила", Role.Editor);
        var article = _site.Grains.GetGrain<IArticleGrain>(story.Id.Value);
        for (var number = 0; number < 100; number++) await article.AddNoteAsync(new("Да", mila));
        var older = NewsroomPaths.NotesUntil(story.Id, (await article.GetNotesAsync(mila))[0].Before!);

        foreach (var path in new[]
        {
            older, "/newsroom", "/newsroom/stories", "/newsroom/stories?show=scheduled", "/newsroom/stories?show=published", "/newsroom/stories?show=withdrawn", address, address + "/history",
            address + "/history?from=1&to=2", address + "/history?from=2&to=0", story.Path, story.Path + "what-changed/",
        }) Check(path, await browser.GetStringAsync(path, Cancel));

        Check("a conflict", await SendAsync(browser, address, HttpStatusCode.Conflict, 1, ("excerpt", "Иначе")));
        Check("a preview", await SendAsync(browser, address + "/preview", HttpStatusCode.OK, 1));
        Check("a moment that has passed", await SendAsync(browser, address + "/schedule", HttpStatusCode.BadRequest, 6, ("at", "2020-01-01T06:00")));
        Check("an embargo", await SendAsync(browser, address + "/publish", HttpStatusCode.BadRequest, 7));
    }

    [Fact]
    public async Task Settings_HaveNoWordOutsideTheResources()
    {
        await _site.CreateAsync("ann", Role.Administrator);
        var browser = await _site.SignedInAsync("ann");
        foreach (var path in new[] { "/newsroom/settings", "/newsroom/settings/permalinks", "/newsroom/settings/sections", "/newsroom/settings/discussion" })
        {
            Check(path, await browser.GetStringAsync(path, Cancel));
            var (status, _, page) = await SignInSite.SendAsync(browser, path, ("version", "1"), ("title", ""), ("permalinks", "/"), ("sections", "Море / ="));
            Assert.NotEqual(HttpStatusCode.SeeOther, status);
            Check($"{path}, refused", page);
        }
    }

    private static async Task<string> SendAsync(HttpClient browser, string path, HttpStatusCode expected, long version, params (string Name, string Value)[] more)
    {
        var (status, _, page) = await SignInSite.SendAsync(browser, path, [("title", "Первая"), ("body", "Текст и ещё."), ("version", $"{version}"), ("format", "Markdown"), .. more]);
        Assert.Equal(expected, status);
        return page;
    }

    private static void Check(string what, string page)
    {
        // Addresses of stories, and the tags of their pattern, are the same in every language.
        var words = PlainWords.In(PartsOfAddresses().Replace(page, "")).Where(word => !Names.Contains(word)).Distinct().ToList();
        Assert.True(words.Count == 0, $"{what} says: {string.Join(' ', words)}");
    }

    [GeneratedRegex("<code[^>]*>[^<]*</code>|%[a-z_]+%")]
    private static partial Regex PartsOfAddresses();
}
