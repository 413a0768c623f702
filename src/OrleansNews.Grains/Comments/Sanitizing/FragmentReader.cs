using System.Net;
using System.Text.RegularExpressions;

namespace OrleansNews.Comments;

/// <summary>What rules want to know of a fragment.</summary>
internal static partial class FragmentReader
{
    /// <summary>The text without tags.</summary>
    public static string PlainText(string fragment) =>
        fragment.AsSpan().IndexOfAny('<', '&') < 0 ? fragment : WebUtility.HtmlDecode(Tag().Replace(fragment, ""));

    /// <summary>How many links it will have when it is shown: those written as links, and bare web addresses beside them.</summary>
    public static int CountLinks(string fragment)
    {
        if (!fragment.Contains("http", StringComparison.OrdinalIgnoreCase) && !fragment.Contains("<a ", StringComparison.Ordinal)) return 0;
        return Link().Count(fragment) + BareAddress().Count(Tag().Replace(Link().Replace(fragment, " "), ""));
    }

    /// <summary>Whether a reader would see anything: a letter, digit, sign or picture, not spaces and invisible characters alone.</summary>
    public static bool IsBlank(string fragment) => !PlainText(fragment).EnumerateRunes().Any(rune =>
        !System.Text.Rune.IsWhiteSpace(rune) && System.Text.Rune.GetUnicodeCategory(rune) is not
            (System.Globalization.UnicodeCategory.Format or System.Globalization.UnicodeCategory.Control or System.Globalization.UnicodeCategory.OtherNotAssigned));

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex("<a [^>]*href=[^>]*>.*?</a>", RegexOptions.Singleline)]
    private static partial Regex Link();

    [GeneratedRegex(@"\bhttps?://\S", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex BareAddress();
}
