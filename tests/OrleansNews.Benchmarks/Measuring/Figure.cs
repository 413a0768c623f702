namespace OrleansNews.Benchmarks.Measuring;

/// <summary>One measured number.</summary>
/// <param name="Name">What was measured.</param>
/// <param name="Measured">The number.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Reference">The same thing done without us, in the same run; null when there is no such thing.</param>
/// <param name="Required">What it has to reach; null when it only informs.</param>
/// <param name="LimitedBy">What was measured beside it that tells why it is not better.</param>
internal sealed record Figure(string Name, double Measured, string Unit, double? Reference = null, Requirement? Required = null, string? LimitedBy = null)
{
    /// <summary>Measured against reference.</summary>
    public double? Ratio => Reference is > 0 ? Measured / Reference : null;

    /// <summary>Whether the requirement is met; null without one.</summary>
    public bool? Met => Required?.IsMetBy(this);
}

/// <summary>Bounds of a figure; those that are null do not count.</summary>
internal sealed record Requirement(double? AtLeast = null, double? AtMost = null, double? RatioAtLeast = null, double? RatioAtMost = null)
{
    /// <summary>Whether all bounds hold. A bound on the ratio of a figure without reference does not.</summary>
    public bool IsMetBy(Figure figure) =>
        (AtLeast is null || figure.Measured >= AtLeast)
        && (AtMost is null || figure.Measured <= AtMost)
        && (RatioAtLeast is null || figure.Ratio >= RatioAtLeast)
        && (RatioAtMost is null || figure.Ratio <= RatioAtMost);
}
