using System.Collections.Immutable;
using System.Security.Cryptography;

namespace OrleansNews.Accounts;

/// <summary>Attempts to sign in: each is counted before anything is compared, and a right one is worth what is said here. Pure.</summary>
internal static class SignInRules
{
    // Five slips of the finger are free; then waiting doubles from two seconds up to a quarter of an hour: about a hundred guesses a day,
    // and an owner who is being attacked waits minutes, not for an administrator.
    private const int FreeAttempts = 5;
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(15);

    /// <summary>Counts an attempt and says what it may compare with.</summary>
    public static (AccountState Next, SignInAttempt Attempt) TakeAttempt(AccountState state, SignInFactor factor, DateTimeOffset now)
    {
        if (!AccountRules.CanSignIn(state) || !Has(state, factor)) return (state, new(null, null, "", TimeSpan.Zero));
        if (now < state.RefusedUntil) return (state, new(null, null, "", state.RefusedUntil - now));
        var attempt = factor == SignInFactor.Password
            ? new SignInAttempt(state.PasswordHash, null, state.Stamp, TimeSpan.Zero)
            : new SignInAttempt(null, state.SecondFactor!.Key, state.Stamp, TimeSpan.Zero);
        return (Counted(state, now), attempt);
    }

    /// <summary>
    /// The password was right. It forgives what failed before only where nothing more is asked for: somebody who knows the password would else have new tries for
    /// the code whenever they type it. Its own attempt is given back, or typing both would count twice.
    /// </summary>
    public static (AccountState Next, bool Right) CompletePassword(AccountState state, string stamp, string? rehashed)
    {
        if (!SessionRules.IsStamp(state, stamp)) return (state, false);
        var forgiven = state.SecondFactor is null ? Forgiven(state) : state with { FailedAttempts = Math.Max(0, state.FailedAttempts - 1), RefusedUntil = default };
        return (forgiven with { PasswordHash = rehashed ?? state.PasswordHash }, true);
    }

    /// <summary>A code was right. No code is taken of a time step that is not newer than the last (RFC 6238, section 5.2).</summary>
    public static (AccountState Next, bool Right) CompleteAuthenticator(AccountState state, string stamp, long step) =>
        SessionRules.IsStamp(state, stamp) && state.SecondFactor is { } factor && step > factor.LastStep
            ? (Forgiven(state) with { SecondFactor = factor with { LastStep = step } }, true)
            : (state, false);

    /// <summary>Counts an attempt with a recovery code, and spends the code when it is right.</summary>
    public static (AccountState Next, bool Right) UseRecoveryCode(AccountState state, string stamp, ImmutableArray<byte> hash, DateTimeOffset now)
    {
        if (!SessionRules.IsStamp(state, stamp) || state.SecondFactor is not { } factor || now < state.RefusedUntil) return (state, false);
        var left = factor.RecoveryCodes.RemoveAll(known => CryptographicOperations.FixedTimeEquals(known, hash.AsSpan()));
        if (left.Length == factor.RecoveryCodes.Length) return (Counted(state, now), false);
        return (Forgiven(state) with { SecondFactor = factor with { RecoveryCodes = left } }, true);
    }

    /// <summary>How long attempts are refused after this many failed.</summary>
    public static TimeSpan WaitAfter(int failed)
    {
        if (failed < FreeAttempts) return TimeSpan.Zero;
        var seconds = Math.Pow(2, Math.Min(failed - FreeAttempts + 1, 16));
        return TimeSpan.FromSeconds(Math.Min(seconds, LongestWait.TotalSeconds));
    }

    private static bool Has(AccountState state, SignInFactor factor) => factor switch
    {
        SignInFactor.Password => state.PasswordHash.Length > 0,
        SignInFactor.Authenticator => state.SecondFactor is not null,
        _ => false,
    };

    private static AccountState Counted(AccountState state, DateTimeOffset now)
    {
        var failed = state.FailedAttempts + 1;
        return state with { FailedAttempts = failed, RefusedUntil = now + WaitAfter(failed) };
    }

    private static AccountState Forgiven(AccountState state) => state with { FailedAttempts = 0, RefusedUntil = default };
}
