using OrleansNews.Layout;

namespace OrleansNews.Accounts;

/// <summary>Everybody who has an account.</summary>
/// <param name="Frame">What surrounds it.</param>
/// <param name="Actor">Who is signed in.</param>
/// <param name="Accounts">The accounts, by login.</param>
public sealed record StaffModel(SiteFrame Frame, Actor Actor, ImmutableArray<AccountView> Accounts)
{
    /// <summary>What was typed for a new colleague.</summary>
    public string Login { get; init; } = "";

    public string Name { get; init; } = "";

    public string Email { get; init; } = "";

    public Role Role { get; init; } = Role.Author;

    public ImmutableArray<FieldError> Errors { get; init; } = [];
}
