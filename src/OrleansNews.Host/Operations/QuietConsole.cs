using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace OrleansNews.Operations;

/// <summary>One line an entry, and no stack trace of a start that failed: the command reports its cause in words.</summary>
internal sealed class QuietConsole() : ConsoleFormatter(FormatterName)
{
    public const string FormatterName = "quiet";

    // LoggerEventIds.HostedServiceStartupFaulted of Microsoft.Extensions.Hosting.
    private const int HostingFailedToStart = 11;

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        if (logEntry is { Category: "Microsoft.Extensions.Hosting.Internal.Host", EventId.Id: HostingFailedToStart }) return;
        textWriter.Write(Word(logEntry.LogLevel));
        textWriter.Write(' ');
        textWriter.Write(logEntry.Category);
        textWriter.Write(": ");
        textWriter.WriteLine(logEntry.Formatter(logEntry.State, logEntry.Exception));
        if (logEntry.Exception is { } exception) textWriter.WriteLine(exception);
    }

    private static string Word(LogLevel level) => level switch
    {
        LogLevel.Trace => "trace",
        LogLevel.Debug => "debug",
        LogLevel.Information => "info",
        LogLevel.Warning => "warn",
        LogLevel.Error => "error",
        _ => "critical",
    };
}
