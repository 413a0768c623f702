using System.Security.Cryptography;
using System.Text;
using Orleans.Runtime;

namespace OrleansNews.Storage.AzureBlobs;

/// <summary>
/// The blob of a state. It has the name that Microsoft.Orleans.Persistence.AzureStorage gives it, so that either reads the other's data; where Azure cannot hold that name,
/// and so Orleans' provider has stored nothing, its hash.
/// </summary>
internal static class AzureBlobName
{
    private const string HashMark = "sha256:";

    // Azure's own bounds.
    private const int MaxCharacters = 1_024;
    private const int MaxSegments = 254;

    /// <summary>The same for the same state, and for no other.</summary>
    public static string Of(string stateName, GrainId grain)
    {
        var name = $"{stateName}-{grain}.json";
        if (IsPossible(name) && !grain.Key.ToString()!.StartsWith(HashMark, StringComparison.Ordinal)) return name;
        var key = Convert.ToHexStringLower(SHA256.HashData(grain.Key.AsSpan()));
        return $"{stateName}-{grain.Type}/{HashMark}{key}.json";
    }

    private static bool IsPossible(string name)
    {
        if (name.Length > MaxCharacters || name.Any(character => char.IsControl(character) || character == '\\') || !name.IsNormalized(NormalizationForm.FormC)) return false;
        // An address with . or .. among its segments is another address.
        var segments = name.Split('/');
        return segments.Length <= MaxSegments && !segments.Any(segment => segment is "." or "..");
    }
}
