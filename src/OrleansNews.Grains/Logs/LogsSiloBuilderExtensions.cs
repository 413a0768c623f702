using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Hosting;

namespace OrleansNews.Logs;

internal static class LogsSiloBuilderExtensions
{
    /// <summary>What every log of events needs in a silo, whatever its events are.</summary>
    internal static ISiloBuilder AddLogs(this ISiloBuilder silo)
    {
        silo.Services.AddSingleton<IJsonTypeInfoResolver>(LogsJson.Default);
        silo.Services.AddSingleton<MergeTurns>();
        return silo;
    }
}
