using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using OrleansNews.Accounts;
using OrleansNews.Cluster;
using OrleansNews.Processes;

namespace OrleansNews.LiveStories;

/// <summary>Entries that are added while a silo, or the only process, is killed: each that was accepted is there once, in order, at every front end.</summary>
public sealed partial class LiveStoryFailoverTests(PostgresServerFixture postgres) : IDisposable
{
    private const int StoryCount = 4;
    private const int EntryCount = 8;

    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Entries_AddedWhileASiloIsKilled_AreThereOnceAndInOrder_AtBothFrontEnds()
    {
        await using var cluster = new ClusterProcesses(_folder, await postgres.Server.CreateDatabaseAsync(), "--Limits:Enabled=false");
        await Task.WhenAll(cluster.StartSiloAsync(), cluster.StartSiloAsync());
        var front = await Task.WhenAll(cluster.StartFrontEndAsync(), cluster.StartFrontEndAsync());
        await StaffAccounts.CreateAsync(cluster.Settings, "edith", Role.Editor);
        var imported = await cluster.RunAsync(["import", .. Enumerable.Range(1, StoryCount).Select(LiveFile)]);
        Assert.True(imported.ExitCode == 0, imported.Errors);
        // A login at one front end holds at the other.
        using var first = await StaffAccounts.SignInAsync(front[0], "edith");
        using var second = await StaffAccounts.SignInAsync(front[1], "edith");
        var writers = new[] { first, second };

        for (var entry = 1; entry <= EntryCount; entry++)
        {
            // The stories of the silo that is killed are among them.
            if (entry == 4) await cluster.Silos[0].KillAsync();
            await Task.WhenAll(Enumerable.Range(1, StoryCount).Select(story => AddAsync(writers, story, entry)));
        }

        foreach (var reader in writers)
        {
            foreach (var story in Enumerable.Range(1, StoryCount)) Assert.Equal(Enumerable.Range(1, EntryCount).Select(entry => $"Entry {entry} of {story}."), await ReadAsync(reader, story));
        }
    }

    [Fact]
    public async Task Entries_AddedWhileTheProcessIsKilled_AreThereOnceAndInOrder_AfterTheStart()
    {
        await StaffAccounts.CreateAsync(_folder["data"], "edith", Role.Editor);
        var (code, _, errors) = await HostProcess.RunAsync("import", LiveFile(1), "--data", _folder["data"]);
        Assert.True(code == 0, errors);
        await using (var host = await HostProcess.StartAsync(_folder["data"], "--Limits:Enabled=false"))
        {
            using var writer = await StaffAccounts.SignInAsync(host, "edith");
            await AddAsync([writer], 1, 1);
            // What is sent at the moment of the kill was accepted or not; nobody can tell.
            var sending = SendAsync(writer, 1, 2);
            await host.KillAsync();
            await sending;
        }

        await using var again = await HostProcess.StartAsync(_folder["data"], "--Limits:Enabled=false");
        using var back = await StaffAccounts.SignInAsync(again, "edith");
        for (var entry = 2; entry <= 4; entry++) await AddAsync([back], 1, entry);

        Assert.Equal(Enumerable.Range(1, 4).Select(entry => $"Entry {entry} of 1."), await ReadAsync(back, 1));
    }

    private string LiveFile(int story) => _folder.Write(
        string.Create(CultureInfo.InvariantCulture, $"live-{story}.md"),
        Processes.Stories.Markdown($"Live {story}", $"live-{story}").Replace("section: Harbour", "section: Harbour\nlive: oldest", StringComparison.Ordinal));

    // The same form until it is accepted, as somebody at the desk would send it.
    private static async Task AddAsync(HttpClient[] writers, int story, int entry)
    {
        for (var attempt = entry; !await SendAsync(writers[attempt % writers.Length], story, entry); attempt++) await Task.Delay(100, Cancel);
    }

    private static async Task<bool> SendAsync(HttpClient writer, int story, int entry)
    {
        var submission = new Guid(story, (short)entry, 0, [0, 0, 0, 0, 0, 0, 0, 1]);
        try
        {
            using var answer = await writer.PostAsync(
                string.Create(CultureInfo.InvariantCulture, $"/newsroom/stories/{story}/live"), StaffAccounts.Form(("submission", submission.ToString()), ("headline", ""), ("body", $"Entry {entry} of {story}.")), Cancel);
            Assert.True(answer.StatusCode is HttpStatusCode.SeeOther or HttpStatusCode.ServiceUnavailable, $"{answer.StatusCode}");
            return answer.StatusCode == HttpStatusCode.SeeOther;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    // As a front end tells a page that knows nothing yet; may be a second old.
    private static async Task<List<string>> ReadAsync(HttpClient reader, int story)
    {
        while (true)
        {
            var update = (await reader.GetFromJsonAsync<JsonNode>(string.Create(CultureInfo.InvariantCulture, $"/api/articles/{story}/entries"), Cancel))!;
            var entries = update["entries"]!.AsArray().Select(entry => Text().Match(entry!["html"]!.GetValue<string>()).Value).ToList();
            if (entries.Count >= (story == 1 && entries.Count < EntryCount ? 4 : EntryCount)) return entries;
            await Task.Delay(100, Cancel);
        }
    }

    [GeneratedRegex(@"Entry \d+ of \d+\.")]
    private static partial Regex Text();
}
