namespace OrleansNews.Cluster;

/// <summary>How silos find each other, and front ends find silos.</summary>
internal enum ClusterMembership
{
    /// <summary><see cref="Postgres"/> where the state is in PostgreSQL, else <see cref="None"/>; always <see cref="None"/> where <c>Cluster:Gateways</c> are named.</summary>
    Auto,

    /// <summary>A silo is alone; front ends know its gateway by <c>Cluster:Gateways</c>.</summary>
    None,

    /// <summary>By a table of the database in <c>Storage:Postgres</c>.</summary>
    Postgres,

    /// <summary>By a hash in the Redis server of <c>Cluster:Redis</c>.</summary>
    Redis,
}
