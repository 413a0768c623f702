using System.Text;

namespace OrleansNews.Comments;

/// <summary>
/// Writes text and inline elements into paragraphs: two line ends close a paragraph, one is a <c>&lt;br&gt;</c>. What it writes is always well nested;
/// an element that is open where a paragraph ends is closed and opened again in the next.
/// </summary>
internal sealed class ParagraphWriter(int capacity)
{
    /// <summary>Deeper elements keep their text alone. The sanitiser's own limit is the same.</summary>
    private const int MaxDepth = 16;

    /// <summary>How many characters may go into opening elements again: else a few tags around thousands of paragraphs would make megabytes of HTML.</summary>
    private const int ReopeningLimit = 8 * 1024;

    private readonly StringBuilder _html = new(capacity);
    private readonly List<Inline> _inlines = [];
    private int _quotations;
    private int _ignoredQuotations;
    private int _reopened;
    private bool _inParagraph;
    private int _lineEnds;

    /// <summary>Whether an element of that name is open.</summary>
    public bool IsOpen(string name) => _inlines.Exists(inline => inline.Name == name);

    /// <summary>Opens an inline element. It appears with its first text, so an empty one never does.</summary>
    public void Open(string name, string attributes) => _inlines.Add(new(name, $"<{name}{attributes}>", _inlines.Count >= MaxDepth));

    /// <summary>Closes the innermost element of that name and what is open inside it; nothing when there is none.</summary>
    public void Close(string name)
    {
        var index = _inlines.FindLastIndex(inline => inline.Name == name);
        if (index < 0) return;
        CloseFrom(index);
        _inlines.RemoveRange(index, _inlines.Count - index);
    }

    /// <summary>Begins a quotation, which stands between paragraphs.</summary>
    public void OpenQuotation(string attributes)
    {
        EndParagraph();
        if (_quotations >= MaxDepth)
        {
            _ignoredQuotations++;
            return;
        }

        _quotations++;
        Separate();
        _html.Append("<blockquote").Append(attributes).Append('>');
    }

    /// <summary>Ends the innermost quotation.</summary>
    public void CloseQuotation()
    {
        EndParagraph();
        if (_ignoredQuotations > 0)
        {
            _ignoredQuotations--;
        }
        else if (_quotations > 0)
        {
            _quotations--;
            _html.Append("</blockquote>");
        }
    }

    /// <summary>Writes text; line ends in it make breaks and paragraphs.</summary>
    public void Write(ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            var end = text.IndexOf('\n');
            WriteLine(end < 0 ? text : text[..end]);
            if (end < 0) return;
            _lineEnds++;
            text = text[(end + 1)..];
        }
    }

    /// <summary>Closes what is open and returns everything.</summary>
    public string Finish()
    {
        EndParagraph();
        while (_quotations > 0) CloseQuotation();
        return _html.ToString();
    }

    private void WriteLine(ReadOnlySpan<char> line)
    {
        if (!_inParagraph || _lineEnds > 0) line = line.TrimStart();
        if (line.IsEmpty) return;
        if (_lineEnds > 1) EndParagraph();
        if (!_inParagraph)
        {
            Separate();
            _html.Append("<p>");
            _inParagraph = true;
        }
        else if (_lineEnds == 1)
        {
            _html.Append("<br>\n");
        }

        _lineEnds = 0;
        OpenPending();
        FragmentText.Append(_html, line);
    }

    private void OpenPending()
    {
        foreach (var inline in _inlines)
        {
            if (inline.Written || inline.Ignored) continue;
            if (inline.WasWritten && (_reopened += inline.Tag.Length) > ReopeningLimit)
            {
                inline.Ignored = true;
                continue;
            }

            _html.Append(inline.Tag);
            inline.Written = inline.WasWritten = true;
        }
    }

    private void EndParagraph()
    {
        _lineEnds = 0;
        if (!_inParagraph) return;
        CloseFrom(0);
        _html.Append("</p>");
        _inParagraph = false;
    }

    private void CloseFrom(int index)
    {
        for (var i = _inlines.Count - 1; i >= index; i--)
        {
            if (_inlines[i].Written) _html.Append("</").Append(_inlines[i].Name).Append('>');
            _inlines[i].Written = false;
        }
    }

    private void Separate()
    {
        if (_html.Length > 0) _html.Append('\n');
    }

    private sealed class Inline(string name, string tag, bool ignored)
    {
        public string Name { get; } = name;

        public string Tag { get; } = tag;

        /// <summary>Whether its start tag stands in the paragraph that is being written.</summary>
        public bool Written { get; set; }

        public bool WasWritten { get; set; }

        public bool Ignored { get; set; } = ignored;
    }
}
