using OrleansNews.Storage.Objects;

namespace OrleansNews.Media;

/// <summary>The files of pictures as objects, which are all that storage knows.</summary>
internal sealed class ObjectMediaStore(IObjectStore objects) : IMediaStore
{
    public Task PutAsync(string name, ReadOnlyMemory<byte> content) => objects.PutAsync(name, content);

    public Task<byte[]?> FindAsync(string name) => objects.FindAsync(name);

    public Task DeleteAsync(string name) => objects.DeleteAsync(name);
}
