using System.Text.RegularExpressions;

namespace OrleansNews.Storage.Objects;

/// <summary>What an object may be called, so that a name is a path, a blob and a key of a table alike, and leads nowhere else.</summary>
internal static partial class ObjectName
{
    private const int MaxLength = 200;
    private const int MaxContent = 16 << 20;

    /// <exception cref="ArgumentException">The name is none.</exception>
    public static string Require(string name) =>
        name.Length <= MaxLength && Shape().IsMatch(name) ? name : throw new ArgumentException("An object's name has segments of letters, digits, '.', '_' and '-'.", nameof(name));

    /// <exception cref="ArgumentException">The content is too large.</exception>
    public static void RequireFitting(ReadOnlyMemory<byte> content)
    {
        if (content.Length > MaxContent) throw new ArgumentException("An object has at most 16 MiB.", nameof(content));
    }

    [GeneratedRegex(@"\A[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*){0,7}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Shape();
}
