namespace OrleansNews.Operations;

/// <summary>Whether this process still waits for the first silo that answers.</summary>
internal sealed class Contact
{
    private volatile bool _isAwaited;

    /// <summary>While it holds, it has been said, and nothing that follows from it is worth a line.</summary>
    public bool IsAwaited
    {
        get => _isAwaited;
        set => _isAwaited = value;
    }
}
