using System.Globalization;
using OrleansNews.Benchmarks.Measuring;

namespace OrleansNews.Benchmarks.Threads;

/// <summary>Comments as JSON over HTTP to a host of its own, through the intake, with every rule but the flood interval and the hold of a first comment.</summary>
internal static class CommentsOverHttp
{
    public const int Connections = 64;
    private const int People = 1_000;

    // The whole path from the socket to the disk is compiled again while it runs, beside the posts that are measured: that takes this long on two cores.
    private static readonly TimeSpan _warmUp = TimeSpan.FromSeconds(30);

    /// <summary>Posts to one story until the time is up; everything but 201 ends the measurement.</summary>
    public static async Task<LoadResult> PostAsync(ScenarioRun run)
    {
        using var folder = new TemporaryFolder();
        var data = folder["data"];
        await using var host = await HostProcess.StartAsync(
            data, "--Discussion:RequirePreviouslyApproved=false", "--Discussion:FloodSeconds=0", "--Limits:Enabled=false");
        var (_, article) = await Stories.PublishAsync(host, data, folder, "The quiet harbour", "quiet-harbour");
        var address = $"/api/articles/{article.ToString(CultureInfo.InvariantCulture)}/comments";
        var connections = new List<PlainHttpConnection>();
        try
        {
            for (var number = 0; number < Connections; number++) connections.Add(await PlainHttpConnection.OpenAsync(host.Site, address));
            return await Load.RunAsync(Connections, run.IsBrief ? run.WarmUp : _warmUp, run.Duration, async caller =>
            {
                var status = await connections[caller].PostAsync(New(), Guid.NewGuid());
                if (status != 201) throw new InvalidOperationException($"A comment was answered {status}.");
            });
        }
        finally
        {
            connections.ForEach(connection => connection.Dispose());
        }
    }

    private static string New()
    {
        var person = Random.Shared.Next(People).ToString(CultureInfo.InvariantCulture);
        return $$"""{"author":"Reader {{person}}","email":"reader{{person}}@example.org","text":"{{Comments.Text()}}"}""";
    }
}
