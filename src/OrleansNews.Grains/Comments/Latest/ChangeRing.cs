using System.Collections.Immutable;

namespace OrleansNews.Comments;

/// <summary>Which threads reported last, in order. Pure bookkeeping; what is older than the ring is a reset.</summary>
/// <param name="first">The version before the first change; larger than every version of an earlier activation.</param>
internal sealed class ChangeRing(long first)
{
    /// <summary>Changes that are remembered: more than a front end misses that asks once a second.</summary>
    public const int Size = 8_192;

    private readonly ArticleId[] _changed = new ArticleId[Size];
    private long _count;

    /// <summary>Notes a change.</summary>
    public void Note(ArticleId article) => _changed[_count++ % Size] = article;

    /// <summary>What changed after a version.</summary>
    public ThreadChanges After(long version)
    {
        var seen = version - first;
        if (seen < Math.Max(0, _count - Size) || seen > _count) return new([], first + _count, Reset: true);
        var articles = new HashSet<ArticleId>();
        for (var at = seen; at < _count; at++) articles.Add(_changed[at % Size]);
        return new([.. articles], first + _count, Reset: false);
    }
}
