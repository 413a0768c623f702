using OrleansNews.Storage.AzureBlobs;
using OrleansNews.Storage.Postgres;
using OrleansNews.Storage.Sqlite;

namespace OrleansNews.Storage.Conformance;

/// <summary>Opens a store by an address of the form <c>kind:place</c>, so that a process of its own can.</summary>
internal static class StoreAddress
{
    public static Task<OpenProvider> OpenAsync(string address)
    {
        var (kind, place) = address.Split(':', 2) is [var first, var rest] ? (first, rest) : (address, "");
        return kind switch
        {
            "sqlite" => SqliteStore.OpenAsync(place),
            "postgres" => PostgresStore.OpenAsync(place),
            "azure" => AzureBlobStore.OpenAsync(place),
            _ => throw new ArgumentException($"No store is known by the address '{address}'.", nameof(address)),
        };
    }
}
