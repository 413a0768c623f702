using Microsoft.AspNetCore.Identity;

namespace OrleansNews.Accounts;

/// <summary>Compares a login and password with an account.</summary>
public sealed class StaffSignIn(IClusterClient cluster, PasswordHashing hashing)
{
    /// <summary>
    /// The session to begin; null for a wrong password, an unknown login, a disabled account and too many attempts alike, after the same work.
    /// </summary>
    /// <exception cref="PasswordHashingBusyException">Too many sign-ins at once.</exception>
    public async Task<SignedIn?> SignInAsync(string login, string password)
    {
        var possible = Logins.TryNormalise(login, out var key) && password.Length <= PasswordRules.MaxLength;
        var account = possible ? cluster.GetGrain<IAccountGrain>(key) : null;
        var attempt = account is null ? null : await account.BeginSignInAsync(SignInFactor.Password);
        var verdict = await hashing.VerifyAsync(attempt?.PasswordHash, possible ? password : "");
        if (account is null || attempt?.PasswordHash is null || verdict == PasswordVerificationResult.Failed) return null;
        var rehashed = verdict == PasswordVerificationResult.SuccessRehashNeeded ? new HashedPassword(await hashing.HashAsync(password)) : (HashedPassword?)null;
        return await account.CompleteSignInAsync(attempt.Stamp, rehashed);
    }
}
