using System.Collections.Immutable;

namespace OrleansNews.Accounts;

/// <summary>
/// The list of all staff, and the one place where accounts are made, promoted and disabled: who is the first administrator, and that one always remains, is
/// decided here, one call after the other. Key: 0.
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

    /// <summary>Changes the name and email of an account: its owner may, and who manages accounts.</summary>
    [Alias("change-profile")]
    Task<ChangeStaffResult> ChangeProfileAsync(string login, Profile profile, Actor actor);

    /// <summary>Gives an account another role, on every front end within five seconds.</summary>
    [Alias("change-role")]
    Task<ChangeStaffResult> ChangeRoleAsync(string login, Role role, Actor actor);

    /// <summary>Disables an account and ends its sessions, or enables it again.</summary>
    [Alias("set-disabled")]
    Task<ChangeStaffResult> SetDisabledAsync(string login, bool disabled, Actor actor);

    /// <summary>Everybody, by login; null when the actor may not see them.</summary>
    [Alias("list")]
    Task<ImmutableArray<StaffMember>?> ListAsync(Actor actor);
}

/// <summary>One member of staff.</summary>
/// <param name="Actor">Login, name and role.</param>
/// <param name="Disabled">Whether they cannot sign in.</param>
[GenerateSerializer, Immutable, Alias("news.StaffMember")]
public sealed record StaffMember([property: Id(0)] Actor Actor, [property: Id(1)] bool Disabled);

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

/// <summary>The outcome of changing an account. Stored nowhere.</summary>
public enum ChangeStaffResult : byte
{
    /// <summary>Changed, and durable; or it was so already.</summary>
    Changed = 1,

    /// <summary>There is no such account.</summary>
    NotFound = 2,

    /// <summary>The actor may not.</summary>
    Forbidden = 3,

    /// <summary>Name, email or role cannot be.</summary>
    Invalid = 4,

    /// <summary>Nobody would be left who can manage accounts.</summary>
    LastAdministrator = 5,
}
