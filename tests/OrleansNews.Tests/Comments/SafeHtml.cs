using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace OrleansNews.Comments;

/// <summary>What must hold of HTML that came from a commenter, judged by a parser that follows the HTML standard as browsers do.</summary>
internal static partial class SafeHtml
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["a"] = ["href", "title"], ["abbr"] = ["title"], ["acronym"] = ["title"], ["b"] = [], ["blockquote"] = ["cite"], ["cite"] = [], ["code"] = [],
        ["del"] = ["datetime"], ["em"] = [], ["i"] = [], ["q"] = ["cite"], ["s"] = [], ["strike"] = [], ["strong"] = [],
    };

    public static void AssertOnlyCommentTags(string html, bool withParagraphs = false)
    {
        var document = new HtmlParser().ParseDocument("<!doctype html><title></title><body><main>" + html + "</main>");
        var main = Assert.Single(document.Body!.ChildNodes);
        Assert.Empty(document.Descendants<IComment>());
        foreach (var element in main.Descendants<IElement>())
        {
            if (withParagraphs && element.LocalName is "p" or "br")
            {
                Assert.Empty(element.Attributes);
                continue;
            }

            Assert.Equal("http://www.w3.org/1999/xhtml", element.NamespaceUri);
            Assert.True(Allowed.TryGetValue(element.LocalName, out var attributes), $"<{element.LocalName}> in {html}");
            foreach (var attribute in element.Attributes)
            {
                if (withParagraphs && element.LocalName == "a" && attribute.Name == "rel")
                {
                    Assert.Equal("nofollow ugc", attribute.Value);
                    continue;
                }

                Assert.True(attributes.Contains(attribute.Name), $"{element.LocalName}[{attribute.Name}] in {html}");
                if (attribute.Name is "href" or "cite") AssertHarmless(attribute.Value, html);
            }

            if (withParagraphs && element.LocalName == "a") Assert.Equal("nofollow ugc", element.GetAttribute("rel"));
        }
    }

    public static void AssertWellNested(string html)
    {
        var open = new Stack<string>();
        foreach (Match tag in Tag().Matches(html))
        {
            var name = tag.Groups["name"].Value;
            if (name == "br") continue;
            if (tag.Groups["close"].Length == 0) open.Push(name);
            else Assert.Equal(open.Pop(), name);
        }

        Assert.Empty(open);
        Assert.DoesNotContain("<", Tag().Replace(html, ""), StringComparison.Ordinal);
    }

    // The WHATWG URL parser drops tabs and line ends anywhere and control characters and spaces in front.
    private static void AssertHarmless(string address, string html)
    {
        var seen = new string([.. address.Where(c => c is not ('\t' or '\n' or '\r'))]).TrimStart([.. Enumerable.Range(0, 33).Select(c => (char)c)]);
        var scheme = Scheme().Match(seen);
        Assert.True(!scheme.Success || scheme.Groups[1].Value.ToUpperInvariant() is "HTTP" or "HTTPS" or "MAILTO", $"{address} in {html}");
    }

    [GeneratedRegex("""<(?<close>/?)(?<name>[a-z]+)(?: [a-z]+="[^"<>]*")*>""")]
    private static partial Regex Tag();

    [GeneratedRegex("^([a-zA-Z][a-zA-Z0-9+.-]*):")]
    private static partial Regex Scheme();
}
