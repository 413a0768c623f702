using System.Globalization;
using System.Text.RegularExpressions;

namespace OrleansNews.Articles;

/// <summary>
/// How addresses of stories are made: WordPress's permalink structure, such as <c>/%year%/%monthnum%/%day%/%postname%/</c>. The tags are <c>%year%</c>,
/// <c>%monthnum%</c>, <c>%day%</c>, <c>%hour%</c>, <c>%minute%</c>, <c>%second%</c>, <c>%post_id%</c>, <c>%postname%</c>, <c>%category%</c> and <c>%author%</c>.
/// </summary>
public sealed partial class PermalinkPattern
{
    /// <summary>WordPress's "Day and name".</summary>
    public const string Default = "/%year%/%monthnum%/%day%/%postname%/";

    /// <summary>The longest pattern, in characters.</summary>
    public const int MaxLength = 100;

    private readonly Regex _shape;

    private PermalinkPattern(string text)
    {
        Text = text;
        _shape = new(
            "^" + Tag().Replace(Regex.Escape(text), tag => $"(?<{Group(tag.Value)}>{ShapeOf(tag.Value)})") + "$",
            RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture);
    }

    /// <summary>The pattern as staff wrote it.</summary>
    public string Text { get; }

    /// <summary>Whether an address says which story it is without its name or date: only with <c>%post_id%</c>.</summary>
    public bool HasId => Text.Contains("%post_id%", StringComparison.Ordinal);

    /// <summary>The pattern of a text that was checked before; the default for one that is none.</summary>
    public static PermalinkPattern Of(string text) => new(Problem(text) is null ? text : Default);

    /// <summary>What is wrong with a pattern; null when it can be used.</summary>
    public static FieldError? Problem(string text)
    {
        if (text.Length > MaxLength) return Wrong("length", "Keep the permalink pattern to 100 characters.");
        if (!Form().IsMatch(text)) return Wrong("form", "A permalink pattern begins and ends with a slash and has tags such as %year% or %postname%, lower-case letters, digits and hyphens between slashes.");
        var tags = Tag().Matches(text).Select(tag => tag.Value).ToList();
        if (tags.Exists(tag => ShapeOf(tag).Length == 0)) return Wrong("tag", "There is a permalink tag that is not known. Known are %year%, %monthnum%, %day%, %hour%, %minute%, %second%, %post_id%, %postname%, %category% and %author%.");
        if (tags.Distinct(StringComparer.Ordinal).Count() != tags.Count) return Wrong("twice", "Use each permalink tag once.");
        if (!tags.Contains("%postname%") && !tags.Contains("%post_id%")) return Wrong("ambiguous", "A permalink needs %postname% or %post_id%, so that every story has an address of its own.");
        var first = text.Split('/')[1];
        if (first.StartsWith("%post_id%", StringComparison.Ordinal)) return Wrong("number_first", "A number right at the beginning would be taken for a year. Put a word before it: /archives/%post_id%/.");
        return Permalinks.IsReserved($"/{first}/") ? Wrong("reserved", "Addresses that begin with this word are used by the site itself. Choose another one.") : null;

        static FieldError Wrong(string what, string message) => new("permalinks", message, "permalink_" + what);
    }

    /// <summary>The address of a story.</summary>
    /// <param name="story">The story's number.</param>
    /// <param name="slug">A valid slug.</param>
    /// <param name="publishedAt">First publication, in the site's time zone.</param>
    /// <param name="section">The section's path: its slug, behind those of the sections above it.</param>
    /// <param name="author">The first author's slug; empty when there is none.</param>
    public string PathOf(ArticleId story, string slug, DateTimeOffset publishedAt, string section, string author) => Tag().Replace(Text, tag => tag.Value switch
    {
        "%year%" => publishedAt.ToString("yyyy", CultureInfo.InvariantCulture),
        "%monthnum%" => publishedAt.ToString("MM", CultureInfo.InvariantCulture),
        "%day%" => publishedAt.ToString("dd", CultureInfo.InvariantCulture),
        "%hour%" => publishedAt.ToString("HH", CultureInfo.InvariantCulture),
        "%minute%" => publishedAt.ToString("mm", CultureInfo.InvariantCulture),
        "%second%" => publishedAt.ToString("ss", CultureInfo.InvariantCulture),
        "%post_id%" => story.ToString(),
        "%category%" => section,
        "%author%" => author.Length > 0 ? author : "staff",
        _ => slug,
    });

    /// <summary>The address that is meant by a path, which may have capitals or accents; null when no story can have it.</summary>
    public string? Recognise(string path)
    {
        if (path.Length > Permalinks.MaxPathLength || _shape.Match(path) is not { Success: true } found) return null;
        if (!IsDate(found)) return null;
        var parts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (Match tag in Tag().Matches(Text))
        {
            var value = found.Groups[Group(tag.Value)].Value;
            var canonical = !IsSlug(tag.Value) ? value : string.Join('/', value.Split('/').Select(Slugs.From));
            if (canonical.Length == 0 || canonical[0] == '/' || canonical.EndsWith('/') || canonical.Contains("//", StringComparison.Ordinal) || (tag.Value == "%post_id%" && (!ArticleId.TryParse(value, out var id) || id.ToString() != value))) return null;
            parts[tag.Value] = canonical;
        }

        return Tag().Replace(Text, tag => parts[tag.Value]);
    }

    /// <summary>The story's own name in an address of this pattern; null when there is none.</summary>
    public string? SlugIn(string path) =>
        Text.Contains("%postname%", StringComparison.Ordinal) && _shape.Match(path) is { Success: true } found ? found.Groups[Group("%postname%")].Value : null;

    private static bool IsDate(Match found)
    {
        int Number(string tag, int otherwise) => found.Groups[Group(tag)] is { Success: true, Value: var digits } ? int.Parse(digits, CultureInfo.InvariantCulture) : otherwise;
        return DateTime.TryParseExact(
            string.Create(CultureInfo.InvariantCulture, $"{Number("%year%", 2000):0000}{Number("%monthnum%", 1):00}{Number("%day%", 1):00}{Number("%hour%", 0):00}{Number("%minute%", 0):00}{Number("%second%", 0):00}"),
            "yyyyMMddHHmmss", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);
    }

    private static bool IsSlug(string tag) => tag is "%postname%" or "%category%" or "%author%";

    private static string Group(string tag) => tag.Trim('%');

    private static string ShapeOf(string tag) => tag switch
    {
        "%year%" => "[0-9]{4}",
        "%monthnum%" or "%day%" or "%hour%" or "%minute%" or "%second%" => "[0-9]{2}",
        "%post_id%" => "[0-9]{1,10}",
        "%postname%" or "%author%" => "[^/]+",
        "%category%" => "[^/]+(/[^/]+){0,3}",
        _ => "",
    };

    [GeneratedRegex("%[a-z_]+%")]
    private static partial Regex Tag();

    [GeneratedRegex("^/(([a-z0-9-]|%[a-z_]+%)+/)+$")]
    private static partial Regex Form();
}
