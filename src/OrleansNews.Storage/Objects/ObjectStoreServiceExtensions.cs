using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using OrleansNews.Storage.AzureBlobs;
using OrleansNews.Storage.Postgres;

namespace OrleansNews.Storage.Objects;

/// <summary>Keeps objects where the state is kept, so that every silo finds them. Call it beside the provider of the state, which brings its settings.</summary>
public static class ObjectStoreServiceExtensions
{
    /// <summary>As files of a folder.</summary>
    public static IServiceCollection AddFolderObjects(this IServiceCollection services, string folder) => services.AddSingleton<IObjectStore>(_ => new FolderObjects(folder));

    /// <summary>In the database of the state.</summary>
    public static IServiceCollection AddPostgresObjects(this IServiceCollection services) => services.AddSingleton<IObjectStore>(provider =>
        new PostgresObjects(provider.GetRequiredService<PostgresDatabase>(), provider.GetRequiredService<IOptions<ClusterOptions>>().Value.ServiceId));

    /// <summary>In the container of the state.</summary>
    public static IServiceCollection AddAzureBlobObjects(this IServiceCollection services) => services.AddSingleton<IObjectStore>(provider =>
    {
        var options = provider.GetRequiredService<IOptions<AzureBlobOptions>>().Value;
        return new AzureBlobObjects(AzureBlobAccount.Create(options).GetBlobContainerClient(options.ContainerName));
    });
}
