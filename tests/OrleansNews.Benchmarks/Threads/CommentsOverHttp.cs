using System.Globalization;
using OrleansNews.Benchmarks.Measuring;

namespace OrleansNews.Benchmarks.Threads;

/// <summary>Comments as JSON over HTTP to a host of its own, through the intake, with every rule but the flood interval and the hold of a first comment.</summary>
internal static class CommentsOverHttp
{
    public const int Connections = 64;
    private const int People = 1_000;

    private static readonly string[] _settings = ["--Discussion:RequirePreviouslyApproved=false", "--Discussion:FloodSeconds=0", "--Limits:Enabled=false"];

    /// <summary>What the host is told that a newspaper is not: without it a handful of senders could not post at all.</summary>
    public static string SettingsInWords => string.Join(" ", _settings.Select(setting => $"`{setting}`")) + " (no first comment waits for a moderator, nobody has to pause, and no address is limited)";

    // The whole path from the socket to the disk is compiled again while it runs, beside the posts that are measured: that takes this long on two cores.
    private static readonly TimeSpan _warmUp = TimeSpan.FromSeconds(30);

    /// <summary>Posts to one story until the time is up; everything but 201 ends the measurement.</summary>
    public static async Task<LoadResult> PostAsync(ScenarioRun run)
    {
        using var folder = new TemporaryFolder();
        var data = folder["data"];
        await using var host = await HostProcess.StartAsync(data, _settings);
        var (_, article) = await Stories.PublishAsync(host, data, folder, "The quiet harbour", "quiet-harbour");
        return await PostAsync(run, [host.Site], [article], Connections);
    }

    /// <summary>Posts through front ends and to stories in turn; everything but 201 ends the measurement.</summary>
    /// <param name="warm">Called when the warm-up is over.</param>
    /// <param name="returning">Whether each connection is a reader who comes back, with their name and the cookie of their browser; otherwise everybody is somebody new to each browser.</param>
    public static async Task<LoadResult> PostAsync(
        ScenarioRun run, IReadOnlyList<Uri> sites, IReadOnlyList<long> articles, int connections, TimeSpan? warmUp = null, Action? warm = null, bool returning = false)
    {
        var open = new List<PlainHttpConnection>();
        try
        {
            for (var number = 0; number < connections; number++)
            {
                var address = string.Create(CultureInfo.InvariantCulture, $"/api/articles/{articles[number % articles.Count]}/comments");
                open.Add(await PlainHttpConnection.OpenAsync(sites[number % sites.Count], address, returning));
            }

            return await Load.RunAsync(connections, run.IsBrief ? run.WarmUp : warmUp ?? _warmUp, run.Duration, async caller =>
            {
                var status = await open[caller].PostAsync(returning ? New(caller) : New(), Guid.NewGuid());
                if (status != 201) throw new InvalidOperationException($"A comment was answered {status}.");
            }, warm);
        }
        finally
        {
            open.ForEach(connection => connection.Dispose());
        }
    }

    /// <summary>A comment of somebody.</summary>
    public static string New() => New(Random.Shared.Next(People));

    private static string New(int who)
    {
        var person = who.ToString(CultureInfo.InvariantCulture);
        return $$"""{"author":"Reader {{person}}","email":"reader{{person}}@example.org","text":"{{Comments.Text()}}"}""";
    }
}
