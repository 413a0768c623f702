using System.ComponentModel;
using System.Diagnostics;

namespace OrleansNews.Processes;

/// <summary>Programs that others wrote, run to their end.</summary>
internal static class Tool
{
    // The slowest is an installation from a registry that is far away.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan Drain = TimeSpan.FromSeconds(5);

    /// <summary>Runs one, and returns how it ended and what it said.</summary>
    /// <param name="program">Its name on the PATH.</param>
    /// <param name="package">Debian's package that has it, for the message when it is missing.</param>
    /// <param name="folder">Where it runs.</param>
    /// <param name="arguments">What it is told.</param>
    /// <param name="patience">How long it may take; then it is ended, and what it began with it. Three minutes when nothing is said.</param>
    public static async Task<(int Code, string Output, string Errors)> RunAsync(string program, string package, string folder, IEnumerable<string> arguments, TimeSpan? patience = null)
    {
        using var ended = new CancellationTokenSource(patience ?? Patience);
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder })!;
            var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            try
            {
                await process.WaitForExitAsync(ended.Token);
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
                // What it began and let go may still hold its output.
                Task said = Task.WhenAll(output, errors).WaitAsync(Drain);
                await said.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                throw new TimeoutException($"{program} did not end in time, and was ended.\n{Said(output)}{Said(errors)}");
            }

            return (process.ExitCode, await output, await errors);
        }
        catch (Win32Exception missing)
        {
            throw new InvalidOperationException($"There is no {program} on the PATH. On Debian: apt-get install {package}.", missing);
        }
    }

    /// <summary>The same where any other end than 0 is a failure.</summary>
    public static async Task<(string Output, string Errors)> RunWellAsync(string program, string package, string folder, IEnumerable<string> arguments)
    {
        var (code, output, errors) = await RunAsync(program, package, folder, arguments);
        return code == 0 ? (output, errors) : throw new InvalidOperationException($"{program} ended with {code}.\n{output}{errors}");
    }

    private static string Said(Task<string> output) => output.IsCompletedSuccessfully ? output.Result : "";
}
