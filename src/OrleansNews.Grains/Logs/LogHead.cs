using System.Collections.Immutable;

namespace OrleansNews.Logs;

/// <summary>The one object of a log that changes, without its tail of events. Immutable: a commit makes the next one.</summary>
internal sealed record LogHead
{
    public static LogHead Empty { get; } = new();

    /// <summary>The random name of the activation that wrote it.</summary>
    public string Writer { get; init; } = "";

    /// <summary>The epoch of all positions; 0 before the first event.</summary>
    public long Epoch { get; init; }

    /// <summary>The deployment that the log belongs to: one restored under another begins a new epoch.</summary>
    public string Deployment { get; init; } = "";

    /// <summary>The number of the first event of the tail.</summary>
    public long TailFirst { get; init; } = 1;

    /// <summary>The names that the writer may use next.</summary>
    public ImmutableArray<ReservedNames> Names { get; init; } = [];

    /// <summary>The newer blocks, oldest first, without a gap up to the tail.</summary>
    public ImmutableArray<BlockRef> Blocks { get; init; } = [];

    /// <summary>The object that lists the older blocks.</summary>
    public ManifestRef? Manifest { get; init; }

    /// <summary>The newest snapshot of what the owner keeps in memory.</summary>
    public SnapshotRef? Snapshot { get; init; }

    /// <summary>Names of objects that nothing refers to any more.</summary>
    public ImmutableArray<Grave> Graves { get; init; } = [];

    /// <summary>What the owner of the log keeps beside the events: one JSON object, or empty.</summary>
    public ReadOnlyMemory<byte> Owner { get; init; }

    /// <summary>Members that a newer build wrote: each is its name and value as they stand in the JSON.</summary>
    public ImmutableArray<ReadOnlyMemory<byte>> Unknown { get; init; } = [];
}

/// <summary>A block.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Count">How many events it holds.</param>
/// <param name="Bytes">Their length.</param>
internal readonly record struct BlockRef(ObjectName Name, int Count, int Bytes);

/// <summary>The list of older blocks.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Through">The last event of the last block in it: with it positions are known even when the list is lost.</param>
internal sealed record ManifestRef(ObjectName Name, long Through);

/// <summary>A snapshot of the owner's index.</summary>
/// <param name="Name">Its root object.</param>
/// <param name="Through">The last event it contains.</param>
internal sealed record SnapshotRef(ObjectName Name, long Through);

/// <summary>Names of one kind that the writer may use before its next commit: from <paramref name="Next"/>, <paramref name="Count"/> of them.</summary>
internal readonly record struct ReservedNames(ObjectKind Kind, long Next, int Count);

/// <summary>A range of names in the graveyard.</summary>
/// <param name="First">The first name.</param>
/// <param name="Last">The number of the last one.</param>
/// <param name="EnteredMinute">When the last of them entered, in minutes since 1970, rounded up.</param>
/// <param name="Urgent">Holds data of an erased person: goes at once.</param>
internal readonly record struct Grave(ObjectName First, long Last, long EnteredMinute, bool Urgent);
