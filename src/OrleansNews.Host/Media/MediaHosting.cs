using Microsoft.Extensions.Options;
using OrleansNews.Storage.AzureBlobs;
using OrleansNews.Storage.Objects;

namespace OrleansNews.Media;

/// <summary>Gives the silo its library of pictures.</summary>
internal static class MediaHosting
{
    /// <summary>Files in the store of objects beside the state, so that every silo has them, unless the settings name a folder or another store.</summary>
    public static ISiloBuilder AddMedia(this ISiloBuilder silo)
    {
        silo.Services.AddOptions<MediaStoreOptions>().BindConfiguration(MediaStoreOptions.Section).ValidateOnStart();
        silo.Services.AddSingleton<IValidateOptions<MediaStoreOptions>, MediaStoreOptionsValidator>();
        // Settings of blobs that nobody uses need not be right.
        if (Enum.TryParse<MediaStorePlace>(silo.Configuration["Media:Store"], ignoreCase: true, out var place) && place == MediaStorePlace.AzureBlob)
        {
            silo.Services.AddOptions<MediaBlobOptions>().BindConfiguration(MediaBlobOptions.Section);
            silo.Services.AddOptions<AzureBlobOptions>(MediaBlobOptions.Section).Configure<IOptions<MediaBlobOptions>>(static (blobs, media) =>
                (blobs.ConnectionString, blobs.ServiceUri, blobs.ContainerName) = (media.Value.ConnectionString, media.Value.ServiceUri, media.Value.ContainerName)).ValidateOnStart();
            silo.Services.AddAzureBlobObjects(MediaBlobOptions.Section);
        }

        return silo.AddMedia(services => new ObjectMediaStore(StoreOf(services, services.GetRequiredService<IOptions<MediaStoreOptions>>().Value)));
    }

    private static IObjectStore StoreOf(IServiceProvider services, MediaStoreOptions options) =>
        options.Store == MediaStorePlace.AzureBlob ? services.GetRequiredKeyedService<IObjectStore>(MediaBlobOptions.Section)
        : options.Folder.Length > 0 ? new FolderObjects(options.Folder)
        : services.GetRequiredService<IObjectStore>();
}
