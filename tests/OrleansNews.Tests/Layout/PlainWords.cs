using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace OrleansNews.Layout;

/// <summary>Finds words in plain Latin letters where people meet them: in the pseudo language every text of the program is in other ones.</summary>
internal static partial class PlainWords
{
    private static readonly string[] Spoken =
        ["aria-label", "title", "alt", "placeholder", "data-texts", "data-more-texts", "data-not-saved", "data-signed-out", "data-by-hand"];

    /// <summary>The words of a page.</summary>
    public static IEnumerable<string> In(string html)
    {
        var page = new HtmlParser().ParseDocument(html);
        var texts = page.Descendants<IText>().Where(text => text.ParentElement?.LocalName is not ("script" or "style")).Select(text => text.Data);
        var spoken = page.All.SelectMany(element => Spoken.Select(element.GetAttribute).OfType<string>().Select(WithoutKeys));
        return texts.Concat(spoken).SelectMany(text => Word().Matches(text)).Select(word => word.Value).Where(word => word != "OrleansNews");
    }

    /// <summary>Whether a text has one.</summary>
    public static bool Has(string text) => Word().IsMatch(text);

    // The names in the texts of scripts are no texts.
    private static string WithoutKeys(string text) => Key().Replace(text, "");

    [GeneratedRegex("[A-Za-z]{2,}")]
    private static partial Regex Word();

    [GeneratedRegex("\"language\":\"en\"|\"[A-Za-z]+\":")]
    private static partial Regex Key();
}
