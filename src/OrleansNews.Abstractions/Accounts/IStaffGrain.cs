using System.Collections.Immutable;

namespace OrleansNews.Accounts;

/// <summary>
/// The list of all staff, and the one place where accounts are made: what makes the first administrator is decided here, one call after the other. Key: 0.
/// </summary>
[Alias("news.staff")]
public interface IStaffGrain : IGrainWithIntegerKey
{
    /// <summary>
    /// Offers to set the newspaper up to whoever shows the token of this hash; an earlier offer ends. False when there is an administrator already.
    /// </summary>
    [Alias("offer-setup")]
    Task<bool> OfferSetupAsync(ImmutableArray<byte> tokenHash);

    /// <summary>Whether a token of this hash can still set the newspaper up.</summary>
    [Alias("can-set-up")]
    Task<bool> CanSetUpAsync(ImmutableArray<byte> tokenHash);

    /// <summary>Makes the first administrator and ends the offer. Of two at once one succeeds.</summary>
    [Alias("set-up")]
    Task<CreateAccountResult> SetUpAsync(ImmutableArray<byte> tokenHash, NewAccount account);

    /// <summary>Makes an account; an administrator ends the offer to set up.</summary>
    [Alias("create")]
    Task<CreateAccountResult> CreateAsync(NewAccount account, Actor actor);

    /// <summary>Everybody, by login; null when the actor may not see them.</summary>
    [Alias("list")]
    Task<ImmutableArray<Actor>?> ListAsync(Actor actor);
}

/// <summary>The outcome of making an account. Stored nowhere.</summary>
public enum CreateAccountResult : byte
{
    /// <summary>Made, and durable.</summary>
    Created = 1,

    /// <summary>The login belongs to somebody.</summary>
    LoginTaken = 2,

    /// <summary>The actor may not, or the setup token is wrong, used or replaced.</summary>
    Forbidden = 3,

    /// <summary>Login, name, email or role cannot be.</summary>
    Invalid = 4,
}
