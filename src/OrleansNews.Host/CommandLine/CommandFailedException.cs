namespace OrleansNews.CommandLine;

/// <summary>The command did not do what was asked. The message is for the person at the terminal.</summary>
internal sealed class CommandFailedException(string message, int exitCode = ExitCodes.Failed) : Exception(message)
{
    public int ExitCode { get; } = exitCode;
}
