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
}
