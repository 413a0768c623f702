namespace OrleansNews.Site;

/// <summary>A piece of markup that many pages carry and that changes without them. It has versions of its own, and every front end asks for it once a second at most.</summary>
internal interface IPageFragment
{
    /// <summary>What pages call it (<see cref="Layout.FragmentMarkers"/>).</summary>
    string Name { get; }

    /// <summary>
    /// Its markup in UTF-8: the same array as long as it is unchanged. While the cluster does not answer, the last known one, or what stands for nothing;
    /// a page can do without it, and never fails because of it.
    /// </summary>
    ValueTask<Reading<byte[]>> ReadAsync();
}
