using OrleansNews.Layout;
using OrleansNews.Site;

namespace OrleansNews.Search;

/// <summary>A page of search results, ready to be shown.</summary>
public sealed record SearchModel
{
    /// <summary>What surrounds it.</summary>
    public required SiteFrame Frame { get; init; }

    /// <summary>What was looked for.</summary>
    public required SearchQuestion Question { get; init; }

    /// <summary>What was found; null when nothing was looked for, or it was refused.</summary>
    public SearchFound? Found { get; init; }

    /// <summary>Why it was refused, as a sentence; empty when it was not.</summary>
    public string Problem { get; init; } = "";

    /// <summary>Which page this is, from 1.</summary>
    public int Page { get; init; } = 1;

    /// <summary>How many pages there are.</summary>
    public int Pages { get; init; } = 1;
}
