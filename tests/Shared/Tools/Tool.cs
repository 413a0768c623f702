using System.ComponentModel;
using System.Diagnostics;

namespace OrleansNews.Processes;

/// <summary>Programs that others wrote, run to their end.</summary>
internal static class Tool
{
    /// <summary>Runs one, and returns how it ended and what it said.</summary>
    /// <param name="program">Its name on the PATH.</param>
    /// <param name="package">Debian's package that has it, for the message when it is missing.</param>
    /// <param name="folder">Where it runs.</param>
    /// <param name="arguments">What it is told.</param>
    public static async Task<(int Code, string Output, string Errors)> RunAsync(string program, string package, string folder, IEnumerable<string> arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder })!;
            var output = process.StandardOutput.ReadToEndAsync();
            var errors = await process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync();
            return (process.ExitCode, await output, errors);
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
}
