using Orleans.Configuration;
using OrleansNews.Settings;

namespace OrleansNews.Cluster;

/// <summary>What a process is composed of: its role, its store, and how it finds others.</summary>
/// <param name="Role">The role.</param>
/// <param name="Storage">Where silos keep state. Means nothing to role web.</param>
/// <param name="Membership">How it finds others; never <see cref="ClusterMembership.Auto"/>.</param>
/// <param name="Options">The other settings of section <c>Cluster</c>, not validated yet.</param>
internal sealed record ClusterPlan(HostRole Role, StorageProvider Storage, ClusterMembership Membership, NewsClusterOptions Options)
{
    // A percentage.
    private const int Never = 100;

    /// <summary>Whether the silo in this process is the only one.</summary>
    public bool IsAlone => Role == HostRole.All && Membership == ClusterMembership.None;

    /// <summary>Whether it serves pages and others may do so too, who take its readers while it stops.</summary>
    public bool SharesItsReaders => Role != HostRole.Silo && !IsAlone;

    /// <summary>Whether state is elsewhere than in the data folder of one process.</summary>
    public bool IsBesideAFolder => Storage != StorageProvider.Sqlite;

    /// <summary>The gateway's port; 0 for none.</summary>
    public int GatewayPort => Role == HostRole.Silo || Options.OpenGateway ? Options.GatewayPort : 0;

    /// <exception cref="SettingException">Settings that do not go together.</exception>
    public static ClusterPlan Read(IConfiguration configuration, HostRole role)
    {
        var options = configuration.GetSection(NewsClusterOptions.Section).Get<NewsClusterOptions>() ?? new();
        var storage = configuration.GetValue($"{NewsStorageOptions.Section}:{nameof(NewsStorageOptions.Provider)}", StorageProvider.Sqlite);
        var plan = new ClusterPlan(role, storage, Decide(options, storage, role), options);
        plan.RequirePossible();
        plan.RequireHeard(configuration);
        return plan;
    }

    /// <summary>Names the cluster.</summary>
    public void Name(ClusterOptions options)
    {
        options.ClusterId = Options.ClusterId;
        options.ServiceId = Options.ServiceId;
    }

    /// <summary>Bounds what a silo takes of front ends. Orleans measures both; what is not to be looked at has a bound that is never reached.</summary>
    public void Shed(LoadSheddingOptions options)
    {
        options.LoadSheddingEnabled = Options.ShedAtCpu > 0 || Options.ShedAtMemory > 0;
        options.CpuThreshold = Options.ShedAtCpu > 0 ? Options.ShedAtCpu : Never;
        options.MemoryThreshold = Options.ShedAtMemory > 0 ? Options.ShedAtMemory : Never;
    }

    private static ClusterMembership Decide(NewsClusterOptions options, StorageProvider storage, HostRole role)
    {
        if (options.Membership != ClusterMembership.Auto) return options.Membership;
        if (role == HostRole.Web && options.Gateways.Count > 0) return ClusterMembership.None;
        return storage == StorageProvider.Postgres ? ClusterMembership.Postgres : ClusterMembership.None;
    }

    // A server that is named and not used: a newspaper in a folder would begin beside the one that was meant, or silos would not find each other. What says itself how others are found is believed.
    private void RequireHeard(IConfiguration configuration)
    {
        bool IsNamed(string key) => !string.IsNullOrEmpty(configuration[key]);
        if (Role != HostRole.Web && Storage == StorageProvider.Sqlite && IsNamed("Storage:Postgres:ConnectionString"))
            throw new SettingException("Storage:Provider", "a database is named in Storage:Postgres:ConnectionString, and the state would be kept in SQLite. Use --Storage:Provider=Postgres, or leave the connection string out.");
        if (Role != HostRole.Web && Storage == StorageProvider.Sqlite && (IsNamed("Storage:AzureBlob:ConnectionString") || IsNamed("Storage:AzureBlob:ServiceUri")))
            throw new SettingException("Storage:Provider", "an account is named in Storage:AzureBlob, and the state would be kept in SQLite. Use --Storage:Provider=AzureBlob, or leave the account out.");
        if (Options.Membership != ClusterMembership.Auto || (Role == HostRole.Web && Options.Gateways.Count > 0)) return;
        if (IsNamed("Cluster:Redis:ConnectionString"))
            throw new SettingException("Cluster:Membership", $"a server is named in Cluster:Redis:ConnectionString, and the membership would be {Membership}. Use --Cluster:Membership=Redis, or leave the connection string out.");
        if (Storage == StorageProvider.AzureBlob && IsNamed("Storage:Postgres:ConnectionString"))
            throw new SettingException("Cluster:Membership", "a database is named in Storage:Postgres:ConnectionString, and nothing would use it. Use --Cluster:Membership=Postgres, or leave the connection string out.");
    }

    private void RequirePossible()
    {
        if (Role == HostRole.Web) return;
        if (Storage == StorageProvider.Sqlite && Role == HostRole.Silo)
            throw new SettingException("Storage:Provider", "role silo needs a store that several silos share, and SQLite serves one process. Use --Storage:Provider=Postgres, or --role all with --Cluster:OpenGateway=true.");
        if (Storage == StorageProvider.Sqlite && Membership != ClusterMembership.None)
            throw new SettingException("Cluster:Membership", $"{Membership} joins silos to a cluster, and SQLite serves one silo alone. Use --Storage:Provider=Postgres, or leave the membership out.");
        if (Role == HostRole.Silo && Membership == ClusterMembership.None)
            throw new SettingException("Cluster:Membership", "role silo needs a way to find other silos. Use --Cluster:Membership=Postgres or Redis.");
    }
}
