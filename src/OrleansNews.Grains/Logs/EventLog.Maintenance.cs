using System.Collections.Immutable;
using Microsoft.Extensions.Logging;

namespace OrleansNews.Logs;

/// <content>
/// Work beside the posts: rolling the tail, merging, moving blocks to the manifest, redacting. Each step writes its objects first and then lets its change
/// of the head ride on a commit; a crash between the two leaves garbage that the reserved names keep in sight.
/// </content>
internal sealed partial class EventLog
{
    private bool _rolling;
    private ImmutableArray<BlockRef> _unmergeable;

    /// <summary>Whether the tail is long enough to become a block. A very long one becomes a block together with the next batch, when one comes.</summary>
    public bool RollIsDue(bool moreComes) => TailBytes >= _options.TailBytes && (TailBytes < _options.DirectBlockBytes || !moreComes) && CanRoll;

    private bool CanRoll => !_rolling && CanWork && WasOwnerLately && _redactions.Count == 0;

    private bool CanWork => IsOwner && !_unsure && _fence is null;

    // An activation that stood still for longer than garbage is kept may have been overtaken, and its names buried, deleted and taken out of the graveyard: of what it writes under
    // one, nothing would know. What counts is when it asked the store, not when it heard the answer.
    private bool WasOwnerLately => Age <= _options.GraveyardAge / 10;

    /// <summary>Writes the committed tail as a block. Posts go on; the commit after the write drops what the block holds.</summary>
    public async Task RollAsync()
    {
        if (!CanRoll || _tail.Count == 0 || TakeName(ObjectKind.Block) is not { } name) return;
        _rolling = true;
        try
        {
            if (!await TryCreateAsync(name, LogBlock.Encode(_tail, out var run))) return;
            var change = new RollTail(run.First, new(name, run.Count, run.Json.Length)) { Outputs = [name] };
            // Whoever reads the newest events finds it in memory, and so does the merge that ends it, also one that begins with this commit.
            _cache.Set(name, run, run.Cost);
            Enqueue(change);
            if (!await change.Done) _cache.Remove(name);
        }
        finally
        {
            _rolling = false;
        }
    }

    // The tail and the batch as a block, written already or to be written with the head; null when the batch is to go into the tail. Until the commit nothing else may take the tail.
    private async Task<DirectBlock?> TryWriteDirectlyAsync(EventRun? batch)
    {
        if (batch is null || !IsWorthABlock(batch.Json.Length) || !CanRoll || TakeName(ObjectKind.Block) is not { } name) return null;
        _rolling = true;
        var json = LogBlock.Encode([.. _tail, batch], out var run);
        if (_store.WritesTogether)
        {
            BytesWritten += json.Length;
        }
        else if (!await TryCreateAsync(name, json))
        {
            _rolling = false;
            return null;
        }

        var roll = new RollTail(run.First, new(name, run.Count, run.Json.Length)) { Outputs = [name] };
        Enqueue(roll);
        return new(new(name, json), run, roll);
    }

    private bool IsWorthABlock(int batch) =>
        TailBytes + batch >= (batch >= _options.LargeBatchBytes ? Math.Max(_options.DirectBlockBytes, _options.BlockBytes * 3 / 8) : _options.DirectBlockBytes);

    /// <summary>Whether the next piece of work is a merge of blocks.</summary>
    public bool MergeIsDue => CanWork && !PickMerge().IsEmpty;

    /// <summary>Does one piece of work, if any is due, and returns when its commit is done. False when there is nothing to do now.</summary>
    public async Task<bool> MaintainAsync()
    {
        if (!CanWork) return false;
        if (PickMerge() is { IsEmpty: false } run) return await MergeAsync(run);
        if (PickMove() is var move and > 0) return await MoveToManifestAsync(move);
        return await CollectAsync();
    }

    /// <summary>Makes this activation the writer, if another one wrote last, so that names are reserved for it.</summary>
    public async Task<bool> OwnAsync() => IsOwner || await TouchAsync();

    /// <summary>Sees to it that <paramref name="count"/> names of a kind can be taken at once; takes a commit when it is more than usual.</summary>
    public async Task<bool> ReserveAsync(ObjectKind kind, int count)
    {
        if (!CanWork) return false;
        if (_names[kind].Available >= count) return true;
        _names[kind].Wanted = count;
        var touched = await TouchAsync();
        _names[kind].Wanted = 0;
        return touched && CanWork && _names[kind].Available >= count;
    }

    /// <summary>Writes an object of the owner's own; null when it could not be written.</summary>
    public async Task<ObjectName?> WriteObjectAsync(ObjectKind kind, ReadOnlyMemory<byte> json) =>
        await IsOwnerNowAsync() && TakeName(kind) is { } name && await TryCreateAsync(name, json) ? name : null;

    private async ValueTask<bool> IsOwnerNowAsync()
    {
        while (CanWork && !WasOwnerLately)
            if (!await TouchAsync()) return false;
        return CanWork;
    }

    /// <summary>Names objects that were written for nothing.</summary>
    public void Abandon(ImmutableArray<ObjectName> names)
    {
        if (!names.IsEmpty) Enqueue(new GiveUp { Outputs = names });
    }

    /// <summary>
    /// Puts other bytes in the place of events: what held the old ones is replaced and goes to the graveyard. <paramref name="redact"/> gives the new bytes, or null for
    /// an event that is as it should be. True when nothing was left to replace; false after a change (look again: the tail may have rolled meanwhile) and when
    /// it could not be made.
    /// </summary>
    public async Task<bool> RedactAsync(IReadOnlyCollection<long> sequences, Func<ReadOnlyMemory<byte>, byte[]?> redact)
    {
        var tailFirst = _head.TailFirst;
        var clean = true;
        foreach (var placed in _placed.Where(placed => sequences.Any(s => s >= placed.First && s <= placed.Last)).ToArray())
            clean &= await RedactBlockAsync(placed, sequences, redact);

        foreach (var sequence in sequences)
        {
            if (sequence >= _head.TailFirst && Find(sequence) is { } run && redact(run[sequence]) is { } bytes) _redactions[sequence] = bytes;
        }

        // A block that is being written from the tail holds the old bytes: it has to be in its place before it can be redacted, and to be known to be there.
        if (_redactions.Count == 0 && !_rolling && !_unsure) return clean && tailFirst == _head.TailFirst;
        await TouchAsync();
        _redactions.Clear();
        return false;
    }

    // True when the block needed no change.
    private async Task<bool> RedactBlockAsync(PlacedBlock placed, IReadOnlyCollection<long> sequences, Func<ReadOnlyMemory<byte>, byte[]?> redact)
    {
        if (await LoadAsync(placed.First, keep: false) is not { } run) return true; // Damaged: there is nothing to be read, and nothing to redact.
        var replacements = new Dictionary<long, byte[]>();
        foreach (var sequence in sequences)
        {
            if (sequence >= run.First && sequence <= run.Last && redact(run[sequence]) is { } bytes) replacements[sequence] = bytes;
        }

        if (replacements.Count == 0) return true;
        if (Locate(placed.First) != placed) return false;
        if (!await ReserveAsync(ObjectKind.Merged, 1)) return false;
        if (await WriteObjectAsync(ObjectKind.Merged, LogBlock.Encode([run.Replace(replacements)], out var redacted)) is not { } name) return false;
        var block = new BlockRef(name, redacted.Count, redacted.Json.Length);
        _cache.Remove(placed.Block.Name);
        if (_older.Contains(placed.Block))
            await WriteManifestAsync(_older.Replace(placed.Block, block), 0, _head.Manifest!.Through, [placed.Block.Name], [name]);
        else
            await ApplyAsync(new ReplaceBlocks([placed.Block], block, urgent: true) { Outputs = [name] });
        return false;
    }

    private async Task<bool> MergeAsync(ImmutableArray<BlockRef> blocks)
    {
        var first = _placed.First(placed => placed.Block == blocks[0]).First;
        var runs = new List<EventRun>(blocks.Length);
        foreach (var block in blocks)
        {
            if (await LoadAsync(first, keep: false) is not { } run || _closed.Contains(block.Name) || run.First != first || run.Count != block.Count) return true;
            runs.Add(run);
            first += block.Count;
        }

        if (!CanWork) return false;
        if (await WriteObjectAsync(ObjectKind.Merged, LogBlock.Encode(runs, out var merged)) is not { } name) return false;
        var change = new ReplaceBlocks(blocks, new(name, merged.Count, merged.Json.Length), urgent: false) { Outputs = [name] };
        if (!await ApplyAsync(change)) return false;
        foreach (var block in blocks) _cache.Remove(block.Name);
        return true;
    }

    private Task<bool> MoveToManifestAsync(int count)
    {
        var moved = _head.Blocks[..count];
        var through = _placed[_older.Length + count - 1].Last;
        return WriteManifestAsync(_older.AddRange(moved), count, through, [], []);
    }

    private async Task<bool> WriteManifestAsync(
        ImmutableArray<BlockRef> blocks,
        int moved,
        long through,
        ImmutableArray<ObjectName> redacted,
        ImmutableArray<ObjectName> outputs)
    {
        var old = _head.Manifest;
        var leaving = _head.Blocks[..moved];
        if (await WriteObjectAsync(ObjectKind.Manifest, LogHeadCodec.EncodeManifest(blocks)) is not { } name)
        {
            Abandon(outputs);
            return false;
        }

        return await ApplyAsync(new ReplaceManifest(old, new(name, through), leaving, redacted) { Blocks = blocks, Outputs = [.. outputs, name] });
    }

    // Neighbours that fill a block are merged, whatever their sizes; of smaller ones, enough of one size. When the head is about to name too many, any will do.
    private ImmutableArray<BlockRef> PickMerge()
    {
        var blocks = _head.Blocks;
        if (blocks == _unmergeable) return []; // Most commits leave the blocks as they are.
        var crowded = blocks.Length > _options.RecentBlocks * 3 / 4;
        ImmutableArray<BlockRef> any = [];
        for (var i = 0; i < blocks.Length; i++)
        {
            var (end, same, bytes) = (i, i, 0L);
            for (; end < blocks.Length && !IsFinal(blocks[end]) && bytes + blocks[end].Bytes <= _options.BlockBytes; bytes += blocks[end++].Bytes)
                if (same == end && same - i < _options.MergeFanIn && Tier(blocks[end]) == Tier(blocks[i])) same++;
            if (end - i < 2) continue;
            if (end < blocks.Length) return blocks[i..end];
            if (same - i == _options.MergeFanIn) return blocks[i..same];
            if (crowded && any.IsEmpty) any = blocks[i..Math.Min(end, i + _options.MergeFanIn)];
        }

        if (any.IsEmpty) _unmergeable = blocks;
        return any;
    }

    // The oldest blocks that will not be merged any more move to the manifest, several at once, because the manifest is written anew each time.
    private int PickMove()
    {
        if (_head.Manifest is { } manifest && _damaged.Contains(manifest.Name)) return 0; // A new one would name the moved blocks alone, and the older ones were lost for good.
        var blocks = _head.Blocks;
        var final = 0;
        while (final < blocks.Length && (IsFinal(blocks[final]) || (final + 1 < blocks.Length && IsFinal(blocks[final + 1])))) final++;
        if (final >= _options.RecentBlocks / 8) return final;
        return blocks.Length > _options.RecentBlocks * 3 / 4 ? blocks.Length / 2 : 0;
    }

    private bool IsFinal(BlockRef block) => Tier(block) == 2 || !IsMergeable(block);

    private int Tier(BlockRef block) => block.Bytes >= _options.BlockBytes * 3 / 8 ? 2 : block.Bytes >= _options.BlockBytes / _options.MergeFanIn ? 1 : 0;

    private bool IsMergeable(BlockRef block) => !_damaged.Contains(block.Name) && !_closed.Contains(block.Name);

    private ObjectName? TakeName(ObjectKind kind) => _names[kind].Take() is { } number ? new ObjectName(_writer, kind, number) : null;

    private async Task<bool> TryCreateAsync(ObjectName name, ReadOnlyMemory<byte> json)
    {
        BytesWritten += json.Length;
        try
        {
            await _store.CreateAsync(name, json);
            return true;
        }
        catch (Exception fault)
        {
            LogObjectNotWritten(fault, name);
            Enqueue(new GiveUp { Outputs = [name] });
            return false;
        }
    }

    /// <summary>Commits the head as it is, with what every commit brings along.</summary>
    public Task<bool> TouchAsync() => ApplyAsync(new Touch());

    /// <summary>Lets a change ride on a commit that comes at once, and returns when it is done.</summary>
    public Task<bool> ApplyAsync(HeadChange change)
    {
        Enqueue(change);
        if (!change.Done.IsCompleted) CommitWanted?.Invoke();
        return change.Done;
    }

    /// <summary>Asks the owner for a commit when no event comes by itself.</summary>
    public Action? CommitWanted { get; set; }

    /// <summary>Tells the owner, once, that another activation has the log; a read may find it out as well as a commit.</summary>
    public Action? Fenced { get; set; }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Object {Name} of a log could not be written; the work is tried again under another name.")]
    private partial void LogObjectNotWritten(Exception fault, ObjectName name);

    // New events that become a block with their own commit.
    private sealed record DirectBlock(NewObject Block, EventRun Run, RollTail Roll);
}
