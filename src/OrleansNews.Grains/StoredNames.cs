using System.Buffers.Text;
using System.Security.Cryptography;

namespace OrleansNews;

/// <summary>The names of <see cref="StoredObjects{T}"/>.</summary>
internal static class StoredNames
{
    private const int Bytes = 16;
    private const int Length = 22;

    /// <summary>A name that was never used before and that nobody guesses.</summary>
    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>Whether what somebody sent has the form of a name.</summary>
    public static bool MayBe(string text) => text.Length == Length && Base64Url.IsValid(text);
}
