using System.CommandLine;

namespace OrleansNews.CommandLine;

/// <summary>Parses and runs the command line, and turns what went wrong into a line on standard error and an exit code.</summary>
internal static class CommandRunner
{
    public static async Task<int> RunAsync(RootCommand root, IReadOnlyList<string> words)
    {
        try
        {
            var parsed = root.Parse(words);
            if (parsed.Errors.Count == 0) return await parsed.InvokeAsync(Quiet);
            foreach (var error in parsed.Errors) await Console.Error.WriteLineAsync(error.Message);
            await Console.Error.WriteLineAsync("Run with --help for all verbs and options.");
            return ExitCodes.Usage;
        }
        catch (CommandFailedException failure)
        {
            await Console.Error.WriteLineAsync(failure.Message);
            return failure.ExitCode;
        }
    }

    // The host ends on signals by itself, and failures are reported above.
    private static readonly InvocationConfiguration Quiet = new() { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };
}
