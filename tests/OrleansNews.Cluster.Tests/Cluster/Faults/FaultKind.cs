namespace OrleansNews.Cluster.Faults;

/// <summary>What happens to a cluster.</summary>
internal enum FaultKind
{
    /// <summary>A silo gets the signal that it cannot answer.</summary>
    KillSilo,

    /// <summary>A silo is told to stop.</summary>
    StopSilo,

    /// <summary>A silo stands still, with every connection open, and goes on before the others give it up.</summary>
    PauseSiloBriefly,

    /// <summary>A silo stands still for longer than the others wait for it, with every connection open, and goes on.</summary>
    PauseSilo,

    /// <summary>A front end gets the signal that it cannot answer.</summary>
    KillFrontEnd,

    /// <summary>The database ends in order, with every connection broken.</summary>
    RestartDatabase,

    /// <summary>Every process of the database gets the signal that it cannot answer.</summary>
    KillDatabase,

    /// <summary>A silo and the other silos do not hear of each other, until shortly before they give it up; front ends and database reach it.</summary>
    CutSiloFromSilosBriefly,

    /// <summary>A silo and the other silos do not hear of each other for longer than they wait; front ends and database reach it.</summary>
    CutSiloFromSilos,

    /// <summary>Two silos do not hear of each other; the third one hears both and says so, so that neither is given up.</summary>
    CutSiloFromOneSilo,

    /// <summary>A silo does not reach the database; others reach it, so that nobody gives it up.</summary>
    CutSiloFromDatabase,
}
