using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace OrleansNews.Media;

/// <summary>Which pictures of the library a text shows, by their addresses in it.</summary>
internal static partial class PictureReferences
{
    // More would be no story. Each costs a question to the picture, once.
    private const int Most = 1_000;

    /// <summary>The pictures, each once.</summary>
    public static ImmutableArray<MediaId> In(string text) =>
    [
        .. Address().Matches(text)
            .Select(match => new MediaId(long.TryParse(match.Groups["number"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0))
            .Where(id => id.IsValid)
            .Distinct()
            .Take(Most),
    ];

    /// <summary>Whether a text shows a picture.</summary>
    public static bool Shows(string text, MediaId picture) => In(text).Contains(picture);

    [GeneratedRegex("/" + PictureSource.Root + @"/(?<number>\d{1,16})/[A-Za-z0-9_-]{22}/", RegexOptions.CultureInvariant)]
    private static partial Regex Address();
}
