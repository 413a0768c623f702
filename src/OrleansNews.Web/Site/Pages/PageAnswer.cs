using OrleansNews.Comments;

namespace OrleansNews.Site;

/// <summary>What an address answers everybody.</summary>
internal abstract record PageAnswer;

/// <summary>Nothing to see.</summary>
/// <param name="Status">404, or 410 when there was something once.</param>
internal sealed record PageMissing(int Status) : PageAnswer;

/// <summary>It is elsewhere, for good.</summary>
/// <param name="Location">The encoded path.</param>
internal sealed record PageMoved(string Location) : PageAnswer;

/// <summary>A page, as it is in one version.</summary>
internal sealed record PageEdition : PageAnswer
{
    private readonly Lock _gate = new();
    private volatile FinishedPage _finished;

    public PageEdition(PageVersion version, FinishedPage finished) => (Version, _finished) = (version, finished);

    /// <summary>What it was made from.</summary>
    public PageVersion Version { get; }

    /// <summary>How far the thread was that it shows.</summary>
    public ThreadPosition Position { get; init; }

    /// <summary>When it stops being true by itself, on the site's clock; null when never.</summary>
    public DateTimeOffset? ValidUntil { get; init; }

    /// <summary>Its bytes as they were served last.</summary>
    public FinishedPage Latest => _finished;

    /// <summary>Its bytes with the fragments <paramref name="fragments"/>.</summary>
    public FinishedPage With(FragmentSet fragments)
    {
        var finished = _finished;
        return ReferenceEquals(finished.Fragments, fragments) ? finished : Splice(fragments);
    }

    private FinishedPage Splice(FragmentSet fragments)
    {
        lock (_gate)
        {
            if (!ReferenceEquals(_finished.Fragments, fragments)) _finished = _finished.With(fragments);
            return _finished;
        }
    }
}
