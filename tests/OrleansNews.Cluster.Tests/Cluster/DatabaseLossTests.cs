using System.Net;
using System.Net.Http.Json;
using OrleansNews.Comments;
using OrleansNews.Processes;

namespace OrleansNews.Cluster;

/// <summary>A cluster whose database is gone.</summary>
public sealed class DatabaseLossTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Requests_ThatNeedTheDatabase_AreAskedToComeBack()
    {
        await using var database = await PostgresServer.StartAsync();
        await using var cluster = new ClusterProcesses(_folder, await database.CreateDatabaseAsync(), [.. CommentLoad.Unlimited, "--Read:WarmStories=0"]);
        await cluster.StartSiloAsync();
        var imported = await cluster.RunAsync("import", _folder.Write("ferry.md", Stories.Markdown("The ferry runs again", "ferry")), _folder.Write("lock.md", Stories.Markdown("The lock is shut", "lock")));
        Assert.Equal((0, ""), (imported.ExitCode, imported.Errors));
        var front = await cluster.StartFrontEndAsync();
        using var reader = front.CreateClient();
        var number = await Stories.NumberOfAsync(reader, "/2026/11/20/ferry/");

        await database.StopAsync();

        using var posted = await reader.PostAsJsonAsync($"/api/articles/{number}/comments", new { author = "Ada", email = "ada@example.org", text = "Is anybody there?" });
        using var unread = await reader.GetAsync("/api/articles/999/comments");
        Assert.True(posted.StatusCode == HttpStatusCode.ServiceUnavailable, $"{posted.StatusCode}\n{front.Errors}");
        Assert.NotNull(posted.Headers.RetryAfter);
        Assert.DoesNotContain("Npgsql", await posted.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.NotEqual(HttpStatusCode.InternalServerError, unread.StatusCode);
    }

    // Where the silos are, which are still there, it learns from the database alone.
    [Fact]
    public async Task FrontEnd_ThatIsStartedWhileTheDatabaseIsGone_ServesItsCopies()
    {
        await using var database = await PostgresServer.StartAsync();
        await using var cluster = new ClusterProcesses(_folder, await database.CreateDatabaseAsync());
        await cluster.StartSiloAsync();
        var imported = await cluster.RunAsync("import", _folder.Write("ferry.md", Stories.Markdown("The ferry runs again", "ferry")));
        Assert.Equal((0, ""), (imported.ExitCode, imported.Errors));
        await using (var front = await StartAsync())
        {
            using var visitor = front.CreateClient();
            Assert.Contains("The ferry runs again", await visitor.GetStringAsync("/2026/11/20/ferry/"), StringComparison.Ordinal);
            await WarmCopies.UntilCompleteAsync(front);
            await database.StopAsync();
            await front.KillAsync();
        }

        await using var again = await StartAsync();
        using var reader = again.CreateClient();
        using var page = await reader.GetAsync("/2026/11/20/ferry/");

        Assert.True(page.StatusCode == HttpStatusCode.OK, $"{page.StatusCode}\n{again.Errors}");
        Assert.Contains("The ferry runs again", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.True(page.Headers.Contains("X-OrleansNews-Stale"));

        Task<HostProcess> StartAsync() => HostProcess.StartAsync(_folder["web"], ["--role", "web", "--Read:Deadline=00:00:02", .. cluster.Settings]);
    }
}
