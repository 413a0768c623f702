using System.Net;
using Microsoft.AspNetCore.Connections;

namespace OrleansNews.Cluster;

/// <summary>
/// Keeps a silo that is alone from opening a port for other silos: Orleans always binds its silo endpoint, and an open port is an invitation to call grains.
/// The gateway's port is opened as configured.
/// </summary>
internal sealed class SoleSiloListeners(IConnectionListenerFactory inner, int gatewayPort) : IConnectionListenerFactory
{
    /// <summary>Puts itself before the listeners that Orleans has registered.</summary>
    /// <param name="services">Services to which the silo was added.</param>
    /// <param name="gatewayPort">The one port that may be opened; 0 for none.</param>
    public static void Install(IServiceCollection services, int gatewayPort)
    {
        // Orleans tells its listener factories apart by private key objects, so the registrations are replaced in place.
        for (var i = 0; i < services.Count; i++)
        {
            if (services[i] is not { IsKeyedService: true, KeyedImplementationFactory: { } create } registered) continue;
            if (registered.ServiceType != typeof(IConnectionListenerFactory)) continue;
            services[i] = ServiceDescriptor.KeyedSingleton<IConnectionListenerFactory>(
                registered.ServiceKey,
                (provider, key) => new SoleSiloListeners((IConnectionListenerFactory)create(provider, key), gatewayPort));
        }
    }

    public ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default) =>
        endpoint is IPEndPoint { Port: var port } && port == gatewayPort
            ? inner.BindAsync(endpoint, cancellationToken)
            : ValueTask.FromResult<IConnectionListener>(new NoListener(endpoint));

    private sealed class NoListener(EndPoint endpoint) : IConnectionListener
    {
        private readonly TaskCompletionSource<ConnectionContext?> _end = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public EndPoint EndPoint => endpoint;

        public ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default) => new(_end.Task.WaitAsync(cancellationToken));

        public ValueTask UnbindAsync(CancellationToken cancellationToken = default) => DisposeAsync();

        public ValueTask DisposeAsync()
        {
            _end.TrySetResult(null);
            return ValueTask.CompletedTask;
        }
    }
}
