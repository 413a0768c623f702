using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Hosting;

namespace OrleansNews.LiveStories;

internal static class LiveStoriesSiloBuilderExtensions
{
    /// <summary>The entries of live stories.</summary>
    internal static ISiloBuilder AddLiveStories(this ISiloBuilder silo)
    {
        silo.Services.AddSingleton<IJsonTypeInfoResolver>(LiveStoriesJson.Default);
        return silo;
    }
}
