using System.Collections.Concurrent;
using Microsoft.Extensions.Caching.Memory;
using OrleansNews.Site;

namespace OrleansNews.Media;

/// <summary>
/// Reads the files of pictures from the silos, which have the store, and keeps those that are asked for most. A name is looked up in the store only when its picture has such a
/// file: invented addresses cost one question to a grain that exists, and none in the next two seconds.
/// </summary>
internal sealed class PictureReader(IClusterClient cluster, IOptions<MediaReadOptions> media, IOptions<ReadOptions> read, TimeProvider machineTime) : IDisposable
{
    private static readonly TimeSpan NegativeAge = TimeSpan.FromSeconds(2);

    private readonly GivenNumbers _numbers = new("media", cluster, read, machineTime);
    private readonly ByteBoundedCache<byte[]> _files = new(media.Value.CacheBytes);
    private readonly MemoryCache _known = new(new MemoryCacheOptions { SizeLimit = 50_000 });
    private readonly MemoryCache _absent = new(new MemoryCacheOptions { SizeLimit = 50_000 });
    private readonly ConcurrentDictionary<string, Task<byte[]?>> _reading = new(StringComparer.Ordinal);

    /// <summary>The file; its picture's master in its place while it is being made; null when there is no such file.</summary>
    public async Task<PictureBytes?> ReadAsync(MediaId id, string key, string name)
    {
        var address = new PictureSource(id, key, 0, 0, FocalPoint.Middle).AddressOf(name);
        if (_files.Find(address) is { } kept) return new(kept, IsFinal: true);
        if (_absent.TryGetValue(address, out _)) return null;
        if (!await _numbers.MayExistAsync(id.Value) || !await HasAsync(id, key, name))
        {
            _absent.Set(address, true, new MemoryCacheEntryOptions { AbsoluteExpirationRelativeToNow = NegativeAge, Size = 1 });
            return null;
        }

        if (await FetchAsync(id, key, name, address) is { } file) return new(file, IsFinal: true);
        return name != PictureFile.Master && await ReadAsync(id, key, PictureFile.Master) is { } master ? master with { IsFinal = false } : null;
    }

    /// <summary>False for numbers that were never given out.</summary>
    public ValueTask<bool> MayExistAsync(MediaId id) => _numbers.MayExistAsync(id.Value);

    public void Dispose()
    {
        _known.Dispose();
        _absent.Dispose();
    }

    private async Task<bool> HasAsync(MediaId id, string key, string name)
    {
        if (name != PictureFile.Master && !PictureFile.TryParse(name, out _)) return false;
        if (_known.Get<PictureFiles>((id, key)) is { } known && known.Has(name)) return true;
        if (await cluster.GetGrain<IMediaGrain>(id.Value).GetFilesAsync(key).WaitAsync(read.Value.Deadline) is not { } files) return false;
        _known.Set((id, key), files, new MemoryCacheEntryOptions { Size = 1 });
        return files.Has(name);
    }

    // Readers of a page that is new ask for the same pictures at the same moment.
    private async Task<byte[]?> FetchAsync(MediaId id, string key, string name, string address)
    {
        var asked = new TaskCompletionSource<byte[]?>(TaskCreationOptions.RunContinuationsAsynchronously);
        var reading = _reading.GetOrAdd(address, asked.Task);
        if (reading != asked.Task) return await reading;
        try
        {
            var file = await cluster.GetGrain<IMediaFilesGrain>(0).ReadAsync(id, key, name).WaitAsync(read.Value.Deadline);
            if (file is not null) _files.Put(address, file, file.Length);
            asked.SetResult(file);
        }
        catch (Exception fault)
        {
            asked.SetException(fault);
        }
        finally
        {
            _reading.TryRemove(address, out _);
        }

        return await asked.Task;
    }
}

/// <summary>A file of a picture.</summary>
/// <param name="Content">Its bytes.</param>
/// <param name="IsFinal">Whether it is what its address will always have.</param>
internal sealed record PictureBytes(byte[] Content, bool IsFinal);
