using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Hosting;

namespace OrleansNews.Articles;

internal static class ArticlesSiloBuilderExtensions
{
    /// <summary>Stories and their addresses.</summary>
    internal static ISiloBuilder AddArticles(this ISiloBuilder silo)
    {
        silo.Services.AddSingleton<IJsonTypeInfoResolver>(ArticleJson.Default);
        silo.Services.AddSingleton<StoryRenderer>();
        silo.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, ScheduleTicker>();
        return silo;
    }
}
