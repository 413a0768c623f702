using System.Collections.Immutable;

namespace OrleansNews.Accounts;

/// <summary>
/// One staff account. Key: the login as <see cref="Logins.TryNormalise"/> makes it. Passwords are hashed and compared in the front end or host, on a scheduler of
/// their own; the grain counts attempts and keeps what was hashed.
/// </summary>
[Alias("news.account")]
public interface IAccountGrain : IGrainWithStringKey
{
    /// <summary>Writes a new account. Called by <see cref="IStaffGrain"/> alone, which knows who may. False when the login is taken.</summary>
    [Alias("create")]
    Task<bool> CreateAsync(NewAccount account);

    /// <summary>
    /// Takes one attempt to sign in with the password and returns the hash to compare with. The attempt counts as failed until
    /// <see cref="CompleteSignInAsync"/> says otherwise, so that guesses sent at once are counted each.
    /// </summary>
    [Alias("begin-sign-in")]
    Task<SignInAttempt> BeginSignInAsync(SignInFactor factor);

    /// <summary>Records that the password of the attempt was right. Null when the account was disabled or its password changed meanwhile.</summary>
    /// <param name="stamp">The stamp of the attempt.</param>
    /// <param name="rehashed">The password hashed anew when the stored hash is of an older form; null otherwise.</param>
    [Alias("complete-sign-in")]
    Task<SignedIn?> CompleteSignInAsync(string stamp, HashedPassword? rehashed);

    /// <summary>Who a session with this stamp is now; null when the session is over: signed out, here or everywhere, password changed, account disabled.</summary>
    [Alias("check-session")]
    Task<Actor?> CheckSessionAsync(string stamp);

    /// <summary>
    /// Ends the session with this stamp and no other. Who has the stamp may; nothing happens when the session is over. Where sessions end faster than an account
    /// can note, and for a session from before sessions had ids, every session of the account ends.
    /// </summary>
    [Alias("end-session")]
    Task EndSessionAsync(string stamp);

    /// <summary>Who an application password belongs to; null when there is no such password.</summary>
    /// <param name="hash">SHA-256 of the password, see <see cref="ApplicationPasswords"/>.</param>
    [Alias("check-application-password")]
    Task<Actor?> CheckApplicationPasswordAsync(ImmutableArray<byte> hash);

    /// <summary>Adds an application password. False when the actor may not, the account does not exist, or it has 50 already.</summary>
    [Alias("add-application-password")]
    Task<bool> AddApplicationPasswordAsync(string name, ImmutableArray<byte> hash, Actor actor);

    /// <summary>Replaces the password and ends every session. False when the actor may not or the account does not exist.</summary>
    [Alias("set-password")]
    Task<bool> SetPasswordAsync(HashedPassword password, Actor actor);

    /// <summary>Disables the account and ends every session, or enables it again. False when the actor may not or the account does not exist.</summary>
    [Alias("set-disabled")]
    Task<bool> SetDisabledAsync(bool disabled, Actor actor);

    /// <summary>Ends every session of the account. False when the actor may not or the account does not exist.</summary>
    [Alias("sign-out-everywhere")]
    Task<bool> SignOutEverywhereAsync(Actor actor);

    /// <summary>The account without its secrets; null when it does not exist or the actor may not see it.</summary>
    [Alias("get")]
    Task<AccountView?> GetAsync(Actor actor);
}

/// <summary>What an account is made from.</summary>
/// <param name="Login">The login, normalised.</param>
/// <param name="Name">The name shown to colleagues and in bylines, 1 to 245 characters.</param>
/// <param name="Email">The email address; shown to those who manage accounts and to nobody else.</param>
/// <param name="Role">The role.</param>
/// <param name="PasswordHash">The password as ASP.NET Core Identity's hasher made it.</param>
[GenerateSerializer, Immutable, Alias("news.NewAccount")]
public sealed record NewAccount(
    [property: Id(0)] string Login,
    [property: Id(1)] string Name,
    [property: Id(2)] string Email,
    [property: Id(3)] Role Role,
    [property: Id(4)] string PasswordHash)
{
    /// <summary>Without the secrets, for logs.</summary>
    public override string ToString() => $"{Login} ({Role})";
}

/// <summary>What somebody proves to be themselves with. Counted together: a wrong one of any kind is a failed attempt.</summary>
public enum SignInFactor : byte
{
    /// <summary>The account's password.</summary>
    Password = 1,
}

/// <summary>One attempt to sign in.</summary>
/// <param name="PasswordHash">The hash to compare with; null when there is nothing to sign in to or too many attempts failed. The visitor is told the same in every case.</param>
/// <param name="Stamp">Names the state of the account that the hash belongs to; empty without one.</param>
/// <param name="RetryAfter">How long attempts are refused; zero when this one is not.</param>
[GenerateSerializer, Immutable, Alias("news.SignInAttempt")]
public sealed record SignInAttempt([property: Id(0)] string? PasswordHash, [property: Id(1)] string Stamp, [property: Id(2)] TimeSpan RetryAfter)
{
    /// <summary>Without the secrets, for logs.</summary>
    public override string ToString() => PasswordHash is null ? "nothing to compare" : "an attempt";
}

/// <summary>A session that may begin.</summary>
/// <param name="Actor">Who it is.</param>
/// <param name="Stamp">What <see cref="IAccountGrain.CheckSessionAsync"/> is asked with from now on, see <see cref="SessionStamps"/>.</param>
[GenerateSerializer, Immutable, Alias("news.SignedIn")]
public sealed record SignedIn([property: Id(0)] Actor Actor, [property: Id(1)] string Stamp);

/// <summary>An account as those who manage accounts, and its owner, see it.</summary>
/// <param name="Actor">Login, name and role.</param>
/// <param name="Email">The email address.</param>
/// <param name="Disabled">Whether it cannot sign in.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="ApplicationPasswords">Its application passwords, oldest first.</param>
[GenerateSerializer, Immutable, Alias("news.AccountView")]
public sealed record AccountView(
    [property: Id(0)] Actor Actor,
    [property: Id(1)] string Email,
    [property: Id(2)] bool Disabled,
    [property: Id(3)] DateTimeOffset CreatedAt,
    [property: Id(4)] ImmutableArray<ApplicationPasswordView> ApplicationPasswords)
{
    /// <summary>Without personal data: calls that fail or are late are logged with their arguments.</summary>
    public override string ToString() => $"account {Actor.Login}";
}

/// <summary>An application password without the password.</summary>
/// <param name="Name">What it is for, in its owner's words.</param>
/// <param name="CreatedAt">When it was made.</param>
[GenerateSerializer, Immutable, Alias("news.ApplicationPasswordView")]
public sealed record ApplicationPasswordView([property: Id(0)] string Name, [property: Id(1)] DateTimeOffset CreatedAt);
