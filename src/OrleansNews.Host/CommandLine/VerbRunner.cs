using System.CommandLine;
using OrleansNews.Control;

namespace OrleansNews.CommandLine;

/// <summary>Runs a verb against whoever owns the data folder.</summary>
internal static class VerbRunner
{
    /// <summary>Sends the one request of a verb, and prints what was done and what was not.</summary>
    public static async Task<int> RunAsync<TRequest>(IReadOnlyList<string> settings, ParseResult parsed, string path, TRequest request, CancellationToken cancellationToken)
    {
        try
        {
            await using var session = new VerbSession([.. settings, .. GlobalOptions.Settings(parsed)]);
            var answer = await session.SendAsync(path, request, cancellationToken);
            if (answer.Text.Length > 0) await Console.Out.WriteLineAsync(answer.Text);
            foreach (var error in answer.Errors) await Console.Error.WriteLineAsync(error);
            return answer.Succeeded ? ExitCodes.Done : ExitCodes.Failed;
        }
        catch (Exception fault) when (KnownFaults.Explain(fault) is { } known)
        {
            throw known;
        }
    }
}
