using System.Collections.Immutable;

namespace OrleansNews.Comments;

/// <summary>Which threads reported last, in order. Pure bookkeeping; what is older than the ring is a reset.</summary>
/// <param name="first">The version before the first change; larger than every version of an earlier activation.</param>
internal sealed class ChangeRing(long first)
{
    /// <summary>Changes that are remembered: more than a front end misses that asks once a second.</summary>
    public const int Size = 8_192;

    private readonly (ArticleId Article, bool OnlyAdds)[] _changed = new (ArticleId, bool)[Size];
    private long _count;

    /// <summary>Notes a change.</summary>
    public void Note(ArticleId article, bool onlyAdds) => _changed[_count++ % Size] = (article, onlyAdds);

    /// <summary>What changed after a version.</summary>
    public ThreadChanges After(long version)
    {
        var seen = version - first;
        if (seen < Math.Max(0, _count - Size) || seen > _count) return new([], first + _count, Reset: true);
        var (articles, others) = (new HashSet<ArticleId>(), new HashSet<ArticleId>());
        for (var at = seen; at < _count; at++)
        {
            var (article, onlyAdds) = _changed[at % Size];
            articles.Add(article);
            if (!onlyAdds) others.Add(article);
        }

        return new([.. articles], first + _count, Reset: false, [.. articles.Except(others)]);
    }
}
