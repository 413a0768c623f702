using System.Collections.Immutable;
using System.Security.Cryptography;

namespace OrleansNews.Accounts;

/// <summary>What may happen to an account. Pure.</summary>
internal static class AccountRules
{
    public const int MaxNameLength = 245;
    public const int MaxEmailLength = 100;
    public static readonly TimeSpan PasswordLinkLasts = TimeSpan.FromDays(7);

    public static bool Exists(AccountState state) => state.Login.Length > 0;

    public static bool CanSignIn(AccountState state) => Exists(state) && !state.Disabled;

    /// <summary>Whether the account has to have a second factor and has none: until then it may do what a subscriber may.</summary>
    public static bool MustEnrol(AccountState state) => state is { SecondFactorRequired: true, SecondFactor: null };

    /// <summary>The account's owner as colleagues know them.</summary>
    public static Actor Member(AccountState state) => new(state.Login, state.Name, state.Role);

    /// <summary>The account's owner with what they may do now.</summary>
    public static Actor Owner(AccountState state) => Member(state) with { Role = MustEnrol(state) ? Role.Subscriber : state.Role };

    /// <summary>Whether an account can be made of this.</summary>
    public static bool IsPossible(NewAccount account) =>
        Logins.TryNormalise(account.Login, out var login) && login == account.Login && IsPossible(new Profile(account.Name, account.Email)) && Enum.IsDefined(account.Role);

    /// <summary>Whether a person can be called this.</summary>
    public static bool IsPossible(Profile profile) =>
        profile.Name.Length is >= 1 and <= MaxNameLength &&
        profile.Email.Length is >= 3 and <= MaxEmailLength && profile.Email.IndexOf('@') is > 0 and var at && at < profile.Email.Length - 1;

    public static AccountState Create(NewAccount account, string stamp, DateTimeOffset now) => new()
    {
        Login = account.Login,
        Name = account.Name,
        Email = account.Email,
        Role = account.Role,
        PasswordHash = account.PasswordHash,
        Stamp = stamp,
        CreatedAt = now,
    };

    /// <summary>Replaces the password. Every session ends, and so do refusals: whoever guessed was guessing another password.</summary>
    public static AccountState SetPassword(AccountState state, string hash, string newStamp) =>
        SessionRules.EndAll(state, newStamp) with { PasswordHash = hash, FailedAttempts = 0, RefusedUntil = default, PasswordLink = null, PasswordMails = null };

    public static (AccountState Next, bool Offered) OfferPasswordLink(AccountState state, ImmutableArray<byte> hash, DateTimeOffset now) =>
        (state with { PasswordLink = new() { Hash = [.. hash], ExpiresAt = now + PasswordLinkLasts } }, true);

    public static bool CanUsePasswordLink(AccountState state, ImmutableArray<byte> hash, DateTimeOffset now) =>
        CanSignIn(state) && ((state.PasswordLink is { } link && IsOf(link, hash, now)) || (state.PasswordMails is { } mails && mails.Links.Any(mailed => IsOf(mailed, hash, now))));

    /// <summary>Replaces the password by a link. Where a code is asked for too, refusals stand: whoever guesses codes may have the mailbox, and got new tries by each link.</summary>
    public static (AccountState Next, bool Used) UsePasswordLink(AccountState state, ImmutableArray<byte> hash, string password, string newStamp, DateTimeOffset now)
    {
        if (!CanUsePasswordLink(state, hash, now)) return (state, false);
        var chosen = SetPassword(state, password, newStamp);
        return (state.SecondFactor is null ? chosen : chosen with { FailedAttempts = state.FailedAttempts, RefusedUntil = state.RefusedUntil }, true);
    }

    /// <summary>Whether the actor may change or see the account: its owner, or who manages accounts.</summary>
    public static bool MayTouch(string login, Actor actor) => actor.May(Permission.ManageAccounts) || IsOwner(login, actor);

    /// <summary>Whether the account is the actor's own.</summary>
    public static bool IsOwner(string login, Actor actor) => actor.Login.Length > 0 && actor.Login == login;

    private static bool IsOf(StoredPasswordLink link, ImmutableArray<byte> hash, DateTimeOffset now) => now < link.ExpiresAt && CryptographicOperations.FixedTimeEquals(link.Hash, hash.AsSpan());
}
