using OrleansNews.Layout;

namespace OrleansNews.Accounts;

/// <summary>A colleague's account, as those who manage accounts see it.</summary>
/// <param name="Frame">What surrounds it.</param>
/// <param name="Actor">Who is signed in.</param>
/// <param name="Account">The account.</param>
public sealed record StaffMemberModel(SiteFrame Frame, Actor Actor, AccountView Account)
{
    public ImmutableArray<FieldError> Errors { get; init; } = [];

    public bool Saved { get; init; }
}
