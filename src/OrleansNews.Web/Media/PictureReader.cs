using System.Collections.Concurrent;
using Microsoft.Extensions.Caching.Memory;
using OrleansNews.Accounts;
using OrleansNews.Site;

namespace OrleansNews.Media;

/// <summary>
/// Reads the files of pictures from the silos, which have the store, and keeps those that are asked for most. A name is looked up in the store only when its picture has such a
/// file: invented addresses cost one question to a grain that exists, and none in the next two seconds. Whether a picture is still there is asked as everything is that readers see:
/// once a second at most, and what was there stays while the cluster is silent.
/// </summary>
internal sealed class PictureReader(IClusterClient cluster, IOptions<MediaReadOptions> media, IOptions<ReadOptions> read, TimeProvider machineTime) : IDisposable
{
    private readonly GivenNumbers _numbers = new("media", cluster, read, machineTime);
    private readonly ByteBoundedCache<byte[]> _files = new(media.Value.CacheBytes);
    private readonly MemoryCache _known = new(new MemoryCacheOptions { SizeLimit = 50_000 });
    private readonly BriefMemory<bool> _absent = new(machineTime);
    private readonly ConcurrentDictionary<string, Task<byte[]?>> _reading = new(StringComparer.Ordinal);

    /// <summary>The file; its picture's master in its place while it is being made; null when there is no such file.</summary>
    public async Task<PictureBytes?> ReadAsync(MediaId id, string key, string name)
    {
        var address = new PictureSource(id, key, 0, 0, FocalPoint.Middle).AddressOf(name);
        if (_files.Find(address) is { } kept)
        {
            if (await IsThereAsync(id, key)) return new(kept, IsFinal: true);
            _files.Remove(address, kept);
        }

        if (_absent.TryFind(address, out _)) return null;
        if (!await _numbers.MayExistAsync(id.Value) || !await HasAsync(id, key, name))
        {
            _absent.Keep(address, true);
            return null;
        }

        if (await FetchAsync(id, key, name, address) is { } file) return new(file, IsFinal: true);
        return name != PictureFile.Master && await ReadAsync(id, key, PictureFile.Master) is { } master ? master with { IsFinal = false } : null;
    }

    /// <summary>False for numbers that were never given out.</summary>
    public ValueTask<bool> MayExistAsync(MediaId id) => id.IsValid ? _numbers.MayExistAsync(id.Value) : ValueTask.FromResult(false);

    /// <summary>What the library says of a picture; null when there is none or <paramref name="actor"/> may not see it.</summary>
    public async Task<MediaView?> FindAsync(MediaId id, Actor actor) => await MayExistAsync(id) ? await cluster.GetGrain<IMediaGrain>(id.Value).GetAsync(actor) : null;

    public void Dispose()
    {
        _known.Dispose();
        _absent.Dispose();
    }

    private async Task<bool> HasAsync(MediaId id, string key, string name)
    {
        if (name != PictureFile.Master && !PictureFile.TryParse(name, out _)) return false;
        if (await FilesAsync(id, key) is not { } files) return false;
        if (files.Has(name)) return true;
        // It may be cut around a point that was chosen a moment ago.
        if (_known.Get<Polled<KnownPicture>>((id, key)) is not { } known) return false;
        known.Doubt();
        return (await known.GetAsync()).Files?.Has(name) == true;
    }

    // A picture that is kept was there: it is no less so because nobody answers.
    private async ValueTask<bool> IsThereAsync(MediaId id, string key)
    {
        try
        {
            return await FilesAsync(id, key) is not null;
        }
        catch (Exception fault) when (ClusterFaults.IsUnavailable(fault))
        {
            return true;
        }
    }

    private async ValueTask<PictureFiles?> FilesAsync(MediaId id, string key)
    {
        if (_known.Get<Polled<KnownPicture>>((id, key)) is { } known) return (await known.GetAsync()).Files;
        var polled = new Polled<KnownPicture>(async _ => new(await cluster.GetGrain<IMediaGrain>(id.Value).GetFilesAsync(key)), read.Value, machineTime);
        if ((await polled.GetAsync()).Files is not { } files) return null;
        _known.Set((id, key), polled, new MemoryCacheEntryOptions { Size = 1 });
        return files;
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

/// <summary>What is known of a picture.</summary>
/// <param name="Files">Its files; null when it is gone.</param>
internal sealed record KnownPicture(PictureFiles? Files);

/// <summary>A file of a picture.</summary>
/// <param name="Content">Its bytes.</param>
/// <param name="IsFinal">Whether it is what its address will always have.</param>
internal sealed record PictureBytes(byte[] Content, bool IsFinal);
