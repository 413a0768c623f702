namespace OrleansNews.Trees;

/// <summary>Where an entry stands in a tree: by the first number, then by the second.</summary>
internal readonly record struct TreeKey(long Major, long Minor) : IComparable<TreeKey>
{
    public int CompareTo(TreeKey other) => Major != other.Major ? Major.CompareTo(other.Major) : Minor.CompareTo(other.Minor);
}
