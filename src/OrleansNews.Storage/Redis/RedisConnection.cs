using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace OrleansNews.Storage.Redis;

/// <summary>Connects to the server of the membership, and says in words for an operator when that fails.</summary>
internal sealed partial class RedisConnection(IOptions<RedisMembershipOptions> options, ILogger<RedisConnection> logger)
{
    /// <summary>A new connection, which belongs to the caller.</summary>
    /// <param name="asMember">Whether a silo asks, whose operator is warned when the server may forget it.</param>
    /// <exception cref="GrainStorageUnavailableException">The server does not answer, or refuses.</exception>
    public async Task<IConnectionMultiplexer> OpenAsync(bool asMember)
    {
        var configuration = ConfigurationOptions.Parse(options.Value.ConnectionString);
        configuration.ClientName ??= "OrleansNews";
        // Without it this driver does not let INFO through.
        configuration.AllowAdmin = true;
        try
        {
            var connection = await ConnectionMultiplexer.ConnectAsync(configuration).ConfigureAwait(false);
            if (asMember) await WarnOfForgettingAsync(connection).ConfigureAwait(false);
            return connection;
        }
        catch (RedisConnectionException fault)
        {
            var place = string.Join(", ", configuration.EndPoints);
            throw new GrainStorageUnavailableException(
                $"The Redis server {place} cannot be used: {fault.FailureType}. Start it, or name another server or password. It is set as {RedisMembershipOptions.Section}:{nameof(RedisMembershipOptions.ConnectionString)}.", fault);
        }
    }

    private async Task WarnOfForgettingAsync(ConnectionMultiplexer connection)
    {
        try
        {
            var persistence = await connection.GetServers()[0].InfoAsync("persistence").ConfigureAwait(false);
            if (persistence.SelectMany(group => group).Any(line => line is { Key: "aof_enabled", Value: "0" })) LogForgets();
        }
        catch (RedisException)
        {
            // Some hosted servers do not tell; then their operator knows.
            LogUntold();
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "The Redis server of the membership keeps no append-only file: when it is restarted, silos do not find each other until they are started anew. Set appendonly to yes.")]
    private partial void LogForgets();

    [LoggerMessage(2, LogLevel.Debug, "The Redis server does not tell whether it keeps an append-only file.")]
    private partial void LogUntold();
}
