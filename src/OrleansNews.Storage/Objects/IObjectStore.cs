namespace OrleansNews.Storage.Objects;

/// <summary>
/// Objects of some kilobytes to a few megabytes under names that never get another content: whoever writes a name again writes the same bytes. What was written is there
/// after a crash, whole or not at all.
/// </summary>
/// <remarks>Everything that fails is a <see cref="GrainStorageUnavailableException"/>; a name that is none, an <see cref="ArgumentException"/>.</remarks>
public interface IObjectStore
{
    /// <summary>Keeps <paramref name="content"/> under <paramref name="name"/>; durable on return. Idempotent.</summary>
    /// <param name="name">One to eight segments of <c>a-z A-Z 0-9 . _ -</c> between slashes, none of them beginning with a dot; at most 200 characters.</param>
    /// <param name="content">At most 16 MiB.</param>
    Task PutAsync(string name, ReadOnlyMemory<byte> content);

    /// <summary>The content; null when there is none of that name.</summary>
    Task<byte[]?> FindAsync(string name);

    /// <summary>Forgets a name. Idempotent.</summary>
    Task DeleteAsync(string name);
}
