using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace OrleansNews.Operations;

public sealed class QuietConsoleTests
{
    [Fact]
    public void Exception_OfAHostThatRuns_IsPrintedWithItsStack()
    {
        var printed = Print("OrleansNews.Comments", new ObjectDisposedException("FileStream"));
        Assert.StartsWith("error OrleansNews.Comments: It failed.", printed, StringComparison.Ordinal);
        Assert.Contains("FileStream", printed, StringComparison.Ordinal);
    }

    [Fact]
    public void Exception_OfATimerThatOutlivedItsSilo_IsNotPrinted() =>
        Assert.Empty(Print("Orleans.Grain.InvokeException", new ObjectDisposedException(nameof(IServiceProvider))));

    [Theory]
    [InlineData(null, 0)]
    [InlineData("true", 1)]
    public void Scopes_AreKeptForThoseWhoWriteThem(string? include, int kept)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Configuration["Logging:Console:FormatterOptions:IncludeScopes"] = include;
        builder.AddQuietConsole();
        var reader = new ScopeReader();
        builder.Logging.AddProvider(reader);
        using var host = builder.Build();

        using var scope = host.Services.GetRequiredService<ILoggerFactory>().CreateLogger("OrleansNews").BeginScope("a connection");
        var found = new List<object?>();
        reader.Scopes!.ForEachScope(static (state, found) => found.Add(state), found);
        Assert.Equal(kept, found.Count);
    }

    private static string Print(string category, Exception exception)
    {
        using var writer = new StringWriter();
        new QuietConsole(new()).Write(new LogEntry<string>(LogLevel.Error, category, new EventId(1), "It failed.", exception, (state, _) => state), null, writer);
        return writer.ToString();
    }

    private sealed class ScopeReader : ILoggerProvider, ISupportExternalScope
    {
        public IExternalScopeProvider? Scopes { get; private set; }

        public void SetScopeProvider(IExternalScopeProvider scopeProvider) => Scopes = scopeProvider;

        public ILogger CreateLogger(string categoryName) => NullLogger.Instance;

        public void Dispose()
        {
        }
    }
}
