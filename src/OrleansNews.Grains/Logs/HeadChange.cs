using System.Collections.Immutable;

namespace OrleansNews.Logs;

/// <summary>
/// A change of the head's structure that was prepared beside the posts (its objects are written) and rides on the next commit. It is applied as
/// a whole or not at all; what it wrote in vain goes to the graveyard.
/// </summary>
internal abstract class HeadChange
{
    private readonly TaskCompletionSource<bool> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The objects written for it.</summary>
    public ImmutableArray<ObjectName> Outputs { get; init; } = [];

    /// <summary>Whether it was committed; false when it did not fit any more, or when the outcome is unknown: look at the head again.</summary>
    public Task<bool> Done => _done.Task;

    /// <summary>Whether it can wait for the next post; else it gets a commit of its own when no post comes.</summary>
    public virtual bool Waits => false;

    /// <summary>The next head; null when the change does not fit any more.</summary>
    public abstract LogHead? Apply(LogHead head, long minute);

    public void Complete(bool committed) => _done.TrySetResult(committed);
}

/// <summary>Drops the beginning of the tail, which a block holds now.</summary>
internal sealed class RollTail(long first, BlockRef block) : HeadChange
{
    public override bool Waits => true;

    public override LogHead? Apply(LogHead head, long minute) => head.TailFirst != first
        ? null
        : head with { TailFirst = first + block.Count, Blocks = head.Blocks.Add(block) };
}

/// <summary>Puts one block in the place of neighbours.</summary>
internal sealed class ReplaceBlocks(ImmutableArray<BlockRef> old, BlockRef block, bool urgent) : HeadChange
{
    public override LogHead? Apply(LogHead head, long minute)
    {
        var at = head.Blocks.IndexOf(old[0]);
        if (at < 0 || at + old.Length > head.Blocks.Length || !head.Blocks.AsSpan(at, old.Length).SequenceEqual(old.AsSpan())) return null;
        return head with
        {
            Blocks = head.Blocks.RemoveRange(at, old.Length).Insert(at, block),
            Graves = Graveyard.Bury(head.Graves, old.Select(b => b.Name), minute, urgent),
        };
    }
}

/// <summary>Puts a new manifest in the place of the present one.</summary>
/// <param name="old">The manifest it was made from.</param>
/// <param name="manifest">The new one.</param>
/// <param name="moved">Blocks that leave the head because the manifest names them now: the oldest.</param>
/// <param name="redacted">Blocks that were named by the old manifest and are replaced in the new one.</param>
internal sealed class ReplaceManifest(ManifestRef? old, ManifestRef manifest, ImmutableArray<BlockRef> moved, ImmutableArray<ObjectName> redacted) : HeadChange
{
    /// <summary>All blocks that the new manifest names.</summary>
    public required ImmutableArray<BlockRef> Blocks { get; init; }

    public override LogHead? Apply(LogHead head, long minute)
    {
        if (head.Manifest != old || head.Blocks.Length < moved.Length || !head.Blocks.AsSpan(0, moved.Length).SequenceEqual(moved.AsSpan())) return null;
        var graves = Graveyard.Bury(head.Graves, redacted, minute, urgent: true);
        if (old is not null) graves = Graveyard.Bury(graves, [old.Name], minute, urgent: false);
        return head with { Manifest = manifest, Blocks = head.Blocks.RemoveRange(0, moved.Length), Graves = graves };
    }
}

/// <summary>Names a new snapshot.</summary>
internal sealed class ReplaceSnapshot(SnapshotRef? old, SnapshotRef snapshot, ImmutableArray<ObjectName> retired, bool urgent) : HeadChange
{
    public override LogHead? Apply(LogHead head, long minute) => head.Snapshot != old
        ? null
        : head with { Snapshot = snapshot, Graves = Graveyard.Bury(head.Graves, retired, minute, urgent) };
}

/// <summary>Takes ranges out of the graveyard: their objects are deleted. One that has grown meanwhile stays.</summary>
internal sealed class RemoveGraves(ImmutableArray<Grave> graves) : HeadChange
{
    public override LogHead? Apply(LogHead head, long minute) => head with { Graves = head.Graves.RemoveRange(graves) };
}

/// <summary>Changes nothing but what every commit brings along: names in reserve, redacted tail.</summary>
internal sealed class Touch : HeadChange
{
    public override LogHead? Apply(LogHead head, long minute) => head;
}

/// <summary>Gives up names whose objects may or may not have been written.</summary>
internal sealed class GiveUp : HeadChange
{
    public override bool Waits => true;

    public override LogHead? Apply(LogHead head, long minute) => null;
}
