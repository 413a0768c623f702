namespace OrleansNews.Settings;

/// <summary>What this process does for the newspaper.</summary>
internal enum HostRole
{
    /// <summary>Silo, storage and web in one process: the default.</summary>
    All,

    /// <summary>A silo without pages.</summary>
    Silo,

    /// <summary>A front end without state, attached to silos.</summary>
    Web,
}
