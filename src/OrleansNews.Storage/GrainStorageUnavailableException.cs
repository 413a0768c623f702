using Orleans.Runtime;

namespace OrleansNews.Storage;

/// <summary>
/// The store did not take or answer an operation: disk full, folder read-only, input or output error, too much waiting, or closed. For a write or a
/// clear the outcome is unknown: read the state again before the next attempt. Nothing that was acknowledged earlier is affected.
/// </summary>
[GenerateSerializer, Alias("news.GrainStorageUnavailableException")]
public sealed class GrainStorageUnavailableException : OrleansException
{
    /// <summary>For serializers.</summary>
    public GrainStorageUnavailableException() : this("The grain storage is not available.") { }

    /// <summary>With a message for the operator's log.</summary>
    public GrainStorageUnavailableException(string message) : base(message) { }

    /// <summary>With the store's own fault.</summary>
    public GrainStorageUnavailableException(string message, Exception innerException) : base(message, innerException) { }
}
