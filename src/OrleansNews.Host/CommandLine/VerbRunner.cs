using System.CommandLine;
using OrleansNews.Control;

namespace OrleansNews.CommandLine;

/// <summary>Runs a verb against whoever owns the data folder.</summary>
internal static class VerbRunner
{
    /// <summary>Sends the one request of a verb, and prints what was done and what was not.</summary>
    /// <param name="settings">Settings of the command line.</param>
    /// <param name="parsed">Its options.</param>
    /// <param name="path">Where the request goes.</param>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <param name="needsNewspaper">Whether a folder without a newspaper is a mistake, and not the beginning of one.</param>
    /// <param name="finish">What this process does with what it was answered, and then prints.</param>
    public static async Task<int> RunAsync<TRequest>(
        IReadOnlyList<string> settings, ParseResult parsed, string path, TRequest request, CancellationToken cancellationToken, bool needsNewspaper = false, Func<ControlAnswer, Task<ControlAnswer>>? finish = null)
    {
        try
        {
            await using var session = new VerbSession([.. settings, .. GlobalOptions.Settings(parsed)]);
            var isNew = session.IsWithoutNewspaper();
            if (isNew && needsNewspaper) throw new CommandFailedException($"There is no newspaper in {session.Data}. Name its data folder with --data DIR.");
            var answer = await session.SendAsync(path, request, cancellationToken);
            if (answer.Succeeded && finish is not null) answer = await finish(answer);
            var (output, errors) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
            if (isNew) await output.WriteLineAsync($"New data folder {session.Data}");
            if (answer.Text.Length > 0) await output.WriteLineAsync(answer.Text);
            foreach (var error in answer.Errors) await errors.WriteLineAsync(error);
            return answer.Succeeded ? ExitCodes.Done : ExitCodes.Failed;
        }
        catch (Exception fault) when (KnownFaults.Explain(fault) is { } known)
        {
            throw known;
        }
    }
}
