using System.Collections.Immutable;

namespace OrleansNews.Accounts;

/// <summary>What an account is made from.</summary>
/// <param name="Login">The login, normalised.</param>
/// <param name="Name">The name shown to colleagues and in bylines, 1 to 245 characters.</param>
/// <param name="Email">The email address; shown to those who manage accounts and to nobody else.</param>
/// <param name="Role">The role.</param>
/// <param name="PasswordHash">The password as ASP.NET Core Identity's hasher made it; empty when its owner is to choose one by a link.</param>
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

/// <summary>What the owner of an account may say of themselves.</summary>
/// <param name="Name">The name shown to colleagues and in bylines, 1 to 245 characters.</param>
/// <param name="Email">The email address.</param>
[GenerateSerializer, Immutable, Alias("news.Profile")]
public sealed record Profile([property: Id(0)] string Name, [property: Id(1)] string Email)
{
    /// <summary>Without personal data, for logs.</summary>
    public override string ToString() => "a profile";
}

/// <summary>An account as those who manage accounts, and its owner, see it.</summary>
/// <param name="Actor">Login, name and role.</param>
/// <param name="Email">The email address.</param>
/// <param name="Disabled">Whether it cannot sign in.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="ApplicationPasswords">Its application passwords, oldest first.</param>
/// <param name="Sessions">Where it is signed in, newest first.</param>
/// <param name="HasPassword">Whether its owner has chosen a password.</param>
/// <param name="HasSecondFactor">Whether signing in asks for a code.</param>
/// <param name="SecondFactorRequired">Whether an administrator demands it.</param>
/// <param name="RecoveryCodesLeft">How many recovery codes are unused.</param>
[GenerateSerializer, Immutable, Alias("news.AccountView")]
public sealed record AccountView(
    [property: Id(0)] Actor Actor,
    [property: Id(1)] string Email,
    [property: Id(2)] bool Disabled,
    [property: Id(3)] DateTimeOffset CreatedAt,
    [property: Id(4)] ImmutableArray<ApplicationPasswordView> ApplicationPasswords,
    [property: Id(5)] ImmutableArray<SessionView> Sessions,
    [property: Id(6)] bool HasPassword,
    [property: Id(7)] bool HasSecondFactor,
    [property: Id(8)] bool SecondFactorRequired,
    [property: Id(9)] int RecoveryCodesLeft)
{
    /// <summary>Without personal data: calls that fail or are late are logged with their arguments.</summary>
    public override string ToString() => $"account {Actor.Login}";
}

/// <summary>An application password without the password.</summary>
/// <param name="Id">Names it to those who may revoke it.</param>
/// <param name="Name">What it is for, in its owner's words.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="LastUsed">The day (UTC) it was last used on; null before its first use.</param>
[GenerateSerializer, Immutable, Alias("news.ApplicationPasswordView")]
public sealed record ApplicationPasswordView(
    [property: Id(0)] string Id,
    [property: Id(1)] string Name,
    [property: Id(2)] DateTimeOffset CreatedAt,
    [property: Id(3)] DateOnly? LastUsed);

/// <summary>A session without what it is proved by. No network address is kept.</summary>
/// <param name="Id">Names it to those who may end it; worth nothing without the account's stamp, which is never shown.</param>
/// <param name="BegunAt">When it began.</param>
/// <param name="SeenAt">When it was last seen, to the hour; not before it began.</param>
/// <param name="Browser">The family of the browser.</param>
[GenerateSerializer, Immutable, Alias("news.SessionView")]
public sealed record SessionView(
    [property: Id(0)] string Id,
    [property: Id(1)] DateTimeOffset BegunAt,
    [property: Id(2)] DateTimeOffset SeenAt,
    [property: Id(3)] string Browser);
