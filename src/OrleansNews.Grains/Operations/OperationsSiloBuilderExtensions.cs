using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Hosting;

namespace OrleansNews.Operations;

internal static class OperationsSiloBuilderExtensions
{
    /// <summary>Numbers, and the delivery of messages between grains.</summary>
    internal static ISiloBuilder AddOperations(this ISiloBuilder silo)
    {
        silo.Services.AddSingleton<IJsonTypeInfoResolver>(OperationsJson.Default);
        silo.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, OutboxTicker>();
        return silo;
    }
}
