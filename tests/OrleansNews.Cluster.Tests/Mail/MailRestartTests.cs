using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using OrleansNews.Accounts;
using OrleansNews.Processes;

namespace OrleansNews.Mail;

/// <summary>A process that is killed between the comment and the mail about it.</summary>
public sealed partial class MailRestartTests : IDisposable
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Mail_ThatWaitedForTheServerWhenTheProcessWasKilled_IsSentOnceAfterTheStart()
    {
        await using var server = new SmtpListener();
        var asked = new TaskCompletionSource();
        var silence = new TaskCompletionSource<string?>();
        server.Instead = (command, _) =>
        {
            if (command != "CONNECT" || silence.Task.IsCompleted) return Task.FromResult<string?>(null);
            asked.TrySetResult();
            return silence.Task;
        };

        await KilledAsync(server, asked.Task);
        Assert.Empty(server.Taken);
        silence.SetResult(null);

        await using var host = await StartAsync(server);
        var mail = await server.NextAsync(Cancel);
        Assert.Equal(["mo@example.org"], mail.To);
        Assert.Contains("The tide is high", mail.Source, StringComparison.Ordinal);
        Assert.Equal(0, await host.StopAsync());
        Assert.Single(server.Taken);
        Assert.DoesNotContain("@example.org", host.Output + host.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mail_WhoseAcceptanceTheProcessDidNotLiveToHear_IsSentAgainUnderTheSameId()
    {
        await using var server = new SmtpListener();
        var ids = new List<string>();
        var taken = new TaskCompletionSource();
        var silence = new TaskCompletionSource<string?>();
        server.Instead = (command, source) =>
        {
            if (command != ".") return Task.FromResult<string?>(null);
            ids.Add(new ReceivedMail("", [], source, false).Field("Message-Id"));
            if (ids.Count > 1) return Task.FromResult<string?>(null);
            taken.TrySetResult();
            return silence.Task;
        };

        await KilledAsync(server, taken.Task);

        await using var host = await StartAsync(server);
        var mail = await server.NextAsync(Cancel);
        silence.SetResult("250 Too late");
        Assert.Equal([mail.Field("Message-Id"), mail.Field("Message-Id")], ids);
    }

    [Fact]
    public async Task Consent_AndItsEnd_OutliveAKill_AndAMoveToAnotherFolder()
    {
        await using var server = new SmtpListener();
        string ending;
        long story, cora, dora;
        await using (var host = await StartAsync(server, "None"))
        {
            (_, story) = await Stories.PublishAsync(host, _folder["data"], _folder, "The harbour", "the-harbour");
            cora = await CommentAsync(host, story, "cora", wantsMail: true);
            await FollowAsync(host, LinkIn(await server.NextAsync(Cancel)));
            dora = await CommentAsync(host, story, "dora", wantsMail: true);
            await FollowAsync(host, LinkIn(await server.NextAsync(Cancel)));
            await CommentAsync(host, story, "ben", parent: cora);
            ending = LinkIn(await server.NextAsync(Cancel));
            await FollowAsync(host, ending, KeyValuePair.Create("List-Unsubscribe", "One-Click"));
            await host.KillAsync();
        }

        Directory.Move(_folder["data"], _folder["moved"]);

        await using var again = await StartAsync(server, "None", "moved");
        await CommentAsync(again, story, "eve", parent: cora);
        await CommentAsync(again, story, "eve", parent: dora);

        // The one who stopped hears nothing; the one who did not, does; and the link that stops still is one.
        Assert.Equal(["dora@reader.example"], (await server.NextAsync(Cancel)).To);
        await FollowAsync(again, ending, KeyValuePair.Create("List-Unsubscribe", "One-Click"));
        await CommentAsync(again, story, "finn", wantsMail: true);
        Assert.Equal(["finn@reader.example"], (await server.NextAsync(Cancel)).To);
        Assert.Equal(["cora", "dora", "cora", "dora", "finn"], server.Taken.Select(mail => mail.To[0].Split('@')[0]));
    }

    [Fact]
    public async Task Host_WithHalfASetting_DoesNotStart_AndSaysWhichAndWhatToDo()
    {
        var (code, output, errors) = await HostProcess.RunAsync(
            "--data", _folder["data"], "--urls", "http://127.0.0.1:0", "--Operations:Port=0", "--Mail:Host=smtp.example.org", "--Mail:From=news@example.org");

        Assert.NotEqual(0, code);
        Assert.Contains("Site:Address", output + errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output + errors, StringComparison.Ordinal);
    }

    private Task<HostProcess> StartAsync(SmtpListener server, string moderation = "All", string data = "data") => HostProcess.StartAsync(
        _folder[data], "--Mail:Host=127.0.0.1", $"--Mail:Port={server.Port}", "--Mail:Security=None", "--Mail:From=news@estuary.example", "--Mail:RetryAfter=00:00:01",
        "--Mail:GatherFor=00:00:00",
        "--Site:Address=https://estuary.example", $"--Discussion:Moderation={moderation}", "--Discussion:RequirePreviouslyApproved=false", "--Discussion:FloodSeconds=0");

    private static async Task<long> CommentAsync(HostProcess host, long story, string author, long? parent = null, bool wantsMail = false)
    {
        using var client = host.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/articles/{story}/comments")
        {
            Content = JsonContent.Create(new { author, email = $"{author}@reader.example", text = $"{author} says this to {parent}", parent, notifyReplies = wantsMail }),
            Headers = { { "Idempotency-Key", Guid.NewGuid().ToString() } },
        };
        using var answer = await client.SendAsync(request, Cancel);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("id").GetInt64();
    }

    // In the head of a mail about a reply stands the link that ends them, in the body of a question the one that answers it.
    private static string LinkIn(ReceivedMail mail) =>
        Link().Match(mail.Field("List-Unsubscribe") is { Length: > 0 } ends ? ends : mail.Source.Replace("=\r\n", "", StringComparison.Ordinal).Replace("=3D", "=", StringComparison.Ordinal)).Groups[1].Value;

    private static async Task FollowAsync(HostProcess host, string link, params IEnumerable<KeyValuePair<string, string>> form)
    {
        using var client = host.CreateClient();
        using var answer = await client.PostAsync(link, new FormUrlEncodedContent(form), Cancel);
        Assert.True((int)answer.StatusCode < 400, $"{link} was answered {answer.StatusCode}.");
    }

    [GeneratedRegex(@"https://estuary\.example(/mail\?t=[A-Za-z0-9_-]+)")]
    private static partial Regex Link();

    // A comment is held, and the process is killed when something has happened.
    private async Task KilledAsync(SmtpListener server, Task happened)
    {
        await StaffAccounts.CreateAsync(_folder["data"], "mo", Role.Moderator);
        await using var host = await StartAsync(server);
        var (_, article) = await Stories.PublishAsync(host, _folder["data"], _folder, "The harbour", "the-harbour");
        using var client = host.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/articles/{article}/comments")
        {
            Content = JsonContent.Create(new { author = "Ann", email = "ann@reader.example", text = "The tide is high" }),
            Headers = { { "Idempotency-Key", "one" } },
        };
        using var answer = await client.SendAsync(request, Cancel);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        await happened.WaitAsync(TimeSpan.FromSeconds(60), Cancel);
        await host.KillAsync();
    }
}
