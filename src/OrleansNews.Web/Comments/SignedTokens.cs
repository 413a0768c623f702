using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace OrleansNews.Comments;

/// <summary>
/// Signs and reads tokens of one kind. Every front end reads those of all others. One that is forged is worth nothing, so that nobody can have pages made anew by
/// inventing it.
/// </summary>
internal sealed class SignedTokens<TToken>(IDataProtectionProvider protection)
    where TToken : class, ISignedToken<TToken>
{
    private const int Longest = 1024;

    private readonly ITimeLimitedDataProtector _protector = protection.CreateProtector(TToken.Purpose).ToTimeLimitedDataProtector();

    public string Sign(TToken token) => _protector.Protect(token.Content, TToken.Lifetime);

    /// <summary>Null for a token that is forged, damaged, too old, or for another purpose.</summary>
    public TToken? Read(string? text)
    {
        if (string.IsNullOrEmpty(text) || text.Length > Longest) return null;
        try
        {
            return TToken.Parse(_protector.Unprotect(text));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
