using Orleans.Storage;

namespace OrleansNews.Logs;

/// <summary>Where one log rests: a head that is replaced under its ETag, and objects that are written once.</summary>
internal interface ILogStore
{
    /// <summary>Whether a head and an object that it names can be written together.</summary>
    bool WritesTogether { get; }

    /// <summary>Reads the head; null when there is none yet.</summary>
    Task<StoredHead?> ReadHeadAsync();

    /// <summary>
    /// Replaces the head that has <paramref name="etag"/> (null: creates it) and returns the new ETag. Any exception but
    /// <see cref="InconsistentStateException"/> leaves the outcome unknown.
    /// </summary>
    /// <param name="json">The head.</param>
    /// <param name="etag">What the stored head has.</param>
    /// <param name="with">An object that does not exist, created together with the head: both are written or neither. Only where <see cref="WritesTogether"/> says so.</param>
    /// <exception cref="InconsistentStateException">The stored head has another ETag.</exception>
    Task<string> WriteHeadAsync(ReadOnlyMemory<byte> json, string? etag, NewObject? with = null);

    /// <summary>Reads an object; null when it is not there.</summary>
    Task<ReadOnlyMemory<byte>?> ReadAsync(ObjectName name);

    /// <summary>Writes an object that does not exist. An exception leaves the outcome unknown, and the name is never used again.</summary>
    Task CreateAsync(ObjectName name, ReadOnlyMemory<byte> json);

    /// <summary>Deletes an object; one that is not there is no error.</summary>
    Task DeleteAsync(ObjectName name);
}

/// <summary>An object to be written.</summary>
internal readonly record struct NewObject(ObjectName Name, ReadOnlyMemory<byte> Json);

/// <summary>A head as read.</summary>
internal sealed record StoredHead(ReadOnlyMemory<byte> Json, string ETag);
