using System.Text;
using System.Text.RegularExpressions;
using AngleSharp;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Ganss.Xss;
using Markdig;
using Markdig.Extensions.AutoIdentifiers;
using OrleansNews.Media;

namespace OrleansNews.Articles;

/// <summary>Turns the body of a story into the HTML that readers get. Once a publication; safe to be used by several threads.</summary>
internal sealed partial class StoryRenderer
{
    /// <summary>WordPress's length of an excerpt.</summary>
    private const int SummaryWords = 55;

    /// <summary>Scripts that write no blanks would otherwise put the whole story into one word.</summary>
    private const int SummaryCharacters = 600;

    /// <summary>Deeper markup is refused before anything walks through it by recursion.</summary>
    private const int DeepestNesting = 200;

    /// <summary>The parser's time grows with length times depth, so markup that opens far more than it closes does not reach it.</summary>
    private const int MostOpenTags = 500;

    private readonly MarkdownPipeline _markdown = new MarkdownPipelineBuilder()
        .UsePipeTables().UseFootnotes().UseSmartyPants().Use<Apostrophes>().UseAutoIdentifiers(AutoIdentifierOptions.GitHub).Build();

    private readonly HtmlSanitizer _sanitizer = CreateSanitizer();

    /// <summary>The body for readers; null when its markup is nested too deeply to be shown.</summary>
    /// <param name="body">As it was written.</param>
    /// <param name="format">In what language.</param>
    /// <param name="idsBegin">What its ids, and the links to them, begin with, where several texts stand on one page.</param>
    public StoryText? Render(string body, BodyFormat format, string idsBegin = "")
    {
        if (ToHtml(body, format) is not { } html || OpensTooMuch(html)) return null;
        using var document = new HtmlParser().ParseDocument("<!DOCTYPE html><body>" + html);
        if (IsTooDeep(document.Body!)) return null;
        _sanitizer.SanitizeDom(document, document.Body);
        ResponsivePictures.Offer(document.Body!); // Behind the sanitizer, which lets no text choose among files.
        if (idsBegin.Length > 0) BeginIds(document.Body!, idsBegin);
        return new(string.Concat(document.Body!.ChildNodes.Select(node => node.ToHtml(_sanitizer.OutputFormatter))).Trim(), Summarise(document.Body!));
    }

    private static void BeginIds(IElement body, string beginning)
    {
        var named = body.QuerySelectorAll("[id]").Select(element => element.Id!).ToHashSet(StringComparer.Ordinal);
        foreach (var link in body.QuerySelectorAll("a[href^='#']"))
        {
            var target = Uri.UnescapeDataString(link.GetAttribute("href")![1..]);
            if (named.Contains(target)) link.SetAttribute("href", "#" + beginning + Uri.EscapeDataString(target));
        }

        foreach (var element in body.QuerySelectorAll("[id]")) element.Id = beginning + element.Id;
    }

    private string? ToHtml(string body, BodyFormat format)
    {
        if (format is BodyFormat.Html) return body;
        try
        {
            return Markdown.ToHtml(body, _markdown);
        }
        catch (ArgumentException)
        {
            return null; // Markdig's answer to nesting beyond its own limit of 128.
        }
    }

    private static bool OpensTooMuch(string html)
    {
        var open = 0;
        foreach (var tag in Tag().EnumerateMatches(html))
        {
            open = html[tag.Index + 1] == '/' ? Math.Max(0, open - 1) : open + 1;
            if (open > MostOpenTags) return true;
        }

        return false;
    }

    // Elements that are empty, or that the next one of their kind closes, cannot nest.
    [GeneratedRegex(@"</?(?!(?:p|li|dt|dd|td|th|tr|thead|tbody|tfoot|br|hr|img|wbr|col|input|option|source|area|base|link|meta|embed|track|param)\b)[a-z]", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Tag();

    private static bool IsTooDeep(IElement body)
    {
        var open = new Stack<(INode Node, int Depth)>([(body, 0)]);
        while (open.TryPop(out var next))
        {
            if (next.Depth > DeepestNesting) return true;
            foreach (var child in next.Node.ChildNodes) open.Push((child, next.Depth + 1));
        }

        return false;
    }

    private static string Summarise(IElement body)
    {
        var summary = new StringBuilder();
        var words = 0;
        foreach (var word in WordsOf(body))
        {
            if (words == SummaryWords || summary.Length + word.Length > SummaryCharacters)
            {
                if (words == 0) summary.Append(word.AsSpan(0, SummaryCharacters));
                return Ellipsis.After(summary.ToString());
            }

            if (words++ > 0) summary.Append(' ');
            summary.Append(word);
        }

        return summary.ToString();
    }

    private static string[] WordsOf(IElement body)
    {
        var text = new StringBuilder();
        Collect(body, text);
        return text.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
    }

    private static void Collect(INode node, StringBuilder text)
    {
        foreach (var child in node.ChildNodes)
        {
            if (child is IText words)
            {
                text.Append(words.Data);
            }
            else if (child is IElement element && !IsBesideTheStory(element))
            {
                Collect(element, text);
                if (!Inline.Contains(element.LocalName)) text.Append(' ');
            }
        }
    }

    private static bool IsBesideTheStory(IElement element) =>
        element is IHtmlHeadingElement or IHtmlTableElement || element.LocalName is "figcaption" or "pre"
        || element.ClassList.Contains("footnotes") || element.ClassList.Contains("footnote-ref");

    private static readonly HashSet<string> Inline =
    [
        "a", "abbr", "b", "cite", "code", "del", "dfn", "em", "i", "ins", "kbd", "mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var",
    ];

    private static HtmlSanitizer CreateSanitizer()
    {
        var sanitizer = new HtmlSanitizer(new HtmlSanitizerOptions
        {
            AllowedTags = new HashSet<string>(
                [
                    .. Inline, "p", "br", "wbr", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd", "blockquote", "pre", "address", "figure", "figcaption", "img",
                    "table", "caption", "colgroup", "col", "thead", "tbody", "tfoot", "tr", "th", "td", "details", "summary", "div", "section", "aside",
                ],
                StringComparer.OrdinalIgnoreCase),
            AllowedAttributes = new HashSet<string>(
                [
                    "id", "class", "title", "lang", "dir", "href", "src", "alt", "width", "height", "loading", "cite", "datetime", "colspan", "rowspan", "scope", "headers", "span",
                    "start", "reversed", "value", "type", "open",
                ],
                StringComparer.OrdinalIgnoreCase),
            AllowedSchemes = new HashSet<string>(["http", "https", "mailto", "tel"], StringComparer.OrdinalIgnoreCase),
            UriAttributes = new HashSet<string>(["href", "src", "cite"], StringComparer.OrdinalIgnoreCase),
        });
        sanitizer.PostProcessNode += static (_, processed) =>
        {
            // The page uses these ids itself (WordPress's names), so a heading called "Comments" must not take them.
            if (processed.Node is IElement { Id: { } id } element && PageIds.Contains(id)) element.RemoveAttribute("id");
        };
        return sanitizer;
    }
}
