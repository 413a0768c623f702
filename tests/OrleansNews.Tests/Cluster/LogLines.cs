using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace OrleansNews.Cluster;

/// <summary>Gives a test what one category logs, in its order.</summary>
/// <param name="category">The full name of a type.</param>
/// <param name="least">From which level on.</param>
public sealed class LogLines(string category, LogLevel least = LogLevel.Warning) : ILoggerProvider
{
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();

    /// <summary>The next line, when it is there.</summary>
    public Task<string> NextAsync(CancellationToken cancel) => _lines.Reader.ReadAsync(cancel).AsTask();

    /// <summary>The next line, if it is there; null when nothing was logged since the last one.</summary>
    public string? First => _lines.Reader.TryRead(out var line) ? line : null;

    public ILogger CreateLogger(string categoryName) => new Category(categoryName == category ? _lines.Writer : null, least);

    public void Dispose()
    {
    }

    private sealed class Category(ChannelWriter<string>? lines, LogLevel least) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => lines is not null && logLevel >= least;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel)) lines!.TryWrite(formatter(state, exception));
        }
    }
}
