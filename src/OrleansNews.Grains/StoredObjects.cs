using Orleans.Storage;

namespace OrleansNews;

/// <summary>
/// Objects that a grain keeps beside its head, each written once under a random name, before the head that refers to it. They go through Orleans' own
/// <see cref="IGrainStorage"/>, so every provider works.
/// </summary>
/// <remarks>A crash between an object and its head leaves an object that nobody refers to; it does no harm but takes room.</remarks>
internal sealed class StoredObjects<T>(IGrainStorage storage, string kind)
    where T : class, new()
{
    private readonly GrainType _type = GrainType.Create(kind);

    /// <summary>Stores <paramref name="value"/> and returns its name: 22 characters, never used before.</summary>
    public async Task<string> AddAsync(T value) => (await StoreAsync(value)).Name;

    /// <summary>The same, with the ETag by which the object can be deleted unread.</summary>
    public async Task<(string Name, string? ETag)> StoreAsync(T value)
    {
        var name = StoredNames.New();
        var write = new GrainState<T>(value);
        await storage.WriteStateAsync(kind, IdOf(name), write);
        return (name, write.ETag);
    }

    /// <summary>The object; null when there is none, which means a stale head or damage, never an empty object.</summary>
    public async Task<T?> FindAsync(string name) => (await ReadAsync(name)).Value;

    /// <summary>The same, with the ETag by which the object can be deleted unread.</summary>
    public async Task<(T? Value, string? ETag)> ReadAsync(string name)
    {
        var read = new GrainState<T>(new T());
        await storage.ReadStateAsync(kind, IdOf(name), read);
        return read.RecordExists ? (read.State, read.ETag) : default;
    }

    /// <summary>Deletes an object to which no head refers any more. Idempotent. Without its ETag it is read first.</summary>
    public async Task DeleteAsync(string name, string? etag = null)
    {
        if (etag is not null)
        {
            try
            {
                await storage.ClearStateAsync(kind, IdOf(name), new GrainState<T>(new T(), etag) { RecordExists = true });
                return;
            }
            catch (InconsistentStateException)
            {
                // Another activation may have deleted it: the store is asked.
            }
        }

        var read = new GrainState<T>(new T());
        await storage.ReadStateAsync(kind, IdOf(name), read);
        if (read.RecordExists) await storage.ClearStateAsync(kind, IdOf(name), read);
    }

    private GrainId IdOf(string name) => GrainId.Create(_type, name);
}
