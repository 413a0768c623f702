using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace OrleansNews.Operations;

/// <summary>A step of a trace as a process sent it.</summary>
internal sealed record ReceivedStep(string Role, string Source, string Name, string Trace, IReadOnlyDictionary<string, string> Tags);

/// <summary>A collector that keeps what it is sent by the OpenTelemetry protocol, over HTTP and over gRPC.</summary>
internal sealed class OtlpReceiver : IAsyncDisposable
{
    private const int GrpcPrefix = 5;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly WebApplication _app;
    private readonly SemaphoreSlim _news = new(0);
    private readonly ConcurrentQueue<ReceivedStep> _steps = new();
    private readonly ConcurrentDictionary<string, string> _metrics = new();
    private readonly ConcurrentQueue<string> _logs = new();
    private readonly ConcurrentDictionary<string, string> _overGrpc = new();

    private OtlpReceiver(WebApplication app)
    {
        _app = app;
        app.MapPost("/v1/traces", request => ReceiveAsync(request, KeepTraces));
        app.MapPost("/v1/metrics", request => ReceiveAsync(request, KeepMetrics));
        app.MapPost("/v1/logs", request => ReceiveAsync(request, KeepLogs));
        app.MapPost("/opentelemetry.proto.collector.trace.v1.TraceService/Export", request => ReceiveGrpcAsync(request, "traces", KeepTraces));
        app.MapPost("/opentelemetry.proto.collector.metrics.v1.MetricsService/Export", request => ReceiveGrpcAsync(request, "metrics", KeepMetrics));
        app.MapPost("/opentelemetry.proto.collector.logs.v1.LogsService/Export", request => ReceiveGrpcAsync(request, "logs", KeepLogs));
    }

    /// <summary>Where it is over HTTP.</summary>
    public string Address => _app.Urls.First();

    /// <summary>Where it is over gRPC: HTTP/2 alone, without TLS.</summary>
    public string GrpcAddress => _app.Urls.Last();

    public IReadOnlyCollection<ReceivedStep> Steps => _steps;

    public static async Task<OtlpReceiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0, http => http.Protocols = HttpProtocols.Http1);
            kestrel.Listen(IPAddress.Loopback, 0, grpc => grpc.Protocols = HttpProtocols.Http2);
        });
        var receiver = new OtlpReceiver(builder.Build());
        await receiver._app.StartAsync();
        return receiver;
    }

    /// <summary>The first of the steps that fits, when it has come.</summary>
    public Task<ReceivedStep> StepAsync(Func<ReceivedStep, bool> fits) => UntilAsync(() => _steps.FirstOrDefault(fits), "a step that fits");

    /// <summary>Returns when a metric of this name has come.</summary>
    public Task MetricAsync(string name) => UntilAsync(() => _metrics.GetValueOrDefault(name), name);

    /// <summary>Returns when a log with this in it has come.</summary>
    public Task LogAsync(string text) => UntilAsync(() => _logs.FirstOrDefault(log => log.Contains(text, StringComparison.Ordinal)), text);

    /// <summary>Returns when <c>traces</c>, <c>metrics</c> or <c>logs</c> have come over gRPC.</summary>
    public Task OverGrpcAsync(string signal) => UntilAsync(() => _overGrpc.GetValueOrDefault(signal), $"{signal} over gRPC");

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _news.Dispose();
    }

    private async Task<T> UntilAsync<T>(Func<T?> find, string what)
        where T : class
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            if (find() is { } found) return found;
            try
            {
                await _news.WaitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                Assert.Fail($"{what} was not received. Steps: {string.Join("; ", _steps.Select(step => $"{step.Role} {step.Source} {step.Name} {step.Trace}"))}");
            }
        }
    }

    private async Task ReceiveAsync(HttpContext context, Action<ProtoMessage> keep)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        keep(new(body.ToArray()));
        _news.Release();
    }

    // One message in a frame, which gRPC puts a byte and a length before; the status is in the trailers.
    private async Task ReceiveGrpcAsync(HttpContext context, string signal, Action<ProtoMessage> keep)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var frame = body.ToArray();
        var isWhole = context.Request.ContentType == "application/grpc" && frame[0] == 0 && BinaryPrimitives.ReadUInt32BigEndian(frame.AsSpan(1)) == frame.Length - GrpcPrefix;
        if (isWhole) keep(new(frame.AsMemory(GrpcPrefix)));
        context.Response.ContentType = "application/grpc";
        await context.Response.Body.WriteAsync(new byte[GrpcPrefix]);
        context.Response.AppendTrailer("grpc-status", isWhole ? "0" : "3");
        if (isWhole) _overGrpc[signal] = signal;
        _news.Release();
    }

    // The numbers of the fields are those of opentelemetry-proto: ResourceSpans, ScopeSpans, Span.
    private void KeepTraces(ProtoMessage request)
    {
        foreach (var resource in request.Messages(1))
        foreach (var scope in resource.Messages(2))
        foreach (var span in scope.Messages(2))
            _steps.Enqueue(new(RoleOf(resource), scope.Messages(1).Single().Text(1), span.Text(5), span.Hex(1), Tags(span, 9)));
    }

    private void KeepMetrics(ProtoMessage request)
    {
        foreach (var metric in request.Messages(1).SelectMany(resource => resource.Messages(2)).SelectMany(scope => scope.Messages(2))) _metrics[metric.Text(1)] = metric.Text(1);
    }

    private void KeepLogs(ProtoMessage request)
    {
        foreach (var log in request.Messages(1).SelectMany(resource => resource.Messages(2)).SelectMany(scope => scope.Messages(2))) _logs.Enqueue(log.Messages(5).Single().Text(1));
    }

    private static string RoleOf(ProtoMessage resource) => Tags(resource.Messages(1).Single(), 1).GetValueOrDefault("orleansnews.role", "");

    private static Dictionary<string, string> Tags(ProtoMessage message, int field) =>
        message.Messages(field).ToDictionary(tag => tag.Text(1), tag => Value(tag.Messages(2).Single()), StringComparer.Ordinal);

    private static string Value(ProtoMessage value) => value.Number(3) is { } number ? number.ToString(CultureInfo.InvariantCulture) : value.Text(1);
}
