using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Hosting;

namespace OrleansNews.Articles;

internal static class ArticlesSiloBuilderExtensions
{
    /// <summary>Stories and their addresses.</summary>
    internal static ISiloBuilder AddArticles(this ISiloBuilder silo)
    {
        silo.Services.AddSingleton<IJsonTypeInfoResolver>(ArticleJson.Default);
        silo.Services.AddSingleton<StoryRenderer>();
        for (var number = 0; number < IScheduleGrain.Shards; number++)
        {
            var shard = number;
            silo.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(services => new ScheduleTicker(
                shard, services.GetRequiredService<IGrainFactory>(), services.GetRequiredKeyedService<TimeProvider>(NewsClock.Key), services.GetRequiredService<ILogger<ScheduleTicker>>()));
        }

        return silo;
    }
}
