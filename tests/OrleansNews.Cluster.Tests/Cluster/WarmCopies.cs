using System.Globalization;
using OrleansNews.Processes;

namespace OrleansNews.Cluster;

/// <summary>What a front end says of the copies of pages on its disk.</summary>
internal static class WarmCopies
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Which part of the pages that should have a copy has one, from 0 to 1; 0 while it does not know.</summary>
    public static async Task<double> CoverageAsync(HostProcess front)
    {
        using var client = new HttpClient { BaseAddress = front.Operations };
        var line = (await client.GetStringAsync("/metrics")).Split('\n').FirstOrDefault(line => line.StartsWith("orleansnews_pages_warm_coverage", StringComparison.Ordinal));
        return line is null ? 0 : double.Parse(line.Split(' ')[1], CultureInfo.InvariantCulture);
    }

    /// <summary>Returns when all of them have one.</summary>
    public static async Task UntilCompleteAsync(HostProcess front)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (await CoverageAsync(front) < 1) await Task.Delay(50, patience.Token);
    }
}
