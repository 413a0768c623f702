using System.Net.Sockets;
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

    // A request that met no silo may fail, and be told, a moment after one has answered.
    [Fact]
    public void Exception_OfNoSilo_IsNotPrintedUntilAMomentAfterTheFirstAnswered()
    {
        var (recent, past) = (new Contact(TimeSpan.FromHours(1)), new Contact(TimeSpan.Zero));
        foreach (var contact in (Contact[])[recent, past])
        {
            Assert.NotEmpty(Print("OrleansNews.Site", new SocketException(), contact));
            contact.Await();
            Assert.Empty(Print("OrleansNews.Site", new SocketException(), contact));
            Assert.NotEmpty(Print("OrleansNews.Site", new InvalidOperationException(), contact));
            contact.End();
        }

        Assert.Empty(Print("OrleansNews.Site", new SocketException(), recent));
        Assert.NotEmpty(Print("OrleansNews.Site", new SocketException(), past));
    }

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

    private static string Print(string category, Exception exception, Contact? contact = null)
    {
        using var writer = new StringWriter();
        new QuietConsole(contact ?? new(TimeSpan.Zero)).Write(new LogEntry<string>(LogLevel.Error, category, new EventId(1), "It failed.", exception, (state, _) => state), null, writer);
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
