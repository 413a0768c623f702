using FsCheck;
using FsCheck.Fluent;

namespace OrleansNews.Comments;

/// <summary>Makes texts of the pieces that sanitisers have stumbled over, in any order.</summary>
internal static class HtmlSoup
{
    private static readonly string[] Pieces =
    [
        "<", ">", "</", "/>", "&", "\"", "'", "=", " ", "\n", "\n\n", "\r\n", "\t", "\0", "\u00A0", "\u202E", "\uD83D", "\uDE00", "😀", "x", "word", "&lt;", "&amp;", "&#60;", "&#x3c;script&#x3e;", "&colon;", "&Tab;",
        "<a href=\"", "<a href='", "<a href=", "<a ", "</a>", "javascript:alert(1)", "java\tscript:alert(1)", "JaVaScRiPt:x", "data:text/html,x", "vbscript:x", "http://a.example/", "https://b.example?c=d&e=f", "mailto:x@a.example", "//c.example", "?q:r",
        "<b>", "</b>", "<em>", "</em>", "<i>", "</i>", "<blockquote>", "<blockquote cite=\"http://a.example\">", "</blockquote>", "<q cite=\"javascript:x\">", "</q>", "<code>", "</code>", "<del datetime=\"2026\">", "</del>", "<strong title=\"x\">", "<strike>", "<abbr title=\"y\">", "</abbr>",
        "<script>", "</script>", "<style>", "</style>", "<img src=x onerror=alert(1)>", "<svg>", "</svg>", "<math>", "<mtext>", "<mglyph>", "<table>", "<tr>", "<td>", "</table>", "<noscript>", "</noscript>", "<template>", "<title>", "</title>", "<textarea>", "</textarea>", "<xmp>", "<plaintext>", "<iframe>", "<select>", "<option>", "<button>", "<form>", "<p>", "</p>", "<br>", "<div>", "</div>", "<ul><li>", "<frameset>", "<body onload=x>", "<html>", "<!--", "-->", "<![CDATA[", "]]>", "<!doctype x>", "<?xml", " onclick=\"x()\"", " style=\"x:expression(1)\"", " title=\"<b>\"", " href=\"javascript:1\"",
    ];

    /// <summary>Up to a few dozen pieces, with random characters between.</summary>
    private static Arbitrary<string> Any { get; } = Gen.Frequency(
            (9, Gen.Elements(Pieces)),
            (1, ArbMap.Default.GeneratorFor<string>().Select(text => text ?? "")))
        .ListOf()
        .Select(string.Concat)
        .ToArbitrary();

    /// <summary>Checks a property on 1,000 texts; a failure prints the seed and the smallest text it found.</summary>
    public static void CheckAll(Action<string> property) =>
        Prop.ForAll(Any, property).Check(Config.QuickThrowOnFailure.WithMaxTest(1_000));
}
