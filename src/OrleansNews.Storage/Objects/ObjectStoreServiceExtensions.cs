using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using OrleansNews.Storage.AzureBlobs;
using OrleansNews.Storage.Postgres;

namespace OrleansNews.Storage.Objects;

/// <summary>Keeps objects where the state is kept, so that every silo finds them, or in a store of their own that all silos reach. The provider of the state brings the settings of the former.</summary>
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

    /// <summary>In a container beside whatever store has the state; made when it is used first. Its settings are the <see cref="AzureBlobOptions"/> of this name, which the caller takes from the section of that name, and the store has the name as its key.</summary>
    public static IServiceCollection AddAzureBlobObjects(this IServiceCollection services, string section)
    {
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<AzureBlobOptions>, AzureBlobOptionsValidator>());
        return services.AddKeyedSingleton<IObjectStore>(section, (provider, _) =>
        {
            var options = provider.GetRequiredService<IOptionsMonitor<AzureBlobOptions>>().Get(section);
            return new AzureBlobObjects(AzureBlobAccount.Create(options).GetBlobContainerClient(options.ContainerName), makesContainer: true);
        });
    }
}
