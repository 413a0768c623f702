using OrleansNews.Layout;

namespace OrleansNews.Accounts;

/// <summary>The second factor of one's own account: beginning, keeping and ending it.</summary>
/// <param name="Frame">What surrounds it.</param>
/// <param name="Actor">Who is signed in.</param>
/// <param name="Account">Their account.</param>
public sealed record SecondFactorModel(SiteFrame Frame, Actor Actor, AccountView Account)
{
    /// <summary>The new key as text, in groups of four; empty when there is a second factor already.</summary>
    public string Key { get; init; } = "";

    /// <summary>The key as the form brings it back.</summary>
    public string SealedKey { get; init; } = "";

    /// <summary>What an authenticator app reads.</summary>
    internal QrCode? Code { get; init; }

    public ImmutableArray<FieldError> Errors { get; init; } = [];

    public bool Saved { get; init; }
}
