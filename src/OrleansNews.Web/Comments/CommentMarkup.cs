namespace OrleansNews.Comments;

/// <summary>
/// From the stored fragment of a comment to the HTML that is shown: paragraphs and line breaks as WordPress's <c>wpautop</c> makes them in comments,
/// bare web addresses as links, every link <c>rel="nofollow ugc"</c>.
/// </summary>
/// <remarks>
/// The fragment was sanitised when it was posted. Nothing here relies on that: a tag or attribute that a comment may not have, and an address of
/// another scheme, comes out as text or not at all, whatever is passed in. So a mistake in the store cannot become a script in the page.
/// </remarks>
public static class CommentMarkup
{
    /// <summary>The elements that a comment may have (WordPress's list).</summary>
    private static readonly HashSet<string> Elements =
        ["a", "abbr", "acronym", "b", "blockquote", "cite", "code", "del", "em", "i", "q", "s", "strike", "strong"];

    /// <summary>The HTML of a fragment; empty when nothing is to be seen.</summary>
    /// <param name="fragment">What <see cref="CommentView.Text"/> holds.</param>
    /// <param name="stripLinks">Whether links lose their addresses and keep their text, as in the preview of a held comment.</param>
    public static string ToHtml(string fragment, bool stripLinks = false)
    {
        ArgumentNullException.ThrowIfNull(fragment);
        var writer = new ParagraphWriter(fragment.Length + (fragment.Length / 4) + 16);
        var tokens = new FragmentTokenizer(fragment);
        while (tokens.TryRead(out var token))
        {
            switch (token.Kind)
            {
                case FragmentTokenKind.Text:
                    WriteText(writer, FragmentText.Decode(token.Text), links: !stripLinks);
                    break;
                case FragmentTokenKind.Open when Elements.Contains(token.Name):
                    if (token.Name == "blockquote") writer.OpenQuotation(Attributes(token));
                    else if (token.Name != "a") writer.Open(token.Name, Attributes(token));
                    else if (!stripLinks) OpenLink(writer, token);
                    break;
                case FragmentTokenKind.Close when token.Name == "blockquote":
                    writer.CloseQuotation();
                    break;
                case FragmentTokenKind.Close when Elements.Contains(token.Name):
                    writer.Close(token.Name);
                    break;
                case FragmentTokenKind.Open or FragmentTokenKind.Close:
                    writer.Write(token.Text);
                    break;
            }
        }

        return writer.Finish();
    }

    private static void OpenLink(ParagraphWriter writer, FragmentToken token)
    {
        var href = FragmentText.Decode(token.Attribute("href"));
        if (writer.IsOpen("a") || !LinkAddress.IsAllowed(href)) return;
        writer.Open("a", $"{Attribute("href", href)}{Attribute("title", FragmentText.Decode(token.Attribute("title")))} rel=\"nofollow ugc\"");
    }

    private static string Attributes(FragmentToken token) => token.Name switch
    {
        "abbr" or "acronym" => Attribute("title", FragmentText.Decode(token.Attribute("title"))),
        "del" => Attribute("datetime", FragmentText.Decode(token.Attribute("datetime"))),
        "blockquote" or "q" when FragmentText.Decode(token.Attribute("cite")) is var cite && LinkAddress.IsAllowed(cite) => Attribute("cite", cite),
        _ => "",
    };

    private static string Attribute(string name, string value) =>
        value.Length == 0 ? "" : $" {name}=\"{FragmentText.Encode(value)}\"";

    private static void WriteText(ParagraphWriter writer, string text, bool links)
    {
        // Not inside a link, where it would nest, nor inside code, which is quoted as it is.
        if (!links || writer.IsOpen("a") || writer.IsOpen("code"))
        {
            writer.Write(text);
            return;
        }

        var position = 0;
        while (LinkAddress.FindBare(text, position) is { } found)
        {
            writer.Write(text.AsSpan(position, found.Start - position));
            var address = text.AsSpan(found.Start, found.Length);
            writer.Open("a", $"{Attribute("href", address.ToString())} rel=\"nofollow ugc\"");
            writer.Write(address);
            writer.Close("a");
            position = found.Start + found.Length;
        }

        writer.Write(text.AsSpan(position));
    }
}
