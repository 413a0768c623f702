using System.Runtime.InteropServices;
using System.Text.Json;

namespace OrleansNews.Comments.Threads;

/// <content>Storing and restoring the index.</content>
internal sealed partial class ThreadIndex
{
    /// <summary>How many entries one stored part of a snapshot holds.</summary>
    public const int PartSize = 4096;

    private readonly RankedBits _changedParts = new();

    /// <summary>
    /// Copies what changed since the last capture, all as of this moment, and forgets that it changed. <see cref="Recapture"/> when it could not be stored.
    /// </summary>
    public IndexCapture Capture()
    {
        var parts = new List<(int Part, SnapshotPart Stored)>();
        for (var part = _changedParts.Next(0); part >= 0; part = _changedParts.Next(part + 1)) parts.Add((part, CopyPart(part)));
        foreach (var (part, _) in parts) _changedParts[part] = false;
        var root = new SnapshotRoot
        {
            Format = SnapshotCodec.Format,
            Through = Through,
            Count = LastNumber,
            PublicVersion = PublicVersion,
            IsClosed = IsClosed,
            VoteVersions = [.. _voteVersions],
        };
        return new(root, parts, (LastNumber + PartSize - 1) / PartSize);
    }

    /// <summary>Notes again that parts changed: their capture was not stored.</summary>
    public void Recapture(IndexCapture capture)
    {
        foreach (var (part, _) in capture.Parts) _changedParts[part] = true;
    }

    /// <summary>Fills an empty index from a snapshot.</summary>
    public void Restore(SnapshotRoot root, IEnumerable<SnapshotPart> parts)
    {
        foreach (var part in parts)
        {
            var entries = MemoryMarshal.Cast<byte, CommentEntry>(part.Entries.AsSpan());
            var first = LastNumber + 1;
            var at = first;
            _entries.GrowTo(LastNumber + entries.Length);
            while (!entries.IsEmpty)
            {
                var stretch = _entries.Stretch(at, entries.Length);
                entries[..stretch.Length].CopyTo(stretch);
                entries = entries[stretch.Length..];
                at += stretch.Length;
            }

            foreach (var (number, amendment) in Unpack(part.Amendments, first)) _amendments.Add(number, amendment);
        }

        if (LastNumber != root.Count) throw new JsonException("The parts of a snapshot do not make up its root.");
        foreach (var (number, amendment) in Unpack(root.Amendments ?? [], first: 1))
        {
            _amendments.Add(number, amendment);
            Touch(number); // The next root has none of them: their parts are to have them.
        }

        root.VoteVersions.AsSpan(0, Math.Min(root.VoteVersions.Length, _voteVersions.Length)).CopyTo(_voteVersions);
        (Through, PublicVersion, IsClosed) = (root.Through, root.PublicVersion, root.IsClosed);
        Rebuild();
    }

    /// <summary>Whether stored bytes may still hold words about an erased comment.</summary>
    public bool IsRedactionDue(int number) => Contains(number) && (_entries[number].Flags & EntryFlags.RedactionDue) != 0;

    /// <summary>Erased comments whose stored bytes may still hold name and text.</summary>
    public List<int> FindRedactionsDue()
    {
        var due = new List<int>();
        for (var number = 1; number <= LastNumber; number++)
            if ((_entries[number].Flags & EntryFlags.RedactionDue) != 0) due.Add(number);
        return due;
    }

    private void Touch(int number) => _changedParts[(number - 1) / PartSize] = true;

    private IEnumerable<(int Number, Amendment Amendment)> Unpack(long[] packed, int first)
    {
        for (var i = 0; i + 2 < packed.Length; i += 3)
        {
            if (packed[i] < first || packed[i] > LastNumber) throw new JsonException("A snapshot tells of a comment that stands elsewhere.");
            yield return ((int)packed[i], new(packed[i + 1], (ulong)packed[i + 2]));
        }
    }

    private SnapshotPart CopyPart(int part)
    {
        var first = part * PartSize + 1;
        var count = Math.Min(PartSize, LastNumber - first + 1);
        var copy = new byte[count * Marshal.SizeOf<CommentEntry>()];
        var rest = MemoryMarshal.Cast<byte, CommentEntry>(copy.AsSpan());
        for (var number = first; !rest.IsEmpty;)
        {
            var stretch = _entries.Stretch(number, rest.Length);
            stretch.CopyTo(rest);
            rest = rest[stretch.Length..];
            number += stretch.Length;
        }

        return new(copy, _amendments.Pack(first, count));
    }

    // Everything that can be found again from the entries alone.
    private void Rebuild()
    {
        foreach (var table in new[] { _submissions, _byAuthor, _byEmail, _commenters }) table.Reserve(LastNumber);
        for (var number = 1; number <= LastNumber; number++)
        {
            ref var entry = ref _entries[number];
            // An erasure would leave in the log what nobody knows of.
            if ((entry.Flags & EntryFlags.Amended) != 0 != _amendments.Has(number)) throw new JsonException("A snapshot does not tell what became of a comment.");
            if (entry.Parent == 0) _roots.Add(number);
            if (entry.Status == CommentStatus.Approved) _visible[number] = true;
            NoteStanding(number, default);
            if (entry.Submission != Guid.Empty) _submissions.Add(number);
            if (entry.DuplicateByAuthor != 0) _byAuthor.Add(number);
            if (entry.DuplicateByEmail != 0) _byEmail.Add(number);
            if (entry.Commenter == 0) continue;
            if (entry.PreviousByCommenter != 0 && _entries[entry.PreviousByCommenter].Commenter == entry.Commenter) _commenters.Replace(entry.PreviousByCommenter, number);
            else _commenters.Add(number);
        }

        for (var ordinal = 0; ordinal < _roots.Count; ordinal++) PlaceRoot(_roots[ordinal], ordinal);
    }
}

/// <summary>A consistent copy of what changed in the index.</summary>
/// <param name="Root">The root, without names.</param>
/// <param name="Parts">The changed parts.</param>
/// <param name="PartCount">How many parts there are in all.</param>
internal sealed record IndexCapture(SnapshotRoot Root, List<(int Part, SnapshotPart Stored)> Parts, int PartCount)
{
    /// <summary>The length of a part that will not grow any more.</summary>
    public int FullPartBytes { get; } = ThreadIndex.PartSize * Marshal.SizeOf<CommentEntry>();
}
