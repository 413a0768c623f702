using System.Net;
using System.Text;

namespace OrleansNews.Comments;

/// <summary>Characters and character references in a fragment.</summary>
internal static class FragmentText
{
    /// <summary>The text that a piece of HTML stands for.</summary>
    public static string Decode(ReadOnlySpan<char> html) =>
        html.Contains('&') ? WebUtility.HtmlDecode(html.ToString()) : html.ToString();

    /// <summary>Text as HTML, safe between tags and between double quotes.</summary>
    public static string Encode(ReadOnlySpan<char> text)
    {
        var html = new StringBuilder(text.Length + 16);
        Append(html, text);
        return html.ToString();
    }

    /// <summary>Appends text as HTML. Control characters that HTML forbids are left out.</summary>
    public static void Append(StringBuilder html, ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            switch (c)
            {
                case '&': html.Append("&amp;"); break;
                case '<': html.Append("&lt;"); break;
                case '>': html.Append("&gt;"); break;
                case '"': html.Append("&quot;"); break;
                case '\n' or '\t': html.Append(c); break;
                default:
                    if (!char.IsControl(c)) html.Append(c);
                    break;
            }
        }
    }
}
