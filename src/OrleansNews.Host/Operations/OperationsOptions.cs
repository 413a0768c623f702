namespace OrleansNews.Operations;

/// <summary>The operators' port. Section <c>Operations</c>.</summary>
internal sealed class OperationsOptions
{
    public const string Section = "Operations";

    /// <summary>
    /// The loopback port of <c>/health/live</c>, <c>/health/ready</c> and <c>/metrics</c>: 1 to 65535, or 0 for any free one. Default: 5081.
    /// </summary>
    public int Port { get; set; } = 5081;

    /// <summary>The network address of the port. Default: 127.0.0.1. What it serves is for operators and monitoring, never for the public.</summary>
    public string Address { get; set; } = "127.0.0.1";

    /// <summary>
    /// How long pages go on being served when the process was told to stop and <c>/health/ready</c> says no, 0 to 1 minute: longer than two checks of the balancer. Default: none, which is
    /// 5 seconds in role <c>web</c>, and in role <c>all</c> where it finds others by a membership; and 0 in role <c>all</c> that is alone, where nobody takes the readers meanwhile, and in role
    /// <c>silo</c>, which has none.
    /// </summary>
    public TimeSpan? DrainFor { get; set; }
}
