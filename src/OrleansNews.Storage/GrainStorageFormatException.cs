using Orleans.Runtime;

namespace OrleansNews.Storage;

/// <summary>The store was written by a newer build, or is not a grain store at all. It was not touched.</summary>
[GenerateSerializer, Alias("news.GrainStorageFormatException")]
public sealed class GrainStorageFormatException : OrleansException
{
    /// <summary>For serializers.</summary>
    public GrainStorageFormatException() : this("The grain storage has a form that this build does not know.") { }

    /// <summary>With a message that names the store and the cure.</summary>
    public GrainStorageFormatException(string message) : base(message) { }

    /// <summary>With the store's own fault.</summary>
    public GrainStorageFormatException(string message, Exception innerException) : base(message, innerException) { }
}
