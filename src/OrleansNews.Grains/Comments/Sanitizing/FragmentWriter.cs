using System.Text;
using AngleSharp.Dom;

namespace OrleansNews.Comments;

/// <summary>
/// Writes the stored form of a comment from a sanitised tree: lower-case names, attributes in double quotes, text with character references, and nothing
/// that <see cref="CommentTags.Allowed"/> does not name, whatever the tree holds.
/// </summary>
internal sealed class FragmentWriter
{
    /// <summary>Deeper elements keep their text alone.</summary>
    private const int MaxDepth = 16;

    private readonly StringBuilder _html = new();
    private readonly List<Element> _open = [];

    private FragmentWriter() { }

    /// <summary>The fragment of everything below <paramref name="root"/>.</summary>
    public static string Write(INode root)
    {
        var writer = new FragmentWriter();
        writer.WriteChildren(root);
        return writer._html.ToString().Trim();
    }

    /// <summary>Plain text as a fragment.</summary>
    public static string Encode(string text)
    {
        if (text.AsSpan().IndexOfAny("&<>") < 0) return text;
        var html = new StringBuilder(text.Length + 16);
        AppendText(html, text, inAttribute: false);
        return html.ToString();
    }

    private void WriteChildren(INode parent)
    {
        foreach (var node in parent.ChildNodes)
        {
            if (node is IText text) WriteText(text.Data);
            else if (node is IElement element) WriteElement(element);
        }
    }

    private void WriteElement(IElement element)
    {
        var name = element.LocalName;
        if (!CommentTags.Allowed.TryGetValue(name, out var attributes) || _open.Count == MaxDepth || (name == "a" && _open.Exists(open => open.Name == "a")))
        {
            WriteChildren(element);
            return;
        }

        _open.Add(new(name, Tag(element, attributes)));
        WriteChildren(element);
        if (_open[^1].Written) _html.Append("</").Append(name).Append('>');
        _open.RemoveAt(_open.Count - 1);
    }

    private void WriteText(string text)
    {
        // An element appears with the first text inside it that can be seen, so a comment of empty elements is empty.
        if (!string.IsNullOrWhiteSpace(text))
        {
            foreach (var element in _open.Where(element => !element.Written))
            {
                _html.Append(element.Tag);
                element.Written = true;
            }
        }

        AppendText(_html, TypedText.ReplaceUnfit(text), inAttribute: false);
    }

    private static string Tag(IElement element, string[] attributes)
    {
        var tag = new StringBuilder("<").Append(element.LocalName);
        foreach (var attribute in attributes)
        {
            var value = TypedText.NormalizeLine(element.GetAttribute(attribute) ?? "");
            if (value.Length == 0 || (CommentTags.AddressAttributes.Contains(attribute) && !IsAllowedAddress(value))) continue;
            tag.Append(' ').Append(attribute).Append("=\"");
            AppendText(tag, value, inAttribute: true);
            tag.Append('"');
        }

        return tag.Append('>').ToString();
    }

    private static bool IsAllowedAddress(string address)
    {
        var end = address.AsSpan().IndexOfAny(":/?#");
        return end < 0 || address[end] != ':' || CommentTags.Schemes.Contains(address[..end], StringComparer.OrdinalIgnoreCase);
    }

    private static void AppendText(StringBuilder html, string text, bool inAttribute)
    {
        foreach (var c in text)
        {
            switch (c)
            {
                case '&': html.Append("&amp;"); break;
                case '<': html.Append("&lt;"); break;
                case '>': html.Append("&gt;"); break;
                case '"' when inAttribute: html.Append("&quot;"); break;
                default: html.Append(c); break;
            }
        }
    }

    private sealed class Element(string name, string tag)
    {
        public string Name { get; } = name;

        public string Tag { get; } = tag;

        public bool Written { get; set; }
    }
}
