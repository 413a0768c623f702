namespace OrleansNews.Comments.Threads;

/// <summary>
/// Conversations with votes, best first, kept in order as votes come: leaves of bounded size, so that a vote moves one comment and not the list.
/// Equal scores are in the order of posting.
/// </summary>
internal sealed class BestOrder
{
    private const int LeafSize = 512;

    private readonly List<List<Ranked>> _leaves = [];

    public int Count { get; private set; }

    public void Add(int number, double score)
    {
        var item = new Ranked(score, number);
        if (_leaves.Count == 0) _leaves.Add([]);
        var leafIndex = LeafOf(item);
        var leaf = _leaves[leafIndex];
        var at = leaf.BinarySearch(item);
        if (at >= 0) return;
        leaf.Insert(~at, item);
        Count++;
        if (leaf.Count <= LeafSize) return;
        _leaves.Insert(leafIndex + 1, leaf.GetRange(LeafSize / 2, leaf.Count - LeafSize / 2));
        leaf.RemoveRange(LeafSize / 2, leaf.Count - LeafSize / 2);
    }

    public void Remove(int number, double score)
    {
        if (_leaves.Count == 0) return;
        var leafIndex = LeafOf(new(score, number));
        var at = _leaves[leafIndex].BinarySearch(new(score, number));
        if (at < 0) return;
        _leaves[leafIndex].RemoveAt(at);
        Count--;
        if (_leaves[leafIndex].Count == 0) _leaves.RemoveAt(leafIndex);
    }

    /// <summary>Adds to <paramref name="into"/> what comes behind a place, up to <paramref name="limit"/> in all.</summary>
    public void Read(double score, int number, int limit, List<int> into)
    {
        if (_leaves.Count == 0) return;
        var place = new Ranked(score, number);
        var leafIndex = LeafOf(place);
        var at = _leaves[leafIndex].BinarySearch(place);
        at = at < 0 ? ~at : at + 1;
        for (; leafIndex < _leaves.Count; leafIndex++, at = 0)
        {
            for (; at < _leaves[leafIndex].Count; at++)
            {
                if (into.Count >= limit) return;
                into.Add(_leaves[leafIndex][at].Number);
            }
        }
    }

    // The last leaf that does not begin behind the item.
    private int LeafOf(Ranked item)
    {
        var (low, high) = (0, _leaves.Count - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (_leaves[middle][0].CompareTo(item) <= 0) low = middle;
            else high = middle - 1;
        }

        return low;
    }

    private readonly record struct Ranked(double Score, int Number) : IComparable<Ranked>
    {
        public int CompareTo(Ranked other)
        {
            var byScore = other.Score.CompareTo(Score);
            return byScore != 0 ? byScore : Number.CompareTo(other.Number);
        }
    }
}
