using System.Net;
using System.Net.Http.Json;
using OrleansNews.Accounts;
using OrleansNews.Processes;

namespace OrleansNews.Mail;

/// <summary>A process that is killed between the comment and the mail about it.</summary>
public sealed class MailRestartTests : IDisposable
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
    public async Task Host_WithHalfASetting_DoesNotStart_AndSaysWhichAndWhatToDo()
    {
        var (code, output, errors) = await HostProcess.RunAsync(
            "--data", _folder["data"], "--urls", "http://127.0.0.1:0", "--Operations:Port=0", "--Mail:Host=smtp.example.org", "--Mail:From=news@example.org");

        Assert.NotEqual(0, code);
        Assert.Contains("Site:Address", output + errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output + errors, StringComparison.Ordinal);
    }

    private Task<HostProcess> StartAsync(SmtpListener server) => HostProcess.StartAsync(
        _folder["data"], "--Mail:Host=127.0.0.1", $"--Mail:Port={server.Port}", "--Mail:Security=None", "--Mail:From=news@estuary.example", "--Mail:RetryAfter=00:00:01",
        "--Site:Address=https://estuary.example", "--Discussion:Moderation=All");

    // A comment is held, and the process is killed when something has happened.
    private async Task KilledAsync(SmtpListener server, Task happened)
    {
        await StaffAccounts.CreateAsync(_folder, _folder["data"], "mo", Role.Moderator);
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
