using Microsoft.Extensions.Options;
using OrleansNews.Storage.Objects;

namespace OrleansNews.Media;

/// <summary>Gives the silo its library of pictures.</summary>
internal static class MediaHosting
{
    /// <summary>Files in the store of objects beside the state, so that every silo has them, unless the settings name a folder.</summary>
    public static ISiloBuilder AddMedia(this ISiloBuilder silo)
    {
        silo.Services.AddOptions<MediaStoreOptions>().BindConfiguration(MediaStoreOptions.Section).ValidateOnStart();
        return silo.AddMedia(services => new ObjectMediaStore(services.GetRequiredService<IOptions<MediaStoreOptions>>().Value.Folder is { Length: > 0 } folder
            ? new FolderObjects(folder)
            : services.GetRequiredService<IObjectStore>()));
    }
}
