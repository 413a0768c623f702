namespace OrleansNews.Site;

/// <summary>All fragments as they are together; two sets with the same content are one object.</summary>
/// <param name="fragments">What pages that are current show.</param>
/// <param name="lastKnown">What pages show that say that they are old, where it is something else.</param>
internal sealed class FragmentSet(ImmutableArray<(string Name, byte[] Html)> fragments, FragmentSet? lastKnown = null)
{
    /// <summary>The same with those that nobody stands by any more.</summary>
    public FragmentSet LastKnown => lastKnown ?? this;

    /// <summary>All of them.</summary>
    public ImmutableArray<(string Name, byte[] Html)> All => fragments;

    /// <summary>The markup of a fragment; empty for a name that nobody provides.</summary>
    public byte[] this[string name]
    {
        get
        {
            foreach (var fragment in fragments)
            {
                if (fragment.Name == name) return fragment.Html;
            }

            return [];
        }
    }

    /// <summary>Whether it holds the very same pieces.</summary>
    public bool Holds(ReadOnlySpan<byte[]> pieces)
    {
        if (pieces.Length != fragments.Length) return false;
        for (var i = 0; i < pieces.Length; i++)
        {
            if (!ReferenceEquals(pieces[i], fragments[i].Html)) return false;
        }

        return true;
    }
}
