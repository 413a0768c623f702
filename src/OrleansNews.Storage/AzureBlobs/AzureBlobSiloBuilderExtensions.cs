using System.Diagnostics.Metrics;
using Azure.Storage.Blobs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Providers;
using Orleans.Runtime.Hosting;
using Orleans.Serialization.Serializers;
using Orleans.Storage;

namespace OrleansNews.Storage.AzureBlobs;

/// <summary>Keeps state in Azure's blobs: section <see cref="AzureBlobOptions.Section"/> of the configuration.</summary>
public static class AzureBlobSiloBuilderExtensions
{
#if ORLEANS_AZURE_STORAGE
    // The package's own provider, behind the default one.
    private const string OrleansProvider = "orleans-azure-blobs";

#endif
    /// <summary>Adds the default storage provider. The silo's <see cref="IGrainStorageSerializer"/> decides the form of the state.</summary>
    public static ISiloBuilder AddAzureBlobsAsDefault(this ISiloBuilder silo)
    {
        silo.Services.AddOptions<AzureBlobOptions>().BindConfiguration(AzureBlobOptions.Section).ValidateOnStart();
        silo.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<AzureBlobOptions>, AzureBlobOptionsValidator>());
        silo.Services.AddMetrics();
#if ORLEANS_AZURE_STORAGE
        silo.AddAzureBlobGrainStorage(OrleansProvider, options => options.Configure<IOptions<AzureBlobOptions>, IGrainStorageSerializer>((orleans, ours, serializer) =>
        {
            orleans.BlobServiceClient = AzureBlobAccount.Create(ours.Value);
            orleans.ContainerName = ours.Value.ContainerName;
            orleans.GrainStorageSerializer = serializer;
            orleans.DeleteStateOnClear = true;
        }));
#endif
        silo.Services.AddGrainStorage(ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME, Create);
        return silo;
    }

#if ORLEANS_AZURE_STORAGE
    private static TranslatedAzureStorage Create(IServiceProvider services, string name) =>
        new(services.GetRequiredKeyedService<IGrainStorage>(OrleansProvider), new GrainStorageInstruments(services.GetRequiredService<IMeterFactory>(), name));
#else
    private static AzureBlobGrainStorage Create(IServiceProvider services, string name)
    {
        var options = services.GetRequiredService<IOptions<AzureBlobOptions>>().Value;
        return new(
            name,
            AzureBlobAccount.Create(options).GetBlobContainerClient(options.ContainerName),
            services.GetRequiredService<IGrainStorageSerializer>(),
            services.GetRequiredService<IActivatorProvider>(),
            new GrainStorageInstruments(services.GetRequiredService<IMeterFactory>(), name));
    }
#endif
}
