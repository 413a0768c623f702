using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Hosting;

namespace OrleansNews.Moderation;

internal static class ModerationSiloBuilderExtensions
{
    /// <summary>The queues of the moderation desk, and the classifier.</summary>
    internal static ISiloBuilder AddModeration(this ISiloBuilder silo)
    {
        silo.Services.AddSingleton<IJsonTypeInfoResolver>(ModerationJson.Default);
        return silo.AddClassifier();
    }
}
