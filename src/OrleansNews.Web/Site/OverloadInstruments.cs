using System.Diagnostics.Metrics;

namespace OrleansNews.Site;

/// <summary>What operators see of requests that were turned away: the meter <c>OrleansNews.Overload</c>.</summary>
internal sealed class OverloadInstruments
{
    /// <summary>One network address had too many requests under way.</summary>
    public const string Address = "address";

    /// <summary>The process works on as much as it should.</summary>
    public const string Process = "process";

    /// <summary>One story had too many comments under way.</summary>
    public const string Story = "story";

    private readonly Counter<long> _refused;

    public OverloadInstruments(IMeterFactory meters) => _refused = meters.Create("OrleansNews.Overload").CreateCounter<long>(
        "orleansnews.overload.refused", "{request}", "Requests turned away because too many were worked on at once: of one network address, in the process, or under one story.");

    /// <summary>Counts a request that was turned away.</summary>
    /// <param name="bound">Which bound it met.</param>
    public void Refused(string bound) => _refused.Add(1, new KeyValuePair<string, object?>("bound", bound));
}
