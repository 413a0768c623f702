using System.Diagnostics;

namespace OrleansNews.Storage.Conformance;

/// <summary>Starts this program again, as one of the other processes that Program.cs knows.</summary>
internal static class SuiteProcess
{
    public static Process Start(params ReadOnlySpan<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true };
        start.ArgumentList.Add(typeof(SuiteProcess).Assembly.Location);
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }
}
