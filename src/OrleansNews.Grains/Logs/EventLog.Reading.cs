using System.Text.Json;

namespace OrleansNews.Logs;

/// <content>Reading events: from the tail, from the cache, from a block.</content>
internal sealed partial class EventLog
{
    private const int ReadAttempts = 4;

    /// <summary>The run that holds an event, when it is in memory.</summary>
    public EventRun? Find(long sequence)
    {
        if (sequence >= _head.TailFirst)
        {
            foreach (var run in _tail)
                if (sequence <= run.Last) return run;
            return null;
        }

        return Locate(sequence) is { } placed && _cache.TryGet(placed.Block.Name, out var cached) ? cached : null;
    }

    /// <summary>
    /// The run that holds a committed event, read from the store if need be. Null when its block is missing or spoiled although the head has not changed:
    /// that is damage, and it is reported.
    /// </summary>
    /// <exception cref="LogFencedException">The block is gone because another activation owns the log.</exception>
    public async ValueTask<EventRun?> LoadAsync(long sequence, bool keep = true)
    {
        for (var attempt = 0; attempt < ReadAttempts; attempt++)
        {
            if (Find(sequence) is { } found) return found;
            if (Locate(sequence) is not { } placed || _damaged.Contains(placed.Block.Name)) return null;
            var json = await _store.ReadAsync(placed.Block.Name);
            if (json is not null && Decode(placed, json.Value) is { } run)
            {
                if (keep) _cache.Set(placed.Block.Name, run, run.Cost);
                return run;
            }

            if (Locate(sequence)?.Block.Name != placed.Block.Name) continue; // Merged or redacted while it was being read.
            await TellStalenessFromDamageAsync(placed.Block.Name);
        }

        throw new LogUnavailableException("A block could not be read.", new InvalidOperationException("Its head keeps changing."));
    }

    /// <summary>The last event that is lost together with a damaged one.</summary>
    public long EndOfDamage(long sequence)
    {
        if (Locate(sequence) is { } placed) return placed.Last;
        return _placed.Length > 0 && sequence < _placed[0].First ? _placed[0].First - 1 : _head.TailFirst - 1;
    }

    /// <summary>Reads an object of the owner's own; null when it is missing.</summary>
    public Task<ReadOnlyMemory<byte>?> ReadObjectAsync(ObjectName name) => _store.ReadAsync(name);

    private async Task TellStalenessFromDamageAsync(ObjectName name)
    {
        var etag = _etag;
        var stored = await _store.ReadHeadAsync();
        if (etag != _etag) return; // A commit of our own came in between: look again.
        if (stored?.ETag == etag)
        {
            ReportDamage(name);
            return;
        }

        if (stored is null || LogHeadCodec.Decode(stored.Json).Head.Writer != _writer)
            throw Fence(new LogFencedException("A block is gone, and another activation has written."));
    }

    private EventRun? Decode(PlacedBlock placed, ReadOnlyMemory<byte> json)
    {
        try
        {
            var run = LogBlock.Decode(json, placed.First, placed.Block.Count, out var closed);
            if (closed) _closed.Add(placed.Block.Name);
            return run;
        }
        catch (Exception spoiled) when (spoiled is JsonException or FormatException or InvalidOperationException)
        {
            return null;
        }
    }

    private PlacedBlock? Locate(long sequence)
    {
        var (low, high) = (0, _placed.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (sequence < _placed[middle].First) high = middle - 1;
            else if (sequence > _placed[middle].Last) low = middle + 1;
            else return _placed[middle];
        }

        return null;
    }
}
