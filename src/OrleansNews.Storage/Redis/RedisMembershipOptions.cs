namespace OrleansNews.Storage.Redis;

/// <summary>The Redis server by which silos find each other; section <c>Cluster:Redis</c>. It holds who is a member, never state.</summary>
public sealed class RedisMembershipOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Cluster:Redis";

    /// <summary>
    /// Where the server is, in the form of StackExchange.Redis: <c>localhost:6379,user=news,password=...,ssl=true</c>. No default. The server keeps an append-only file
    /// (<c>appendonly yes</c>): silos whose membership is lost do not find each other again until they are started anew.
    /// </summary>
    public string ConnectionString { get; set; } = "";
}
