using OrleansNews.Layout;

namespace OrleansNews.Accounts;

/// <summary>One's own account.</summary>
/// <param name="Frame">What surrounds it.</param>
/// <param name="Actor">Who is signed in.</param>
/// <param name="Account">Their account.</param>
/// <param name="Session">The id of the session that asks.</param>
public sealed record ProfileModel(SiteFrame Frame, Actor Actor, AccountView Account, string Session)
{
    public string Name { get; init; } = Account.Actor.Name;

    public string Email { get; init; } = Account.Email;

    /// <summary>What a new application password was to be called.</summary>
    public string Program { get; init; } = "";

    public ImmutableArray<FieldError> Errors { get; init; } = [];

    public bool Saved { get; init; }
}
