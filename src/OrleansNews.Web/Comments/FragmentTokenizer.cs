namespace OrleansNews.Comments;

/// <summary>What a piece of a fragment is.</summary>
internal enum FragmentTokenKind
{
    /// <summary>Text, with character references.</summary>
    Text,

    /// <summary>A start tag.</summary>
    Open,

    /// <summary>An end tag.</summary>
    Close,
}

/// <summary>A piece of a fragment.</summary>
internal readonly ref struct FragmentToken(FragmentTokenKind kind, ReadOnlySpan<char> text, string name, ReadOnlySpan<char> attributes)
{
    private readonly ReadOnlySpan<char> _attributes = attributes;

    /// <summary>What it is.</summary>
    public FragmentTokenKind Kind { get; } = kind;

    /// <summary>The characters as they stand in the fragment.</summary>
    public ReadOnlySpan<char> Text { get; } = text;

    /// <summary>The element's name; empty for text.</summary>
    public string Name { get; } = name;

    /// <summary>The value of an attribute as it stands between its quotes; empty when it has none.</summary>
    public ReadOnlySpan<char> Attribute(string name)
    {
        for (var rest = _attributes; FragmentTokenizer.AttributeLength(rest, out var found, out var value) is > 0 and var length; rest = rest[length..])
        {
            if (rest[found].SequenceEqual(name)) return rest[value];
        }

        return default;
    }
}

/// <summary>
/// Cuts a fragment into text and tags. A tag is what the sanitiser writes: lower-case name, attributes in double quotes, no spaces elsewhere.
/// Everything else, a lone <c>&lt;</c> too, is text.
/// </summary>
internal ref struct FragmentTokenizer(ReadOnlySpan<char> fragment)
{
    private ReadOnlySpan<char> _rest = fragment;

    /// <summary>The next token; false at the end.</summary>
    public bool TryRead(out FragmentToken token)
    {
        token = default;
        if (_rest.IsEmpty) return false;
        if (_rest[0] == '<' && TryReadTag(_rest, out token))
        {
            _rest = _rest[token.Text.Length..];
            return true;
        }

        var length = _rest[1..].IndexOf('<') + 1;
        if (length == 0) length = _rest.Length;
        token = new(FragmentTokenKind.Text, _rest[..length], "", default);
        _rest = _rest[length..];
        return true;
    }

    /// <summary>How long the <c> name="value"</c> at the front is; 0 when there is none.</summary>
    internal static int AttributeLength(ReadOnlySpan<char> text, out Range name, out Range value)
    {
        name = value = default;
        if (text.IsEmpty || text[0] != ' ') return 0;
        var nameEnd = 1 + NameLength(text[1..]);
        if (nameEnd == 1 || !text[nameEnd..].StartsWith("=\"")) return 0;
        var start = nameEnd + 2;
        var length = text[start..].IndexOfAny('"', '<', '>');
        if (length < 0 || text[start + length] != '"') return 0;
        name = 1..nameEnd;
        value = start..(start + length);
        return start + length + 1;
    }

    private static bool TryReadTag(ReadOnlySpan<char> text, out FragmentToken token)
    {
        token = default;
        var closes = text.Length > 1 && text[1] == '/';
        var rest = text[(closes ? 2 : 1)..];
        var length = NameLength(rest);
        if (length == 0) return false;
        var name = rest[..length];
        rest = rest[length..];
        var attributes = rest;
        while (!closes && AttributeLength(rest, out _, out _) is > 0 and var taken) rest = rest[taken..];
        if (rest.IsEmpty || rest[0] != '>') return false;
        token = new(
            closes ? FragmentTokenKind.Close : FragmentTokenKind.Open,
            text[..(text.Length - rest.Length + 1)],
            name.ToString(),
            attributes[..(attributes.Length - rest.Length)]);
        return true;
    }

    private static int NameLength(ReadOnlySpan<char> text)
    {
        var end = text.IndexOfAnyExceptInRange('a', 'z');
        return end < 0 ? text.Length : end;
    }
}
