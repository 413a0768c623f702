using System.Collections.Immutable;

namespace OrleansNews.Accounts;

/// <summary>What somebody proves to be themselves with. Counted together: a wrong one of any kind is a failed attempt. Passkeys and OpenID Connect will be further ones.</summary>
public enum SignInFactor : byte
{
    /// <summary>The account's password.</summary>
    Password = 1,

    /// <summary>A code of an authenticator app (RFC 6238), behind the password.</summary>
    Authenticator = 2,
}

/// <summary>One attempt to sign in.</summary>
/// <param name="PasswordHash">The hash to compare a password with; null when there is nothing to sign in to or too many attempts failed. The visitor is told the same in every case.</param>
/// <param name="AuthenticatorKey">The sealed key to compare a code with; null as above.</param>
/// <param name="Stamp">Names the state of the account that the hash belongs to; empty without one.</param>
/// <param name="RetryAfter">How long attempts are refused; zero when this one is not.</param>
[GenerateSerializer, Immutable, Alias("news.SignInAttempt")]
public sealed record SignInAttempt(
    [property: Id(0)] string? PasswordHash,
    [property: Id(1)] string? AuthenticatorKey,
    [property: Id(2)] string Stamp,
    [property: Id(3)] TimeSpan RetryAfter)
{
    /// <summary>Without the secrets, for logs.</summary>
    public override string ToString() => PasswordHash is null && AuthenticatorKey is null ? "nothing to compare" : "an attempt";
}

/// <summary>What a right password leads to.</summary>
[GenerateSerializer, Immutable, Alias("news.SignInStep")]
public abstract record SignInStep;

/// <summary>A session that may begin.</summary>
/// <param name="Actor">Who it is.</param>
/// <param name="Stamp">What <see cref="IAccountGrain.CheckSessionAsync"/> is asked with from now on, see <see cref="SessionStamps"/>.</param>
/// <param name="MustEnrol">Whether the account has to have a second factor first: until then its role is that of a subscriber.</param>
[GenerateSerializer, Immutable, Alias("news.SignedIn")]
public sealed record SignedIn([property: Id(0)] Actor Actor, [property: Id(1)] string Stamp, [property: Id(2)] bool MustEnrol) : SignInStep
{
    /// <summary>Without the secrets, for logs.</summary>
    public override string ToString() => $"a session of {Actor.Login}";
}

/// <summary>The password was right, and nothing is allowed yet: a code is asked for.</summary>
/// <param name="Stamp">What the second step is completed with.</param>
[GenerateSerializer, Immutable, Alias("news.SecondFactorWanted")]
public sealed record SecondFactorWanted([property: Id(0)] string Stamp) : SignInStep
{
    /// <summary>Without the secrets, for logs.</summary>
    public override string ToString() => "a second factor is wanted";
}

/// <summary>A second factor whose first code was right.</summary>
/// <param name="Key">The authenticator's key, sealed by the front ends.</param>
/// <param name="Step">The time step of that first code; it cannot be used again.</param>
/// <param name="RecoveryCodes">Hashes of the recovery codes, at most 20.</param>
[GenerateSerializer, Immutable, Alias("news.SecondFactor")]
public sealed record SecondFactor([property: Id(0)] string Key, [property: Id(1)] long Step, [property: Id(2)] ImmutableArray<ImmutableArray<byte>> RecoveryCodes)
{
    /// <summary>Without the secrets, for logs.</summary>
    public override string ToString() => "a second factor";
}
