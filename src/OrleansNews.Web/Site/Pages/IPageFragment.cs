namespace OrleansNews.Site;

/// <summary>A piece of markup that many pages carry and that changes without them. It has versions of its own, and every front end asks for it once a second at most.</summary>
internal interface IPageFragment
{
    /// <summary>What pages call it (<see cref="Layout.FragmentMarkers"/>).</summary>
    string Name { get; }

    /// <summary>
    /// Its markup. While the cluster does not answer, the last known one, or what stands for nothing; a page can do without it, and never fails because of it.
    /// </summary>
    ValueTask<FragmentReading> ReadAsync();
}

/// <summary>The markup of a fragment.</summary>
/// <param name="Html">In UTF-8: the same array as long as it is unchanged.</param>
/// <param name="CheckedAt">The timestamp at which the check that confirmed it was sent; 0 when none ever did.</param>
/// <param name="TrueUntil">The timestamp from which on only pages that say that they are old may show it.</param>
internal readonly record struct FragmentReading(byte[] Html, long CheckedAt, long TrueUntil = long.MaxValue);
