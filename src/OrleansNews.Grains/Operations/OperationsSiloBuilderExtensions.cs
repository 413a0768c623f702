using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Hosting;

namespace OrleansNews.Operations;

internal static class OperationsSiloBuilderExtensions
{
    /// <summary>Numbers, the delivery of messages between grains, and what the silo says of itself.</summary>
    internal static ISiloBuilder AddOperations(this ISiloBuilder silo)
    {
        silo.Services.AddSingleton<IJsonTypeInfoResolver>(OperationsJson.Default);
        silo.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, OutboxTicker>();
        silo.Services.AddMetrics();
        silo.Services.AddSingleton<StoreWatch>();
        silo.Services.AddSingleton<OutboxInstruments>();
        silo.Services.AddSingleton<ResidentThreads>();
        silo.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, SiloReporter>();
        return silo;
    }
}
