using OrleansNews.Layout;

namespace OrleansNews.Accounts;

/// <summary>The second step of signing in.</summary>
/// <param name="Frame">What surrounds it.</param>
public sealed record SecondStepModel(SiteFrame Frame)
{
    /// <summary>What was typed before; null for nothing.</summary>
    public KeptForm? Kept { get; init; }

    public ImmutableArray<FieldError> Errors { get; init; } = [];
}
