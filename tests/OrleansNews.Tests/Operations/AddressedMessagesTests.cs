using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Orleans.Hosting;
using Orleans.Serialization.Invocation;
using OrleansNews.Processes;

namespace OrleansNews.Operations;

/// <summary>Orleans' own messages and log, which are not public: what is called here is what a silo calls that gives a message up.</summary>
public sealed partial class AddressedMessagesTests : IDisposable
{
    private const string Secret = "Ann Reader <ann@example.org> #7 said [so]->[to]";

    private readonly FakeLoggerProvider _entries = new();
    private readonly StateTexts _states = new();
    private readonly IHost _host;

    public AddressedMessagesTests()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.UseOrleansClient(client => client.UseLocalhostClustering());
        AddressedMessages.Use(builder.Logging);
        builder.Logging.AddProvider(_entries).AddProvider(_states);
        _host = builder.Build();
    }

    public void Dispose() => _host.Dispose();

    [Fact]
    public void Answer_ThatIsGivenUp_IsLoggedByItsAddresses()
    {
        GiveUp("Response", Response.FromResult(Secret));

        var entry = _entries.Collector.LatestRecord;
        Assert.Equal(LogLevel.Warning, entry.Level);
        Assert.Equal("Orleans.Messaging", entry.Category);
        Assert.Equal("Dropping expired message Response [ comment-thread/1]->[ outbox-registry/6] #0000000000000000 at phase Send", entry.Message);
        Assert.Equal("Send", entry.GetStructuredStateValue("Phase"));
        Assert.Equal("Dropping expired message {Message} at phase {Phase}", entry.GetStructuredStateValue("{OriginalFormat}"));
        Assert.DoesNotContain(entry.StructuredState!, value => value.Value!.Contains("Ann", StringComparison.Ordinal));
        Assert.Equal([entry.Message], _states.Told);
    }

    [Fact]
    public void Failure_ThatIsGivenUp_IsLoggedByItsAddresses()
    {
        GiveUp("Response", Response.FromException(new InvalidOperationException(Secret)), "Error", SiloAddress.New(IPAddress.IPv6Loopback, 11_111, 7));

        Assert.Equal(
            "Dropping expired message Response [S[::1]:11111:7 comment-thread/1]->[S[::1]:11111:7 outbox-registry/6] #0000000000000000 at phase Send", _entries.Collector.LatestRecord.Message);
    }

    [Fact]
    public void Question_ThatIsGivenUp_TellsWhatWasAsked()
    {
        GiveUp("Request", "ICommentIntakeGrain.SubmitAsync(NewComment)");

        Assert.Contains("Request [ comment-thread/1]->[ outbox-registry/6] ICommentIntakeGrain.SubmitAsync(NewComment) #", _entries.Collector.LatestRecord.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Entry_WithoutAMessage_IsAsItWas()
    {
        var thrown = new InvalidOperationException("why");
        foreach (var category in (string[])["Orleans.Runtime.Silo", "OrleansNews.Comments"])
        {
            LogFailed(_host.Services.GetRequiredService<ILoggerFactory>().CreateLogger(category), 3, thrown);

            var entry = _entries.Collector.LatestRecord;
            Assert.Equal(("It failed 3 times.", category, thrown), (entry.Message, entry.Category, entry.Exception));
            Assert.Equal("3", entry.GetStructuredStateValue("Times"));
        }
    }

    [Theory]
    [InlineData("--Role=all")]
    [InlineData("--Role=web", "--Cluster:Gateways:0=127.0.0.1:30000")]
    [InlineData("--Role=silo", "--Storage:Provider=Postgres", "--Storage:Postgres:ConnectionString=Host=127.0.0.1;Database=nowhere")]
    public void Roles_LogMessagesByTheirAddresses(string role, params string[] settings)
    {
        using var folder = new TemporaryFolder();
        string[] arguments = [role, $"--Data={folder["data"]}", "--Operations:Port=0", .. settings];
        using var host = role == "--Role=silo" ? NewsHost.BuildSilo(arguments, demo: false) : (IHost)NewsHost.Build(arguments, demo: false);

        Assert.IsType<AddressedMessages>(host.Services.GetRequiredService<ILoggerFactory>());
    }

    private void GiveUp(string direction, object body, string? result = null, SiloAddress? silo = null)
    {
        var runtime = typeof(IClusterClient).Assembly.GetType("Orleans.Runtime.Message") is null ? typeof(ClientBuilder).Assembly : typeof(IClusterClient).Assembly;
        var type = runtime.GetType("Orleans.Runtime.Message", throwOnError: true)!;
        var message = Activator.CreateInstance(type)!;
        Set("Direction", Enum.Parse(type.GetProperty("Direction")!.PropertyType, direction));
        Set("SendingGrain", GrainId.Create("comment-thread", "1"));
        Set("TargetGrain", GrainId.Create("outbox-registry", "6"));
        Set("BodyObject", body);
        Set("SendingSilo", silo);
        Set("TargetSilo", silo);
        if (result is not null) Set("Result", Enum.Parse(type.GetProperty("Result")!.PropertyType, result));

        var trace = runtime.GetType("Orleans.Runtime.MessagingTrace", throwOnError: true)!;
        var drop = trace.GetMethod("OnDropExpiredMessage", System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.NonPublic)!;
        drop.Invoke(_host.Services.GetRequiredService(trace), [message, Enum.Parse(drop.GetParameters()[1].ParameterType, "Send")]);

        void Set(string property, object? value) => type.GetProperty(property)!.SetValue(message, value);
    }

    [LoggerMessage(LogLevel.Error, "It failed {Times} times.")]
    private static partial void LogFailed(ILogger logger, int times, Exception thrown);

    /// <summary>What a formatter writes that asks the state itself for its text, as that of JSON does.</summary>
    private sealed class StateTexts : ILoggerProvider, ILogger
    {
        public List<string?> Told { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Told.Add(state?.ToString());

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public void Dispose()
        {
        }
    }
}
