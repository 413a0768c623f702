using AngleSharp.Html.Parser;
using Ganss.Xss;

namespace OrleansNews.Comments;

/// <summary>
/// What a commenter typed, as the fragment that a thread stores: WordPress's comment tags and attributes, web and mail addresses, the commenter's own
/// line breaks, everything else as text. Sanitising its own result again changes nothing.
/// </summary>
internal static class CommentSanitizer
{
    private static readonly HtmlSanitizer Sanitizer = new(new HtmlSanitizerOptions
    {
        AllowedTags = new HashSet<string>(CommentTags.Allowed.Keys, StringComparer.OrdinalIgnoreCase),
        AllowedAttributes = new HashSet<string>(CommentTags.Allowed.Values.SelectMany(names => names), StringComparer.OrdinalIgnoreCase),
        AllowedSchemes = new HashSet<string>(CommentTags.Schemes, StringComparer.OrdinalIgnoreCase),
        UriAttributes = new HashSet<string>(CommentTags.AddressAttributes, StringComparer.OrdinalIgnoreCase),
    })
    {
        KeepChildNodes = true,
    };

    /// <summary>The fragment; empty when nothing is to be seen.</summary>
    public static string Sanitize(string typed)
    {
        var text = TypedText.Normalize(typed);

        // Most comments are plain text, and the parser costs twenty times what they need.
        if (text.AsSpan().IndexOfAny('<', '&') < 0) return FragmentWriter.Encode(text);

        var document = new HtmlParser().ParseDocument("<!doctype html><body>" + CommentTags.Separate(text));
        Sanitizer.SanitizeDom(document, document.Body);
        return FragmentWriter.Write(document.Body!);
    }
}
