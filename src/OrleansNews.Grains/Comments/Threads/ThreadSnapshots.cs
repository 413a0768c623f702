using System.Collections.Immutable;
using System.Text.Json;
using OrleansNews.Logs;

namespace OrleansNews.Comments.Threads;

/// <summary>Stores the index now and then, so that an activation reads it and the events behind it instead of every comment.</summary>
internal sealed class ThreadSnapshots(EventLog log, ThreadIndex index)
{
    private ImmutableArray<ObjectName> _parts = [];
    private (SnapshotRef Snapshot, ImmutableArray<ObjectName> Parts)? _attempt;
    private bool _newerForm;

    /// <summary>The last event that the stored index contains.</summary>
    public long Through { get; private set; }

    /// <summary>Whether this build may store one: not over a newer form, and not without having understood every event.</summary>
    public bool IsAllowed => !_newerForm && index.UnknownEvents == 0;

    /// <summary>Restores the index, if there is a snapshot that can be read. False when it is damaged: the log is read instead.</summary>
    public async Task<bool> TryRestoreAsync()
    {
        if (log.Head.Snapshot is not { } snapshot) return true;
        if (await log.ReadObjectAsync(snapshot.Name) is not { } json) return false;
        try
        {
            if (SnapshotCodec.DecodeRoot(json) is not { } root)
            {
                _newerForm = true;
                return true;
            }

            var names = SnapshotCodec.PartNames(root);
            var parts = new List<byte[]>(names.Length);
            foreach (var name in names)
            {
                if (await log.ReadObjectAsync(name) is not { } part) return false;
                parts.Add(SnapshotCodec.DecodePart(part, parts.Count * ThreadIndex.PartSize + 1));
            }

            index.Restore(root, parts);
            (_parts, Through) = (names, root.Through);
            return true;
        }
        catch (Exception spoiled) when (spoiled is JsonException or FormatException or InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>Stores what changed. False when it could not be committed.</summary>
    /// <param name="urgent">Whether the replaced parts hold data of an erased person.</param>
    public async Task<bool> StoreAsync(bool urgent)
    {
        var old = log.Head.Snapshot;
        if (_attempt is { } attempt && attempt.Snapshot == old) _parts = attempt.Parts; // It was committed although its commit was not acknowledged.
        var oldParts = _parts;
        var capture = index.Capture();
        var written = ImmutableArray.CreateBuilder<ObjectName>();
        var stored = false;
        try
        {
            stored = await log.ReserveAsync(ObjectKind.SnapshotPart, capture.Parts.Count) && await StoreAsync(capture, old, oldParts, urgent, written);
        }
        finally
        {
            if (!stored) index.Recapture(capture);
        }

        return stored;
    }

    private async Task<bool> StoreAsync(IndexCapture capture, SnapshotRef? old, ImmutableArray<ObjectName> oldParts, bool urgent, ImmutableArray<ObjectName>.Builder written)
    {
        var parts = new ObjectName?[capture.PartCount];
        for (var i = 0; i < Math.Min(oldParts.Length, parts.Length); i++) parts[i] = oldParts[i];
        var retired = ImmutableArray.CreateBuilder<ObjectName>();
        foreach (var (part, entries) in capture.Parts)
        {
            var kind = entries.Length == capture.FullPartBytes ? ObjectKind.SnapshotPart : ObjectKind.LastSnapshotPart;
            if (await log.WriteObjectAsync(kind, SnapshotCodec.EncodePart(part * ThreadIndex.PartSize + 1, entries)) is not { } name)
            {
                log.Abandon(written.ToImmutable());
                return false;
            }

            written.Add(name);
            if (parts[part] is { } replaced) retired.Add(replaced);
            parts[part] = name;
        }

        var root = capture.Root with { Parts = [.. parts.Select(name => name!.Value.ToString())] };
        if (await log.WriteObjectAsync(ObjectKind.Snapshot, SnapshotCodec.EncodeRoot(root)) is not { } rootName)
        {
            log.Abandon(written.ToImmutable());
            return false;
        }

        written.Add(rootName);
        if (old is not null) retired.Add(old.Name);
        var snapshot = new SnapshotRef(rootName, root.Through);
        _attempt = (snapshot, [.. parts.Select(name => name!.Value)]);
        var change = new ReplaceSnapshot(old, snapshot, retired.ToImmutable(), urgent) { Outputs = written.ToImmutable() };
        if (!await log.ApplyAsync(change)) return false;
        (_parts, Through) = (_attempt.Value.Parts, root.Through);
        return true;
    }
}
