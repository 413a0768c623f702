using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace OrleansNews.Comments;

/// <summary>
/// Signs and reads the tokens that writers are redirected with. Every front end reads those of all others. One that is forged is worth nothing, so that nobody can have
/// pages made anew by inventing it.
/// </summary>
internal sealed class WrittenTokens(IDataProtectionProvider protection)
{
    /// <summary>How long a writer's page is read past the cache; by then every front end has checked its own.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(60);

    private readonly ITimeLimitedDataProtector _protector = protection.CreateProtector("OrleansNews.Comments.Written.v1").ToTimeLimitedDataProtector();

    public string Sign(WrittenToken token) => _protector.Protect($"{token.Article}@{token.Position}", Lifetime);

    /// <summary>Null for a token that is forged, damaged, or too old.</summary>
    public WrittenToken? Read(string? text)
    {
        if (string.IsNullOrEmpty(text) || text.Length > 1024) return null;
        try
        {
            var content = _protector.Unprotect(text);
            var at = content.IndexOf('@', StringComparison.Ordinal);
            return at > 0 && ArticleId.TryParse(content[..at], out var article) && ThreadPosition.TryParse(content.AsSpan(at + 1), out var position)
                ? new(article, position)
                : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
