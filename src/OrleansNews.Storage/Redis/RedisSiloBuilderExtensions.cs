using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Orleans.Clustering.Redis;
using Orleans.Hosting;
using StackExchange.Redis;

namespace OrleansNews.Storage.Redis;

/// <summary>Lets silos and clients find each other by a Redis server: section <see cref="RedisMembershipOptions.Section"/> of the configuration.</summary>
public static class RedisSiloBuilderExtensions
{
    /// <summary>Makes the silo a member.</summary>
    public static ISiloBuilder UseRedisMembership(this ISiloBuilder silo)
    {
        silo.UseRedisClustering(_ => { });
        silo.Services.AddRedisMembership(asMember: true);
        return silo;
    }

    /// <summary>Lets a client find silos.</summary>
    public static IClientBuilder UseRedisMembership(this IClientBuilder client)
    {
        client.UseRedisClustering(_ => { });
        client.Services.AddRedisMembership(asMember: false);
        return client;
    }

    private static void AddRedisMembership(this IServiceCollection services, bool asMember)
    {
        services.AddOptions<RedisMembershipOptions>().BindConfiguration(RedisMembershipOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<RedisMembershipOptions>, RedisMembershipOptionsValidator>();
        services.AddSingleton<RedisConnection>();
        services.AddOptions<RedisClusteringOptions>().Configure<RedisConnection>((clustering, redis) =>
        {
            // Orleans asks for it and, with a delegate of one's own, does not use it.
            clustering.ConfigurationOptions = new ConfigurationOptions();
            clustering.CreateMultiplexer = async _ => (await redis.OpenAsync(asMember).ConfigureAwait(false), false);
        });
    }
}
