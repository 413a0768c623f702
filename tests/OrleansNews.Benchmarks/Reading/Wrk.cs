using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using OrleansNews.Benchmarks.Measuring;

namespace OrleansNews.Benchmarks.Reading;

/// <summary>The client of the measurement: wrk, 32 connections that each send the next request when the answer is there.</summary>
internal static partial class Wrk
{
    /// <summary>Connections of every measurement.</summary>
    public const int Connections = 32;

    /// <summary>What browsers say they take.</summary>
    public const string BrowserEncodings = "gzip, deflate, br, zstd";

    /// <summary>Refuses to begin without the programs that the scenario needs, with a sentence that says how to get them.</summary>
    public static void RequireInstalled()
    {
        foreach (var (program, package) in new[] { ("wrk", "wrk"), ("nginx", "nginx-light") })
        {
            if (!Paths(program).Any(File.Exists))
                throw new InvalidOperationException($"{program} is missing. Install it with: apt-get install --no-install-recommends {package} (tests/install-benchmark-tools does both).");
        }
    }

    /// <summary>Reads <paramref name="address"/>, or what <paramref name="script"/> asks for, for a time. An answer that is no success ends the measurement.</summary>
    public static async Task<WrkResult> RunAsync(Uri address, TimeSpan duration, bool asBrowser = false, string? script = null)
    {
        var start = new ProcessStartInfo("wrk") { RedirectStandardOutput = true, RedirectStandardError = true };
        string[] arguments =
        [
            "-t2", $"-c{Connections}", $"-d{Math.Max(1, (int)duration.TotalSeconds)}s", "--latency", "--timeout", "10s",
            .. asBrowser ? (string[])["-H", $"Accept-Encoding: {BrowserEncodings}"] : [],
            .. script is null ? (string[])[] : ["-s", script],
            address.ToString(),
        ];
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        using var wrk = Process.Start(start) ?? throw new Win32Exception("wrk did not start.");
        var output = await wrk.StandardOutput.ReadToEndAsync();
        await wrk.WaitForExitAsync();
        if (wrk.ExitCode != 0 || Failures().IsMatch(output)) throw new InvalidOperationException($"wrk found failures at {address}:\n{output}");
        return new(Number(Rate().Match(output).Groups[1].Value), Milliseconds(Percentile().Match(output)), Number(Count().Match(output).Groups[1].Value));
    }

    /// <summary>The middle of each number.</summary>
    public static WrkResult Median(IEnumerable<WrkResult> results)
    {
        var rounds = results.ToList();
        return new(Rounds.Middle(rounds.Select(round => round.Rate)), Rounds.Middle(rounds.Select(round => round.P99)), Rounds.Middle(rounds.Select(round => round.Requests)));
    }

    private static IEnumerable<string> Paths(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Append("/usr/sbin").Select(folder => Path.Combine(folder, program));

    private static double Milliseconds(Match match) => Number(match.Groups[1].Value) * match.Groups[2].Value switch { "us" => 0.001, "ms" => 1, "s" => 1000, _ => 60_000 };

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"Requests/sec:\s+([\d.]+)")]
    private static partial Regex Rate();

    [GeneratedRegex(@"99%\s+([\d.]+)(us|ms|s|m)")]
    private static partial Regex Percentile();

    [GeneratedRegex(@"(\d+) requests in")]
    private static partial Regex Count();

    [GeneratedRegex("Non-2xx|Socket errors")]
    private static partial Regex Failures();
}

/// <summary>What wrk found.</summary>
/// <param name="Rate">Answers a second.</param>
/// <param name="P99">The latency that 99 of 100 did not exceed, in milliseconds.</param>
/// <param name="Requests">How many there were.</param>
internal sealed record WrkResult(double Rate, double P99, double Requests);
