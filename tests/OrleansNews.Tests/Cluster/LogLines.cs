using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace OrleansNews.Cluster;

/// <summary>Gives a test the warnings and errors of one category, in their order.</summary>
/// <param name="category">The full name of a type.</param>
public sealed class LogLines(string category) : ILoggerProvider
{
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();

    /// <summary>The next line, when it is there.</summary>
    public Task<string> NextAsync(CancellationToken cancel) => _lines.Reader.ReadAsync(cancel).AsTask();

    public ILogger CreateLogger(string categoryName) => new Category(categoryName == category ? _lines.Writer : null);

    public void Dispose()
    {
    }

    private sealed class Category(ChannelWriter<string>? lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => lines is not null && logLevel >= LogLevel.Warning;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel)) lines!.TryWrite(formatter(state, exception));
        }
    }
}
