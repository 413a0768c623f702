namespace OrleansNews.Media;

/// <summary>Where a silo keeps the files of pictures: the same place for all silos. A name never gets another content. A fault is one that trying again later may cure.</summary>
public interface IMediaStore
{
    /// <summary>Keeps a file; durable on return. Idempotent.</summary>
    Task PutAsync(string name, ReadOnlyMemory<byte> content);

    /// <summary>The file; null when there is none.</summary>
    Task<byte[]?> FindAsync(string name);

    /// <summary>Forgets a file. Idempotent.</summary>
    Task DeleteAsync(string name);
}
