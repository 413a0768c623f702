using Microsoft.AspNetCore.Identity;

namespace OrleansNews.Accounts;

/// <summary>Compares what somebody proves to be themselves with, a <see cref="SignInFactor"/>, with their account. A further factor is one more method here and one more attempt to take there.</summary>
internal sealed partial class StaffSignIn(
    IClusterClient cluster,
    PasswordHashing hashing,
    AuthenticatorKeys keys,
    [FromKeyedServices(NewsClock.Key)] TimeProvider time,
    ILogger<StaffSignIn> log)
{
    /// <summary>
    /// The session to begin, or the demand for a second factor; null for a wrong password, an unknown login, a disabled account and too many attempts alike,
    /// after the same work.
    /// </summary>
    /// <exception cref="PasswordHashingBusyException">Too many sign-ins at once.</exception>
    public async Task<SignInStep?> SignInAsync(string login, string password, string browser)
    {
        if (await CompareAsync(login, password) is not { } right) return null;
        var rehashed = right.Old ? new HashedPassword(await hashing.HashAsync(password)) : (HashedPassword?)null;
        return await right.Account.CompleteSignInAsync(right.Stamp, rehashed, browser);
    }

    /// <summary>Whether the password is that of somebody who is signed in. Counted as an attempt to sign in.</summary>
    /// <exception cref="PasswordHashingBusyException">Too many sign-ins at once.</exception>
    public async Task<bool> ConfirmAsync(string login, string password) =>
        await CompareAsync(login, password) is { } right && await right.Account.ConfirmPasswordAsync(right.Stamp);

    /// <summary>The session that a code of the authenticator, or a recovery code, begins; null for a wrong one, one that was used, and too many attempts alike.</summary>
    public async Task<SignedIn?> CompleteAsync(SecondStepTicket ticket, string code, string browser)
    {
        var account = cluster.GetGrain<IAccountGrain>(ticket.Login);
        var typed = new string([.. code.Where(letter => !char.IsWhiteSpace(letter))]);
        if (typed.Length != Totp.Digits || !typed.All(char.IsAsciiDigit)) return await account.UseRecoveryCodeAsync(ticket.Stamp, RecoveryCodes.Hash(typed), browser);

        var attempt = await account.BeginSignInAsync(SignInFactor.Authenticator);
        if (attempt.AuthenticatorKey is not { } kept) return null;
        if (keys.Unseal(ticket.Login, kept) is not { } key)
        {
            LogUnreadable(log);
            return null;
        }

        return Totp.Match(key, typed, time.GetUtcNow()) is { } step ? await account.CompleteSecondFactorAsync(ticket.Stamp, step, browser) : null;
    }

    private async Task<Right?> CompareAsync(string login, string password)
    {
        var possible = Logins.TryNormalise(login, out var key) && password.Length <= PasswordRules.MaxLength;
        var account = possible ? cluster.GetGrain<IAccountGrain>(key) : null;
        var attempt = account is null ? null : await account.BeginSignInAsync(SignInFactor.Password);
        var verdict = await hashing.VerifyAsync(attempt?.PasswordHash, possible ? password : "");
        if (account is null || attempt?.PasswordHash is null || verdict == PasswordVerificationResult.Failed) return null;
        return new(account, attempt.Stamp, verdict == PasswordVerificationResult.SuccessRehashNeeded);
    }

    [LoggerMessage(1, LogLevel.Error, "The key of an authenticator cannot be read with the present key ring. Its owner signs in with a recovery code, or an administrator resets the second factor.")]
    private static partial void LogUnreadable(ILogger logger);

    private sealed record Right(IAccountGrain Account, string Stamp, bool Old);
}
