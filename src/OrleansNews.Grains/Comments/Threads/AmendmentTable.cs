namespace OrleansNews.Comments.Threads;

/// <summary>
/// Which events edited or flagged comments, or decided about them: of each comment a chain from the last one back. Where new commenters are held, every comment has one, so a list of its own
/// for each would double what the index takes.
/// </summary>
internal sealed class AmendmentTable
{
    // By the number of the comment; 0 for one without.
    private readonly PieceTable<int> _last = new();
    private readonly PieceTable<Link> _links = new();

    public void Add(int number, Amendment amendment)
    {
        _last.GrowTo(number);
        var link = _links.Add();
        _links[link] = new(amendment.Browser, (uint)amendment.Sequence, LastOf(number));
        _last[number] = link;
    }

    public bool Has(int number) => LastOf(number) != 0;

    /// <summary>Those of a comment, in their order.</summary>
    public Amendment[] Of(int number)
    {
        var found = new Amendment[Count(number)];
        for (var (at, link) = (found.Length, LastOf(number)); link != 0; link = _links[link].Previous) found[--at] = new(_links[link].Sequence, _links[link].Browser);
        return found;
    }

    /// <summary>Those of a stretch of comments as they are stored: the number of the comment, the event and the hash of the browser, three numbers each.</summary>
    public long[] Pack(int first, int count)
    {
        var stored = 0;
        for (var number = first; number < first + count; number++) stored += 3 * Count(number);
        var packed = new long[stored];
        for (var number = first + count - 1; number >= first; number--)
        {
            for (var link = LastOf(number); link != 0; link = _links[link].Previous)
            {
                packed[--stored] = (long)_links[link].Browser;
                packed[--stored] = _links[link].Sequence;
                packed[--stored] = number;
            }
        }

        return packed;
    }

    private int Count(int number)
    {
        var count = 0;
        for (var link = LastOf(number); link != 0; link = _links[link].Previous) count++;
        return count;
    }

    private int LastOf(int number) => number <= _last.Count ? _last[number] : 0;

    private readonly record struct Link(ulong Browser, uint Sequence, int Previous);
}

/// <summary>An event beside the first that says something about a comment: another text, a flag, a decision.</summary>
/// <param name="Sequence">The event.</param>
/// <param name="Browser">flagged: hash of the browser; 0 for an edit or a decision.</param>
internal readonly record struct Amendment(long Sequence, ulong Browser)
{
    /// <summary>Whether it is a flag, which leaves the status alone.</summary>
    public bool IsFlag => Browser != 0;
}
