using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace OrleansNews.Accounts;

/// <summary>
/// Codes that stand in for a lost authenticator: made by us, shown once, each good for one sign-in. They carry 79 random bits, so a plain hash is enough to keep.
/// </summary>
public static class RecoveryCodes
{
    /// <summary>How many are made at once.</summary>
    public const int Count = 10;

    // No letters or digits that are taken for each other.
    private const string Alphabet = "abcdefghjkmnpqrstuvwxyz23456789";
    private const int Characters = 16;
    private const int GroupOf = 4;

    /// <summary>New codes: four groups of four letters and digits each.</summary>
    public static ImmutableArray<string> Create() => [.. Enumerable.Range(0, Count).Select(_ => One())];

    /// <summary>What is kept of a code; spaces, hyphens and capitals do not count.</summary>
    public static ImmutableArray<byte> Hash(string code) => [.. SHA256.HashData(Encoding.UTF8.GetBytes(Bare(code)))];

    /// <summary>What is kept of several.</summary>
    public static ImmutableArray<ImmutableArray<byte>> HashAll(ImmutableArray<string> codes) => [.. codes.Select(Hash)];

    private static string One() => string.Join('-', RandomNumberGenerator.GetString(Alphabet, Characters).Chunk(GroupOf).Select(group => new string(group)));

    private static string Bare(string code) => new([.. code.ToLowerInvariant().Where(char.IsAsciiLetterOrDigit)]);
}
