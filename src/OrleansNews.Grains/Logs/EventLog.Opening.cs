using System.Collections.Immutable;
using System.Text.Json;

namespace OrleansNews.Logs;

/// <content>Reading the head: at first, and again when its outcome is unknown or somebody knows more.</content>
internal sealed partial class EventLog
{
    /// <summary>Reads the head for the first time.</summary>
    public async Task OpenAsync()
    {
        for (var attempt = 0; ; attempt++)
        {
            _askedAt = _time.GetTimestamp();
            var stored = await _store.ReadHeadAsync();
            if (stored is null)
            {
                (_head, _etag, _tail, _older) = (LogHead.Empty with { Deployment = _options.Deployment }, null, [], []);
                Epoch = 0;
                Place();
                return;
            }

            var (head, tail) = LogHeadCodec.Decode(stored.Json);
            ImmutableArray<BlockRef>? older = head.Manifest is null ? [] : await ReadManifestAsync(head.Manifest.Name);
            if (older is null && attempt == 0) continue; // The head may be stale: one more look tells staleness from damage.
            if (older is null) ReportDamage(head.Manifest!.Name);
            Adopt(head, stored.ETag, tail, older ?? []);
            Epoch = head.Epoch != 0 && head.Deployment != _options.Deployment
                ? Math.Max(head.Epoch + 1, _time.GetUtcNow().ToUnixTimeSeconds())
                : head.Epoch;
            return;
        }
    }

    /// <summary>
    /// Reads the head again: after an unknown outcome, or because a caller knows more. True when the log has moved on; the owner then applies the events
    /// behind the ones it knows. Ends in a fence when another activation has written.
    /// </summary>
    public async Task<bool> RefreshAsync()
    {
        var asked = _time.GetTimestamp();
        var stored = await _store.ReadHeadAsync();
        if (stored?.ETag == _etag)
        {
            (_unsure, _askedAt) = (false, asked);
            return false;
        }

        if (stored is null) throw Fence(new LogFencedException("The head is gone."));
        var last = Last;
        var (head, tail) = LogHeadCodec.Decode(stored.Json);
        if ((Epoch != 0 && head.Epoch != Epoch) || head.TailFirst + tail.Count - 1 < last)
            throw Fence(new LogFencedException("The head is not a continuation of the one this activation knows."));
        ImmutableArray<BlockRef>? older = head.Manifest == _head.Manifest ? _older : head.Manifest is null ? [] : await ReadManifestAsync(head.Manifest.Name);
        if (older is null) throw new LogUnavailableException("The manifest is not to be read.", new InvalidOperationException(head.Manifest!.Name.ToString()));
        var mine = head.Writer == _writer;
        Adopt(head, stored.ETag, tail, older.Value);
        Epoch = head.Epoch;
        (_unsure, _askedAt) = (false, asked);
        if (!mine) Fence(new LogFencedException("Another activation has written."));
        return Last > last;
    }

    private void Adopt(LogHead head, string etag, EventRun tail, ImmutableArray<BlockRef> older)
    {
        (_head, _etag, _older) = (head, etag, older);
        _tail = tail.Count == 0 ? [] : [tail];
        foreach (var names in head.Names)
            if (IsOwner && _names.TryGetValue(names.Kind, out var counter)) counter.Adopt(names);
        Place();
    }

    private async Task<ImmutableArray<BlockRef>?> ReadManifestAsync(ObjectName name)
    {
        var json = await _store.ReadAsync(name);
        if (json is null) return null;
        try
        {
            return LogHeadCodec.DecodeManifest(json.Value);
        }
        catch (Exception spoiled) when (spoiled is JsonException or FormatException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Tells, once, of a single event whose bytes its owner cannot read.</summary>
    public void ReportSpoiled(long sequence)
    {
        if (_spoiled.Add(sequence)) LogSpoiled(sequence);
    }

    private void ReportDamage(ObjectName name)
    {
        if (_damaged.Add(name)) LogDamage(name);
    }
}
