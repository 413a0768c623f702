using OrleansNews.Layout;

namespace OrleansNews.Accounts;

/// <summary>The second step of signing in.</summary>
/// <param name="Frame">What surrounds it.</param>
public sealed record SecondStepModel(SiteFrame Frame)
{
    public ImmutableArray<FieldError> Errors { get; init; } = [];
}
