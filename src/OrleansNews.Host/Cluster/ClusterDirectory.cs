namespace OrleansNews.Cluster;

/// <summary>Which of Orleans' directories tells silos where a grain is active.</summary>
internal enum ClusterDirectory
{
    /// <summary>The one that Orleans has by default: eventually consistent. Around a change of membership a grain may be active on two silos for a moment.</summary>
    Eventual,

    /// <summary>The strongly consistent one, which hands its partitions over by views of the membership.</summary>
    Strong,
}
