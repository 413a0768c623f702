using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace OrleansNews.Comments;

/// <summary>Signs and reads preview tokens; one is good for ten minutes, WordPress's time.</summary>
internal sealed class PreviewTokens(IDataProtectionProvider protection)
{
    /// <summary>How long an author can see a held comment by the link they were sent to.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    private readonly ITimeLimitedDataProtector _protector = protection.CreateProtector("OrleansNews.Comments.Preview.v1").ToTimeLimitedDataProtector();

    public string Sign(PreviewToken token) => _protector.Protect($"{token.Comment}{(token.Remembered ? "+" : "-")}", Lifetime);

    /// <summary>Null for a token that is forged, damaged, or too old.</summary>
    public PreviewToken? Read(string? text)
    {
        if (string.IsNullOrEmpty(text) || text.Length > 1024) return null;
        try
        {
            var content = _protector.Unprotect(text);
            return CommentId.TryParse(content[..^1], out var id) ? new(id, content[^1] == '+') : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
