using System.Buffers.Text;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace OrleansNews.Accounts;

/// <summary>The secret of the one-time setup link: 256 random bits, of which only a hash is kept.</summary>
public static class SetupTokens
{
    private const int Bytes = 32;

    /// <summary>A new token, fit for a query string.</summary>
    public static string Create() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>What is kept of a token.</summary>
    public static ImmutableArray<byte> Hash(string token) => [.. SHA256.HashData(Encoding.UTF8.GetBytes(token))];
}
