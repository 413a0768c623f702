using System.Collections.Concurrent;

namespace OrleansNews.Media;

/// <summary>A store in memory, in which the first file of one name waits to be written.</summary>
/// <param name="held">The end of that name.</param>
internal sealed class HeldMediaStore(string held) : IMediaStore
{
    private readonly ConcurrentDictionary<string, byte[]> _files = new(StringComparer.Ordinal);
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when that file is being written.</summary>
    public Task Reached => _reached.Task;

    /// <summary>What is there.</summary>
    public IEnumerable<string> Names => _files.Keys;

    /// <summary>Lets it be written.</summary>
    public void Release() => _released.TrySetResult();

    public async Task PutAsync(string name, ReadOnlyMemory<byte> content)
    {
        if (name.EndsWith(held, StringComparison.Ordinal))
        {
            _reached.TrySetResult();
            await _released.Task;
        }

        _files[name] = content.ToArray();
    }

    public Task<byte[]?> FindAsync(string name) => Task.FromResult(_files.GetValueOrDefault(name));

    public Task DeleteAsync(string name)
    {
        _files.TryRemove(name, out _);
        return Task.CompletedTask;
    }
}
