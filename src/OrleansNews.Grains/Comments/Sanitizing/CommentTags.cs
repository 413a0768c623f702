using System.Text;

namespace OrleansNews.Comments;

/// <summary>Tells the tags of a comment from text that merely holds angle brackets, before a parser sees it.</summary>
internal static class CommentTags
{
    /// <summary>
    /// A comment with more tags than this shows the rest as text. Nobody types so many; a parser's cost grows with the depth of what it is given.
    /// </summary>
    private const int MaxTags = 1_000;

    /// <summary>Elements and their attributes: WordPress's <c>$allowedtags</c>, the list under its comment form.</summary>
    public static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["a"] = ["href", "title"],
        ["abbr"] = ["title"],
        ["acronym"] = ["title"],
        ["b"] = [],
        ["blockquote"] = ["cite"],
        ["cite"] = [],
        ["code"] = [],
        ["del"] = ["datetime"],
        ["em"] = [],
        ["i"] = [],
        ["q"] = ["cite"],
        ["s"] = [],
        ["strike"] = [],
        ["strong"] = [],
    };

    /// <summary>Schemes of addresses.</summary>
    public static readonly string[] Schemes = ["http", "https", "mailto"];

    /// <summary>Attributes that hold addresses.</summary>
    public static readonly string[] AddressAttributes = ["href", "cite"];

    /// <summary>Tags that people paste along with text. They go, and what stood on lines of its own still does.</summary>
    private static readonly HashSet<string> Blocks =
    [
        "p", "br", "div", "li", "ul", "ol", "dl", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "pre", "table", "tr", "section", "article",
        "header", "footer", "figure", "figcaption", "center",
    ];

    private static readonly HashSet<string> Inlines =
    [
        "span", "u", "ins", "small", "big", "sub", "sup", "mark", "font", "kbd", "samp", "var", "tt", "time", "wbr", "img", "picture", "source", "video", "audio",
        "iframe", "embed", "object", "param", "svg", "math", "input", "button", "form", "label", "thead", "tbody", "tfoot", "td", "th", "caption", "nav", "aside",
        "main", "html", "head", "body", "meta", "link", "base", "noscript",
    ];

    /// <summary>
    /// The same text, where every <c>&lt;</c> either begins a tag of <see cref="Allowed"/> or is written as a character reference. Other elements of HTML lose
    /// their tags (script and style their content too); what is no element of HTML, <c>a &lt; b</c> or <c>List&lt;string&gt;</c>, stays as text.
    /// </summary>
    public static string Separate(string text)
    {
        var html = new StringBuilder(text.Length + 32);
        var ends = new RegionEnds(text);
        var tags = 0;
        var position = 0;
        while (text.IndexOf('<', position) is >= 0 and var start)
        {
            html.Append(text, position, start - position);
            position = ends.OfComment(start);
            if (position > start) continue;

            var end = EndOfTag(text, start);
            var name = end < 0 ? "" : NameOfTag(text.AsSpan(start, end - start));
            position = end;
            if (Allowed.ContainsKey(name) && tags++ < MaxTags)
            {
                html.Append(text, start, end - start);
            }
            else if (name is "script" or "style")
            {
                position = ends.OfContent(name, end);
            }
            else if (Blocks.Contains(name))
            {
                html.Append('\n');
            }
            else if (!Inlines.Contains(name))
            {
                html.Append("&lt;");
                position = start + 1;
            }
        }

        return html.Append(text, position, text.Length - position).ToString();
    }

    /// <summary>The place behind the tag that begins at <paramref name="start"/>; negative when it does not end before the next one begins.</summary>
    private static int EndOfTag(string text, int start)
    {
        var end = text.AsSpan(start + 1).IndexOfAny('<', '>');
        return end < 0 || text[start + 1 + end] == '<' ? -1 : start + end + 2;
    }

    private static string NameOfTag(ReadOnlySpan<char> tag)
    {
        var rest = tag[(tag.StartsWith("</") ? 2 : 1)..];
        var length = rest.IndexOfAny(" \t\n/>");
        return length <= 0 ? "" : rest[..length].ToString().ToLowerInvariant();
    }

    /// <summary>Finds where comments, scripts and styles end. The last end of each is known, so that a thousand beginnings without an end cost no thousand searches.</summary>
    private readonly struct RegionEnds(string text)
    {
        private readonly int _lastComment = text.LastIndexOf("-->", StringComparison.Ordinal);
        private readonly int _lastScript = text.LastIndexOf("</script", StringComparison.OrdinalIgnoreCase);
        private readonly int _lastStyle = text.LastIndexOf("</style", StringComparison.OrdinalIgnoreCase);

        public int OfComment(int start) =>
            start + 4 <= _lastComment && text.AsSpan(start).StartsWith("<!--") ? text.IndexOf("-->", start + 4, StringComparison.Ordinal) + 3 : start;

        public int OfContent(string name, int from)
        {
            if (from > (name == "script" ? _lastScript : _lastStyle)) return from;
            var end = text.IndexOf('>', text.IndexOf("</" + name, from, StringComparison.OrdinalIgnoreCase));
            return end < 0 ? from : end + 1;
        }
    }
}
