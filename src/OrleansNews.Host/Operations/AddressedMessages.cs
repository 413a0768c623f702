using Microsoft.Extensions.DependencyInjection.Extensions;

namespace OrleansNews.Operations;

/// <summary>
/// Tells a message of Orleans by its addresses. Orleans logs a message that it gives up with all that it holds, which in an answer are readers' names and words, and what
/// staff have not published yet.
/// </summary>
internal sealed class AddressedMessages(LoggerFactory inner) : ILoggerFactory
{
    private const string Runtime = "Orleans.";

    public static void Use(ILoggingBuilder logging)
    {
        logging.Services.TryAddSingleton<LoggerFactory>();
        logging.Services.Replace(ServiceDescriptor.Singleton<ILoggerFactory, AddressedMessages>());
    }

    public ILogger CreateLogger(string categoryName)
    {
        var logger = inner.CreateLogger(categoryName);
        return categoryName.StartsWith(Runtime, StringComparison.Ordinal) ? new RuntimeLogger(logger) : logger;
    }

    public void AddProvider(ILoggerProvider provider) => inner.AddProvider(provider);

    // The inner factory is the container's to end.
    public void Dispose()
    {
    }

    /// <summary>What a message says of itself, without what an answer holds.</summary>
    /// <param name="message">As Orleans writes it: <c>Response [silo grain]->[silo grain] what it holds #number</c>.</param>
    private static string Addresses(string message)
    {
        var answer = message.IndexOf("Response [", StringComparison.Ordinal);
        if (answer < 0) return message;
        var to = message.IndexOf("]->[", answer, StringComparison.Ordinal);
        // A silo's address may have brackets; a space ends it.
        var grain = to < 0 ? -1 : message.IndexOf(' ', to);
        var end = grain < 0 ? -1 : message.IndexOf(']', grain);
        if (end < 0) return "Response";
        var number = message.LastIndexOf(" #", StringComparison.Ordinal);
        return string.Concat(message.AsSpan(answer, end + 1 - answer), message.AsSpan(Math.Max(end + 1, number)));
    }

    private sealed class RuntimeLogger(ILogger inner) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => inner.BeginScope(state);

        public bool IsEnabled(LogLevel logLevel) => inner.IsEnabled(logLevel);

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (!inner.IsEnabled(logLevel)) return;
            if (state is IReadOnlyList<KeyValuePair<string, object?>> values && values.Any(IsMessage))
            {
                var text = formatter(state, exception);
                var told = values.ToArray();
                foreach (ref var value in told.AsSpan())
                {
                    if (!IsMessage(value)) continue;
                    var whole = value.Value!.ToString()!;
                    var addresses = Addresses(whole);
                    value = new(value.Key, addresses);
                    // What holds something else by now is told without what is said of it.
                    text = text.Contains(whole, StringComparison.Ordinal) ? text.Replace(whole, addresses, StringComparison.Ordinal) : addresses;
                }

                inner.Log(logLevel, eventId, new Told(text, told), exception, static (told, _) => told.ToString());
            }
            else
            {
                inner.Log(logLevel, eventId, state, exception, formatter);
            }
        }

        private static bool IsMessage(KeyValuePair<string, object?> value) => value.Value?.GetType().FullName == "Orleans.Runtime.Message";
    }

    // Formatters ask an entry for its text and for its values.
    private sealed class Told(string text, IEnumerable<KeyValuePair<string, object?>> values) : List<KeyValuePair<string, object?>>(values)
    {
        public override string ToString() => text;
    }
}
