using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Hosting;

namespace OrleansNews.Media;

/// <summary>Puts the library of pictures into a silo.</summary>
public static class MediaSiloBuilderExtensions
{
    /// <summary>The host decides where the files rest.</summary>
    public static ISiloBuilder AddMedia(this ISiloBuilder silo, Func<IServiceProvider, IMediaStore> store)
    {
        silo.Services.AddSingleton<IJsonTypeInfoResolver>(MediaJson.Default);
        silo.Services.AddOptions<MediaOptions>().BindConfiguration(MediaOptions.Section).ValidateOnStart();
        silo.Services.AddSingleton<IValidateOptions<MediaOptions>, MediaOptionsValidator>();
        silo.Services.AddSingleton(store);
        silo.Services.AddSingleton<PictureThreads>();
        silo.Services.AddSingleton<PictureFileMaker>();
        return silo;
    }
}
