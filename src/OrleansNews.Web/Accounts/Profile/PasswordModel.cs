using OrleansNews.Layout;

namespace OrleansNews.Accounts;

/// <summary>Changing one's own password.</summary>
/// <param name="Frame">What surrounds it.</param>
/// <param name="Actor">Who is signed in.</param>
public sealed record PasswordModel(SiteFrame Frame, Actor Actor)
{
    public ImmutableArray<FieldError> Errors { get; init; } = [];
}
