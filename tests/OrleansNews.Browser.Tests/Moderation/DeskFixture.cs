using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Playwright;
using OrleansNews.Browser;

namespace OrleansNews.Moderation;

/// <summary>A newspaper that holds every comment of somebody new, with an administrator who is signed in.</summary>
public class DeskFixture : SiteFixture, IAsyncLifetime
{
    private const string Password = "correct horse battery staple";

    private HttpClient _readers = null!;
    private string? _session;

    protected override IEnumerable<string> Settings => ["--Discussion:RequirePreviouslyApproved=true", "--Discussion:FloodSeconds=0", "--Limits:Enabled=false", "--Discussion:MaxLinks=0"];

    async ValueTask IAsyncLifetime.InitializeAsync()
    {
        await InitializeAsync();
        // Without cookies: every comment comes from a browser that nobody knows.
        _readers = new(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = Host.Site };
        var setup = await OpenReaderAsync(javaScript: false);
        await setup.GotoAsync(Host.SetupLink.PathAndQuery);
        await setup.GetByLabel("Login name").FillAsync("ines");
        await setup.GetByLabel("Email").FillAsync("ines@example.org");
        await setup.GetByLabel("Password").FillAsync(Password);
        await setup.GetByRole(AriaRole.Button, new() { Name = "Create the account" }).ClickAsync();
        _session = await setup.Context.StorageStateAsync();
    }

    /// <summary>A browser in which the administrator is signed in.</summary>
    public Task<IPage> OpenDeskAsync(bool javaScript = true, ColorScheme scheme = ColorScheme.Light, int width = 1280) =>
        OpenReaderAsync(javaScript, scheme, width, storage: _session);

    /// <summary>The number of the story at a path.</summary>
    public async Task<long> NumberOfAsync(string path)
    {
        var page = await _readers.GetStringAsync(path);
        const string field = "name=\"comment_post_ID\" value=\"";
        var at = page.IndexOf(field, StringComparison.Ordinal) + field.Length;
        return long.Parse(page[at..page.IndexOf('"', at)], System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>Comments by the API, each by somebody else; all of them wait, and the desk knows it.</summary>
    public async Task<List<long>> HoldAsync(long story, int count, Func<int, string> text)
    {
        var ids = new long[count];
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (i, cancel) =>
        {
            using var answer = await _readers.PostAsJsonAsync($"/api/articles/{story}/comments", new { author = $"Reader {i}", email = $"reader{i}@example.org", text = text(i) }, cancel);
            answer.EnsureSuccessStatusCode();
            ids[i] = (await answer.Content.ReadFromJsonAsync<JsonNode>(cancel))!["id"]!.GetValue<long>();
        });
        await UntilQueuedAsync(ids.Max());
        return [.. ids];
    }

    /// <summary>A comment by the API, by somebody whom nobody knows.</summary>
    public async Task<long> CommentAsync(long story, string author, string text, long? parent = null)
    {
        using var answer = await _readers.PostAsJsonAsync($"/api/articles/{story}/comments", new { author, email = $"{author.ToLowerInvariant()}@example.org", text, parent });
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonNode>())!["id"]!.GetValue<long>();
    }

    // By the queue of the whole site: of one story its thread tells, which knows it at once.
    private async Task UntilQueuedAsync(long newest)
    {
        var desk = await OpenDeskAsync(javaScript: false);
        await Waits.UntilAsync(
            async () =>
            {
                await desk.GotoAsync("/newsroom/comments");
                return await desk.Locator($"#row-{newest}").CountAsync() > 0;
            },
            "The desk never hears of a comment.");
        await desk.CloseAsync();
    }

    /// <summary>What somebody who is not signed in gets.</summary>
    public Task<string> ReadAsync(string address) => _readers.GetStringAsync(address);

    /// <summary>How many readers see under a story.</summary>
    public async Task<int> CountAsync(long story) =>
        (await _readers.GetFromJsonAsync<JsonNode>($"/api/comments/counts?articles={story}"))![$"{story}"]!.GetValue<int>();
}
