using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace OrleansNews.Accounts;

/// <summary>
/// Passwords for programs, as WordPress has them: made by us, shown once, written in groups of four. They carry 142 random bits, so a plain hash is enough to keep.
/// </summary>
public static class ApplicationPasswords
{
    private const string Alphabet = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    private const int Characters = 24;
    private const int GroupOf = 4;

    /// <summary>A new password: six groups of four letters and digits.</summary>
    public static string Create() =>
        string.Join(' ', RandomNumberGenerator.GetString(Alphabet, Characters).Chunk(GroupOf).Select(group => new string(group)));

    /// <summary>What is kept of a password; spaces do not count.</summary>
    public static ImmutableArray<byte> Hash(string password) =>
        [.. SHA256.HashData(Encoding.UTF8.GetBytes(password.Replace(" ", "", StringComparison.Ordinal)))];
}
