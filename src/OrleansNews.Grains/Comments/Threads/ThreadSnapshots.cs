using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using OrleansNews.Logs;

namespace OrleansNews.Comments.Threads;

/// <summary>Stores the index now and then, so that an activation reads it and the events behind it instead of every comment.</summary>
internal sealed class ThreadSnapshots(EventLog log, ThreadIndex index)
{
    private ImmutableArray<ObjectName> _parts = [];
    // Those whose commit was not acknowledged: one of them may be the stored one.
    private readonly Dictionary<SnapshotRef, ImmutableArray<ObjectName>> _attempts = [];
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
        if (!TryRead(() => SnapshotCodec.DecodeRoot(json), out var root)) return false;
        if (root is null)
        {
            _newerForm = true;
            return true;
        }

        if (!TryRead(() => SnapshotCodec.PartNames(root), out var names)) return false;
        var stored = new List<ReadOnlyMemory<byte>>(names.Length);
        foreach (var name in names)
        {
            if (await log.ReadObjectAsync(name) is not { } part) return false;
            stored.Add(part);
        }

        if (!TryRead(() => Restore(root, stored), out _)) return false;
        (_parts, Through) = (names, root.Through);
        return true;
    }

    private bool Restore(SnapshotRoot root, List<ReadOnlyMemory<byte>> stored)
    {
        index.Restore(root, stored.Select((part, i) => SnapshotCodec.DecodePart(part, i * ThreadIndex.PartSize + 1)));
        return true;
    }

    // Nothing in here asks the store: whatever fails is the form of the bytes, and spoiled entries fail in many ways. The log has everything.
    private static bool TryRead<T>(Func<T> read, [MaybeNullWhen(false)] out T value)
    {
        try
        {
            value = read();
            return true;
        }
        catch (Exception)
        {
            value = default;
            return false;
        }
    }

    /// <summary>Stores what changed. False when it could not be committed.</summary>
    /// <param name="urgent">Whether the replaced parts hold data of an erased person.</param>
    public async Task<bool> StoreAsync(bool urgent)
    {
        var old = log.Head.Snapshot;
        if (old is not null && _attempts.TryGetValue(old, out var committed)) _parts = committed;
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
        foreach (var (part, content) in capture.Parts)
        {
            var kind = content.Entries.Length == capture.FullPartBytes ? ObjectKind.SnapshotPart : ObjectKind.LastSnapshotPart;
            if (await log.WriteObjectAsync(kind, SnapshotCodec.EncodePart(part * ThreadIndex.PartSize + 1, content)) is not { } name)
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
        ImmutableArray<ObjectName> names = [.. parts.Select(name => name!.Value)];
        _attempts[snapshot] = names;
        var change = new ReplaceSnapshot(old, snapshot, retired.ToImmutable(), urgent) { Outputs = written.ToImmutable() };
        if (!await log.ApplyAsync(change)) return false;
        _attempts.Clear();
        (_parts, Through) = (names, root.Through);
        return true;
    }
}
