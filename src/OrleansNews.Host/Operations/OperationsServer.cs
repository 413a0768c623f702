using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;
using OpenTelemetry.Metrics;
using OrleansNews.Settings;

namespace OrleansNews.Operations;

/// <summary>
/// Health and metrics on a listener and pipeline of their own: no header of a public request can reach them. Registered before everything else, so that it
/// starts first and stops last and can be asked while the silo starts and drains.
/// </summary>
internal sealed class OperationsServer(IOptions<OperationsOptions> options, Readiness readiness, MeterProvider meters) : IHostedService, IAsyncDisposable
{
    private WebApplication? _app;

    /// <summary>Where it listens, once started.</summary>
    public string Address => _app?.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? "";

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Parse(options.Value.Address), options.Value.Port));
        builder.Services.AddRoutingCore();
        // A source that nobody asks for: health checks and scrapes are in no trace.
        builder.Services.AddSingleton(_ => new ActivitySource("OrleansNews.Operations"));
        _app = builder.Build();
        _app.MapGet("/health/live", () => Results.Text("live\n"));
        _app.MapGet("/health/ready", () => readiness.IsReady ? Results.Text("ready\n") : Results.Text("not ready\n", statusCode: StatusCodes.Status503ServiceUnavailable));
        _app.UseOpenTelemetryPrometheusScrapingEndpoint(meters, predicate: null, path: "/metrics", configureBranchedPipeline: null, optionsName: null);
        try
        {
            await _app.StartAsync(cancellationToken);
        }
        catch (IOException exception) when (exception.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            throw new SettingException("Operations:Port", $"port {options.Value.Port} is in use. Choose another with --Operations:Port=5082, or 0 for any free one.");
        }
        catch (SocketException fault) when (fault.SocketErrorCode is SocketError.AddressNotAvailable or SocketError.AddressFamilyNotSupported)
        {
            throw new SettingException("Operations:Address", $"{options.Value.Address} is no address of this machine. Use one that it has, such as --Operations:Address=127.0.0.1.");
        }
        catch (SocketException fault) when (fault.SocketErrorCode == SocketError.AccessDenied)
        {
            throw new SettingException("Operations:Port", $"this account may not listen on port {options.Value.Port}. Choose one above 1023, such as --Operations:Port=5081.");
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => _app?.StopAsync(cancellationToken) ?? Task.CompletedTask;

    public ValueTask DisposeAsync() => _app?.DisposeAsync() ?? ValueTask.CompletedTask;
}
