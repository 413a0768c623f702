using System.Collections.Immutable;

namespace OrleansNews.Comments.Threads;

/// <content>How events and votes change the index.</content>
internal sealed partial class ThreadIndex
{
    /// <summary>Applies the next event.</summary>
    /// <returns>Whether readers see a difference.</returns>
    public bool Apply(long sequence, StoredEvent stored)
    {
        if (sequence != Through + 1) throw new InvalidOperationException($"Event {sequence} cannot follow event {Through}.");
        Through = sequence;
        var before = Contains(stored.Number) ? _entries[stored.Number].Status : default;
        var changed = stored.Kind switch
        {
            _ when _knows?.Invoke(stored.Kind) == false => ApplyUnknown(),
            EventKind.Posted => ApplyPosted(sequence, stored),
            EventKind.Edited => ApplyEdited(sequence, stored),
            EventKind.Decided => ApplyStatus(sequence, stored),
            EventKind.Flagged => ApplyFlagged(sequence, stored),
            EventKind.Closed => SetClosed(true),
            EventKind.Opened => SetClosed(false),
            EventKind.Erased => ApplyErased(stored),
            _ => ApplyUnknown(),
        };
        if (Contains(stored.Number)) NoteStanding(stored.Number, before);
        if (changed) Move(stored.Time);
        return changed;
    }

    /// <summary>Passes over events that are lost with their block.</summary>
    public void Skip(long through) => Through = Math.Max(Through, through);

    /// <summary>Makes numbers known whose events are lost: they are shown as damaged, never as if they were not there.</summary>
    public void AddLost(int lastNumber, DateTimeOffset now)
    {
        if (lastNumber <= LastNumber) return;
        while (LastNumber < lastNumber)
        {
            var number = _entries.Add();
            ref var entry = ref _entries[number];
            entry.Status = entry.First = entry.Before = CommentStatus.Approved;
            entry.Version = 1;
            entry.Flags = EntryFlags.Lost;
            AddToTree(number, 0);
            ChangeVisible(number, true);
        }

        Move(now.ToUnixTimeMilliseconds());
    }

    /// <summary>Takes the counts of a shard. False when they are older than what is known.</summary>
    public bool ApplyVotes(int shard, long version, ImmutableArray<VoteCount> counts, DateTimeOffset now, out bool changed)
    {
        changed = false;
        if (version < _voteVersions[shard]) return false;
        _voteVersions[shard] = version;
        foreach (var count in counts)
        {
            var number = count.Id.Number;
            if (!Contains(number)) continue;
            ref var entry = ref _entries[number];
            if (entry.Up == count.Up && entry.Down == count.Down) continue;
            changed |= IsShown(number);
            var ordinal = entry.Parent == 0 ? OrdinalOf(number) : -1;
            if (ordinal >= 0) RemoveRoot(number, ordinal);
            (entry.Up, entry.Down) = (count.Up, count.Down);
            if (ordinal >= 0) PlaceRoot(number, ordinal);
            Touch(number);
        }

        if (changed) Move(now.ToUnixTimeMilliseconds());
        return true;
    }

    /// <summary>The version of a shard's counts that is known.</summary>
    public long VoteVersion(int shard) => _voteVersions[shard];

    /// <summary>Grows the public version although no event did: counts that came before a restart may be missing now.</summary>
    public void Move(long milliseconds) => PublicVersion = Math.Max(PublicVersion + 1, milliseconds);

    /// <summary>Notes that no stored byte holds name or text of an erased comment any more.</summary>
    public void MarkRedacted(int number)
    {
        _entries[number].Flags &= ~EntryFlags.RedactionDue;
        Touch(number);
    }

    private bool ApplyPosted(long sequence, StoredEvent stored)
    {
        AddLost(stored.Number - 1, DateTimeOffset.FromUnixTimeMilliseconds(stored.Time));
        if (stored.Number != LastNumber + 1) throw new InvalidOperationException($"Comment {stored.Number} cannot follow comment {LastNumber}.");
        var number = _entries.Add();
        ref var entry = ref _entries[number];
        entry.Submission = stored.Submission;
        entry.PayloadHash = stored.PayloadHash;
        entry.DuplicateByAuthor = stored.DuplicateByAuthor;
        entry.DuplicateByEmail = stored.DuplicateByEmail;
        entry.Commenter = HashOf(stored.Commenter ?? "");
        entry.Browser = HashOf(stored.Browser);
        entry.Sequence = entry.TextSequence = (uint)sequence;
        entry.Seconds = (uint)(stored.Time / 1000);
        entry.Version = 1;
        entry.Status = entry.First = stored.Status;
        entry.Before = CommentStatus.Held;
        if (stored.Login is not null) entry.Flags |= EntryFlags.ByStaff;
        if (stored.NotifyApproval) entry.Flags |= EntryFlags.Notify;
        AddToTree(number, stored.Parent < number ? stored.Parent : 0);
        AddToTables(number);
        Touch(number);
        if (entry.Status != CommentStatus.Approved) return false;
        ChangeVisible(number, true);
        return true;
    }

    private bool ApplyEdited(long sequence, StoredEvent stored)
    {
        if (!Contains(stored.Number)) return false;
        ref var entry = ref _entries[stored.Number];
        var shown = IsShown(stored.Number);
        AddAmendment(stored.Number, new(sequence, 0));
        entry.Version = (ushort)Math.Min(stored.Version, ushort.MaxValue);
        if (!stored.Redacted && entry.Status != CommentStatus.Erased) entry.TextSequence = (uint)sequence;
        if (stored.Status != 0) SetStatus(stored.Number, stored.Status);
        return shown;
    }

    private bool ApplyStatus(long sequence, StoredEvent stored)
    {
        if (!Contains(stored.Number)) return false;
        ref var entry = ref _entries[stored.Number];
        if (entry.Status == CommentStatus.Erased)
        {
            // An older build that knows no erasures decided on it; what its moderator wrote is to go, too.
            AddAmendment(stored.Number, new(sequence, 0));
            if (!stored.Redacted && stored.Reason is not null) entry.Flags |= EntryFlags.RedactionDue;
            return false;
        }

        if (stored.Status is CommentStatus.Spam or CommentStatus.Trash && entry.Status is CommentStatus.Approved or CommentStatus.Held && stored.Undoes == Guid.Empty) entry.Before = entry.Status;
        Set(stored.Number, EntryFlags.Flagged, stored.Flags);
        AddAmendment(stored.Number, new(sequence, 0));
        return SetStatus(stored.Number, stored.Status);
    }

    private bool ApplyFlagged(long sequence, StoredEvent stored)
    {
        if (!Contains(stored.Number)) return false;
        AddAmendment(stored.Number, new(sequence, HashOf(stored.Browser)));
        if (_entries[stored.Number].Status == CommentStatus.Approved) _entries[stored.Number].Flags |= EntryFlags.Flagged;
        return false;
    }

    private bool ApplyErased(StoredEvent stored)
    {
        if (!Contains(stored.Number)) return false;
        ref var entry = ref _entries[stored.Number];
        (entry.DuplicateByAuthor, entry.DuplicateByEmail, entry.Commenter, entry.Browser) = (0, 0, 0, 0);
        entry.Flags = (entry.Flags | EntryFlags.RedactionDue) & ~EntryFlags.Flagged;
        Touch(stored.Number);
        return SetStatus(stored.Number, CommentStatus.Erased);
    }

    private bool ApplyUnknown()
    {
        UnknownEvents++;
        return false;
    }

    private bool SetClosed(bool closed)
    {
        if (IsClosed == closed) return false;
        IsClosed = closed;
        return true;
    }

    private bool SetStatus(int number, CommentStatus status)
    {
        ref var entry = ref _entries[number];
        if (entry.Status == status) return false;
        var shown = IsShown(number);
        var wasVisible = entry.Status == CommentStatus.Approved;
        entry.Status = status;
        Touch(number);
        if (wasVisible != (status == CommentStatus.Approved)) ChangeVisible(number, !wasVisible);
        return shown || IsShown(number);
    }

    private void Set(int number, EntryFlags flag, bool on)
    {
        ref var flags = ref _entries[number].Flags;
        if ((flags & flag) != 0 == on) return;
        flags ^= flag;
        Touch(number);
    }

    private void AddToTree(int number, int parent)
    {
        ref var entry = ref _entries[number];
        entry.Parent = parent;
        entry.NextSibling = number;
        if (parent == 0)
        {
            _roots.Add(number);
            return;
        }

        ref var above = ref _entries[parent];
        entry.Depth = (ushort)Math.Min(above.Depth + 1, ushort.MaxValue);
        if (above.LastChild != 0)
        {
            entry.NextSibling = _entries[above.LastChild].NextSibling;
            _entries[above.LastChild].NextSibling = number;
            Touch(above.LastChild);
        }

        above.LastChild = number;
        Touch(parent);
    }

    private void AddToTables(int number)
    {
        ref var entry = ref _entries[number];
        if (entry.Submission != Guid.Empty) _submissions.Add(number);
        if (entry.DuplicateByAuthor != 0) _byAuthor.Add(number);
        if (entry.DuplicateByEmail != 0) _byEmail.Add(number);
        if (entry.Commenter == 0) return;
        foreach (var newest in _commenters.Find(entry.Commenter))
        {
            entry.PreviousByCommenter = newest;
            _commenters.Replace(newest, number);
            return;
        }

        _commenters.Add(number);
    }

    /// <summary>What the next batch would wait for: the tables grow beside the write of this one.</summary>
    public void MakeRoom()
    {
        _submissions.MakeRoom();
        _byAuthor.MakeRoom();
        _byEmail.MakeRoom();
        _commenters.MakeRoom();
    }

    private void AddAmendment(int number, Amendment amendment)
    {
        _amendments.Add(number, amendment);
        _entries[number].Flags |= EntryFlags.Amended;
        Touch(number);
    }

    // A comment appears or disappears: all counts above it follow, and placeholders come and go.
    private void ChangeVisible(int number, bool visible)
    {
        _visible[number] = visible;
        NoteShown(number);
        var change = visible ? 1 : -1;
        var parent = _entries[number].Parent;
        if (parent != 0) _entries[parent].VisibleReplies += change;
        var root = number;
        for (; parent != 0; parent = _entries[parent].Parent)
        {
            _entries[parent].VisibleBelow += change;
            NoteShown(parent);
            Touch(parent);
            root = parent;
        }

        var ordinal = OrdinalOf(root);
        RemoveRoot(root, ordinal);
        PlaceRoot(root, ordinal);
    }

    private void RemoveRoot(int root, int ordinal)
    {
        _shownRoots[ordinal] = false;
        _unvotedRoots[ordinal] = false;
        if (ScoreOf(root) is > 0 and var score) _best.Remove(root, score);
    }

    private void PlaceRoot(int root, int ordinal)
    {
        if (!IsShown(root)) return;
        _shownRoots[ordinal] = true;
        if (ScoreOf(root) is > 0 and var score) _best.Add(root, score);
        else _unvotedRoots[ordinal] = true;
    }
}
