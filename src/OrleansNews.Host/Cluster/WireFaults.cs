using Orleans.Serialization;

namespace OrleansNews.Cluster;

/// <summary>
/// Lets faults of the drivers be told from silo to silo and to front ends, as the cause inside of our own. Orleans knows those of .NET and of Azure alone; what it cannot
/// write becomes another fault on the way, and a reader who should come back in a moment gets the answer for a broken program.
/// </summary>
internal static class WireFaults
{
    public static void Allow(IServiceCollection services) => services.Configure<ExceptionSerializationOptions>(faults =>
    {
        faults.SupportedNamespacePrefixes.Add("Npgsql");
        faults.SupportedNamespacePrefixes.Add("StackExchange.Redis");
    });
}
