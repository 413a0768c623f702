using System.Net.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;
using Orleans.Runtime.Messaging;
using OrleansNews.Storage;

namespace OrleansNews.Operations;

/// <summary>One line an entry, and no stack trace of a start that failed: the command reports its cause in words.</summary>
internal sealed class QuietConsole(Contact contact) : ConsoleFormatter(FormatterName)
{
    public const string FormatterName = "quiet";

    // LoggerEventIds.HostedServiceStartupFaulted of Microsoft.Extensions.Hosting.
    private const int HostingFailedToStart = 11;

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        if (IsReportedByTheCommand(logEntry.Category, logEntry.EventId.Id, logEntry.Exception) || OutlivedTheHost(logEntry.Exception)) return;
        if (contact.IsRecent && IsOfNoCluster(logEntry.Exception)) return;
        textWriter.Write(Word(logEntry.LogLevel));
        textWriter.Write(' ');
        textWriter.Write(logEntry.Category);
        textWriter.Write(": ");
        textWriter.WriteLine(logEntry.Formatter(logEntry.State, logEntry.Exception));
        if (logEntry.Exception is { } exception) textWriter.WriteLine(exception);
    }

    // A silo that cannot open its store says so at every stage of its start, each time with the whole stack.
    private static bool IsReportedByTheCommand(string category, int eventId, Exception? exception) => category switch
    {
        "Microsoft.Extensions.Hosting.Internal.Host" => eventId == HostingFailedToStart,
        "Orleans.Runtime.SiloLifecycleSubject" or "Orleans.Runtime.Silo" => exception is GrainStorageFormatException or GrainStorageUnavailableException,
        _ => false,
    };

    // Orleans' load publisher may tick once more when its silo has ended, and finds that there are no services any more. Nothing else can: who runs has a host.
    private static bool OutlivedTheHost(Exception? exception) => exception is ObjectDisposedException { ObjectName: nameof(IServiceProvider) };

    // A refused connection, every second, and a client that does not know yet which grains there are.
    private static bool IsOfNoCluster(Exception? exception) => exception is not null
        && (exception is ArgumentException { Source: "Orleans.Core" } or ConnectionFailedException or SocketException || exception.GetType().FullName == "Orleans.Networking.Shared.SocketConnectionException" || IsOfNoCluster(exception.InnerException));

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
