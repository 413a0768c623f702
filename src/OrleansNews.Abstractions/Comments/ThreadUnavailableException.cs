namespace OrleansNews.Comments;

/// <summary>The thread's store did not answer, or another activation took the thread over. Whether the command took effect is unknown; the same submission may be sent again.</summary>
[GenerateSerializer, Alias("news.ThreadUnavailableException")]
public sealed class ThreadUnavailableException : Exception
{
    /// <summary>
    /// Whether the activation that was asked has ended, because another one took the thread over or its silo stops: asked again at once, the next one answers. False when the store did not
    /// answer, which asking again does not mend.
    /// </summary>
    [Id(0)]
    public bool IsTakenOver { get; init; }

    /// <summary>For serializers.</summary>
    public ThreadUnavailableException() : this("The comment thread cannot be written at the moment.") { }

    /// <summary>With a message for the operator's log; visitors never see it.</summary>
    public ThreadUnavailableException(string message) : base(message) { }

    /// <summary>With the store's own fault.</summary>
    public ThreadUnavailableException(string message, Exception innerException) : base(message, innerException) { }
}
