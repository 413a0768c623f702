namespace OrleansNews.Search;

/// <summary>Whether this silo's index has everything that was published until a moment ago.</summary>
internal sealed class SearchProgress
{
    private volatile bool _isComplete;

    /// <summary>False until the follower has come to the end of the listing once, and again while the index is made anew.</summary>
    public bool IsComplete
    {
        get => _isComplete;
        set => _isComplete = value;
    }
}
