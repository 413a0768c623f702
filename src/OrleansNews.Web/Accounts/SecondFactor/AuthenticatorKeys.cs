using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace OrleansNews.Accounts;

/// <summary>
/// The secrets that authenticator apps share with us. The cluster keeps them sealed with the key ring of the front ends, each for its own account, so that one
/// that is copied to another account opens nothing.
/// </summary>
internal sealed class AuthenticatorKeys(IDataProtectionProvider protection)
{
    /// <summary>How long somebody may take to enrol.</summary>
    public static readonly TimeSpan EnrolmentLasts = TimeSpan.FromHours(1);

    // As long as the hash, which RFC 4226 recommends.
    private const int Bytes = 20;
    private const int MaxSealed = 1_000;

    /// <summary>A new key.</summary>
    public static byte[] Create() => RandomNumberGenerator.GetBytes(Bytes);

    /// <summary>What an authenticator app reads from the QR code.</summary>
    public static string Uri(string site, string login, ReadOnlySpan<byte> key) =>
        $"otpauth://totp/{System.Uri.EscapeDataString(site)}:{System.Uri.EscapeDataString(login)}?secret={Base32.Encode(key)}&issuer={System.Uri.EscapeDataString(site)}&digits={Totp.Digits}";

    /// <summary>The key as it is kept.</summary>
    public string Seal(string login, byte[] key) => Convert.ToBase64String(Kept(login).Protect(key));

    /// <summary>The key that was kept; null when it cannot be read: another account's, or the key ring is not the one it was sealed with.</summary>
    public byte[]? Unseal(string login, string text) => Open(text, bytes => Kept(login).Unprotect(bytes));

    /// <summary>The key as it waits in the form of somebody who enrols.</summary>
    public string SealForEnrolment(string login, byte[] key) => Convert.ToBase64String(Enrolled(login).Protect(key, EnrolmentLasts));

    /// <summary>The key that waited; null when it was not made here for this account, or waited too long.</summary>
    public byte[]? UnsealForEnrolment(string login, string text) => Open(text, bytes => Enrolled(login).Unprotect(bytes));

    private static byte[]? Open(string text, Func<byte[], byte[]> unprotect)
    {
        if (text.Length is 0 or > MaxSealed) return null;
        try
        {
            return unprotect(Convert.FromBase64String(text));
        }
        catch (Exception fault) when (fault is CryptographicException or FormatException)
        {
            return null;
        }
    }

    private IDataProtector Kept(string login) => protection.CreateProtector("OrleansNews.Accounts.AuthenticatorKey.v1", login);

    private ITimeLimitedDataProtector Enrolled(string login) => protection.CreateProtector("OrleansNews.Accounts.Enrolment.v1", login).ToTimeLimitedDataProtector();
}
