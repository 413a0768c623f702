using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace OrleansNews.Articles;

/// <summary>A story as plain text, to compare what readers read.</summary>
internal static class PlainStory
{
    private static readonly HashSet<string> Blocks = new(StringComparer.Ordinal)
    {
        "p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "dt", "dd", "blockquote", "pre", "figcaption", "td", "th", "caption", "summary", "div", "section", "aside", "address", "br", "hr", "tr",
    };

    /// <summary>Headline, standfirst, byline, the words of the lead image, dateline and paragraphs, in the order in which readers see them, one a line.</summary>
    public static string Of(ArticleRevisionState revision)
    {
        using var document = new HtmlParser().ParseDocument("<!DOCTYPE html><body>" + revision.Html);
        var text = new StringBuilder();
        Collect(document.Body!, text);
        var lines = HeadOf(revision).Append(text.ToString()).SelectMany(part => part.Split('\n')).Select(line => string.Join(' ', line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
        return string.Join('\n', lines.Where(line => line.Length > 0));
    }

    private static IEnumerable<string> HeadOf(ArticleRevisionState revision)
    {
        yield return revision.Text.Title;
        yield return revision.Text.Standfirst.Length > 0 ? revision.Text.Standfirst : revision.Text.Excerpt;
        yield return string.Join(", ", revision.Byline.Select(author => author.Name));
        if (revision.Text.LeadImage is { } lead)
        {
            yield return lead.AlternativeText;
            yield return lead.Caption;
            yield return lead.Credit;
        }

        yield return revision.Text.Dateline;
    }

    private static void Collect(INode node, StringBuilder text)
    {
        foreach (var child in node.ChildNodes)
        {
            if (child is IText words) text.Append(words.Data.Replace('\n', ' '));
            if (child is not IElement element) continue;
            var isBlock = Blocks.Contains(element.LocalName);
            if (isBlock) text.Append('\n');
            Collect(element, text);
            if (isBlock) text.Append('\n');
        }
    }
}
