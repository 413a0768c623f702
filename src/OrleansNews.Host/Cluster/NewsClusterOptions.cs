namespace OrleansNews.Cluster;

/// <summary>How silos and front ends find each other. Section <c>Cluster</c>.</summary>
internal sealed class NewsClusterOptions
{
    public const string Section = "Cluster";

    /// <summary>How silos find each other, and front ends find silos. Default: <see cref="ClusterMembership.Auto"/>.</summary>
    public ClusterMembership Membership { get; set; } = ClusterMembership.Auto;

    /// <summary>Which directory tells silos where a grain is active; the same in all silos, which are stopped together to change it. Default: <see cref="ClusterDirectory.Eventual"/>.</summary>
    public ClusterDirectory GrainDirectory { get; set; } = ClusterDirectory.Eventual;

    /// <summary>
    /// Names the cluster: silos and front ends of one name belong together. Silos of two names on one store would fight over every state. A newspaper restored from a backup is a new cluster and gets a
    /// new name: threads then begin a new epoch, and search indices and copies of pages that know the state before are made anew. Default: orleans-news.
    /// </summary>
    public string ClusterId { get; set; } = "orleans-news";

    /// <summary>Names the newspaper in a store that several share; what was stored under another name is not found. Never changes. Default: orleans-news.</summary>
    public string ServiceId { get; set; } = "orleans-news";

    /// <summary>
    /// Whether role <c>all</c> opens a gateway for front ends of role <c>web</c>. Whoever reaches a gateway can call every grain, so it is closed by default:
    /// then neither <see cref="GatewayPort"/> nor, where the silo is alone, <see cref="SiloPort"/> is opened. Role <c>silo</c> always opens it.
    /// </summary>
    public bool OpenGateway { get; set; }

    /// <summary>
    /// Whether a silo runs as a pod of Kubernetes and asks it which pods there are: a member whose pod was deleted is declared dead at once, and not after the probes of the others.
    /// Beside a membership, never in its place. The pod's service account may get, list, watch and patch pods. Means nothing to role <c>web</c>. Default: false.
    /// </summary>
    public bool Kubernetes { get; set; }

    /// <summary>The network address that the ports below are opened on, and that others are told. Default: 127.0.0.1.</summary>
    public string Address { get; set; } = "127.0.0.1";

    /// <summary>The port for other silos, 1 to 65535. Default: 11111. A silo that is alone does not open it.</summary>
    public int SiloPort { get; set; } = 11111;

    /// <summary>The port for front ends, 1 to 65535. Default: 30000.</summary>
    public int GatewayPort { get; set; } = 30000;

    /// <summary>
    /// From which use of its processors on, in percent, a silo turns calls of front ends away, reading and writing ones alike, 1 to 100; 0 never. Front ends then show the pages that they have, and
    /// answer 503 to the rest. Never by default: full processors are no overload as long as the bounded queues of threads, searches and pictures answer.
    /// </summary>
    public int ShedAtCpu { get; set; }

    /// <summary>From which use of its memory on, in percent of what the machine or its container has, a silo turns calls of front ends away, 1 to 100; 0 never, which is the default.</summary>
    public int ShedAtMemory { get; set; }

    /// <summary>Role <c>web</c> without membership: the gateways to attach to, each as <c>address:port</c>. At least one; no default.</summary>
    public IList<string> Gateways { get; } = [];
}
