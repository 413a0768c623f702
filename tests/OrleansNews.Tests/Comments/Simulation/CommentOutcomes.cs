using OrleansNews.Comments.Threads;

namespace OrleansNews.Comments.Simulation;

/// <summary>What edits, decisions, flags and erasures have made of each comment, by the durable events alone, and what their callers were told.</summary>
internal sealed class CommentOutcomes
{
    private readonly Dictionary<int, Stand> _stands = [];
    private readonly Dictionary<string, long> _edits = [];
    private readonly Dictionary<string, EditComment> _sent = [];
    private readonly HashSet<string> _refused = [];

    /// <summary>An older build takes part: it decides without knowing edits, flags and erasures.</summary>
    public bool OlderBuildsDecide { get; set; }

    public int Edits => _edits.Count;

    /// <summary>Edits by those who wrote the comment.</summary>
    public int OwnEdits { get; private set; }

    /// <summary>Edits that were refused.</summary>
    public int RefusedEdits => _refused.Count;

    /// <summary>Whether a person asked that nothing is kept of a comment.</summary>
    public bool IsErased(CommentId id) => _stands[id.Number].Status == CommentStatus.Erased;

    /// <summary>How long after posting a commenter may edit.</summary>
    public TimeSpan Window { get; set; }

    /// <summary>The next event is durable: it must follow from those before it, and be no second one for the same command.</summary>
    public void Take(long sequence, StoredEvent stored)
    {
        if (stored.Kind == EventKind.Posted) _stands.Add(stored.Number, new(sequence, stored));
        if (!_stands.TryGetValue(stored.Number, out var stand)) return;
        switch (stored.Kind)
        {
            case EventKind.Edited:
                Require(_edits.TryAdd(stored.Text!, sequence), "An edit was stored twice.");
                Require(stored.Version == stand.Edit(sequence), "An edit does not make the next version.");
                TakeEdit(stored, stand);
                if (stored.Status != 0) stand.Become(sequence, stored.Status);
                break;
            case EventKind.Decided:
                if (stored.Undoes == Guid.Empty) Require(OlderBuildsDecide || stand.MayBecome((Decision)stored.Decision, stored.Status), "A decision was stored that changes nothing, or something else.");
                else Require(stand.LastCommand == stored.Undoes && stand.Earlier == (stored.Status, stored.Flags), "An undo is not of the last decision, or makes of a comment what it was not.");
                stand.Become(sequence, stored.Status, stored.Submission, undoes: stored.Undoes != Guid.Empty);
                stand.IsFlagged = stored.Flags;
                break;
            case EventKind.Flagged:
                Require(stand.Flags.Add(stored.Browser), "A flag was stored twice.");
                Require(OlderBuildsDecide || stand.Status == CommentStatus.Approved, "A comment was flagged that readers do not see.");
                stand.IsFlagged = true;
                break;
            case EventKind.Erased:
                Require(OlderBuildsDecide || stand.Status != CommentStatus.Erased, "A comment was erased twice.");
                stand.Become(sequence, CommentStatus.Erased);
                stand.IsFlagged = false;
                break;
        }
    }

    /// <summary>An edit is sent for the first time.</summary>
    public void Sent(EditComment edit) => _sent.Add(edit.Text, edit);

    /// <summary>A caller was told that its edit is not stored.</summary>
    /// <param name="edit">The edit.</param>
    /// <param name="isFirst">Whether the first attempt was told so: else an earlier one may have stored it, or still do so.</param>
    /// <param name="sent">How many events the log had when that attempt was made.</param>
    /// <param name="now">When it was told.</param>
    public void Refused(EditComment edit, bool isFirst, long sent, DateTimeOffset now)
    {
        var isStored = _edits.TryGetValue(edit.Text, out var sequence);
        Require(!isStored || !isFirst, "An edit was refused and is in the log.");
        if (isFirst) _refused.Add(edit.Text);
        var stand = _stands[edit.Id.Number];
        // What was stored before is said to be, whatever has become of the comment since.
        Require(!isStored || sequence > sent || stand.Status == CommentStatus.Erased, "An edit that was stored was refused when it was sent again.");
        if (isStored || OlderBuildsDecide || stand.VersionAt(sent) != stand.Version || stand.WasSince(sent, status => !MayBeEdited(status, edit.Staff is not null))) return;
        // Nothing that counts has changed since it was sent: the edit is right or wrong all the time.
        Require(stand.Version != edit.ExpectedVersion || (edit.Staff is null && !IsInTime(stand, edit.Browser, now)), "An edit was refused without reason.");
    }

    /// <summary>A caller was told that its edit is stored.</summary>
    public void Acknowledged(EditComment edit, CommentPosted posted)
    {
        Require(_edits.TryGetValue(edit.Text, out var sequence), "An acknowledged edit is not in the log.");
        Require(sequence == posted.Position.Sequence, "An edit was acknowledged at another place than it has.");
        Require(OlderBuildsDecide || posted.Status == _stands[edit.Id.Number].StatusAt(sequence), "An edit was acknowledged with another status than it had.");
    }

    /// <summary>A moderator was told that a decision took effect; it was sent when the log had <paramref name="sent"/> events.</summary>
    public void Acknowledged(DecideComments decide, long sent)
    {
        if (OlderBuildsDecide) return;
        foreach (var id in decide.Ids)
            Require(_stands[id.Number].WasSince(sent, status => Suits(decide.Decision, status)), $"An acknowledged decision ({decide.Decision}) had no effect.");
    }

    /// <summary>A moderator was told that a decision is taken back, wherever it was the last one.</summary>
    public void AcknowledgedUndo(DecideComments undo)
    {
        foreach (var id in undo.Ids)
            Require(_stands[id.Number].LastCommand != undo.Undoes || _stands[id.Number].Status == CommentStatus.Erased, "A decision was said to be taken back, and is not.");
    }

    /// <summary>A reader was told that a flag is kept.</summary>
    public void Acknowledged(FlagComment flag) =>
        Require(_stands[flag.Id.Number].Flags is var flags && (flags.Contains(flag.Browser.Value) || flags.Count >= ThreadRules.MaxFlags), "An acknowledged flag is not in the log.");

    /// <summary>A reader was told that there is nothing to flag.</summary>
    /// <param name="flag">The flag.</param>
    /// <param name="isFirst">Whether the first attempt was told so: else an earlier one may have stored it, or still do so.</param>
    /// <param name="sent">How many events the log had when that attempt was made.</param>
    public void Refused(FlagComment flag, bool isFirst, long sent)
    {
        Require(!isFirst || !_stands[flag.Id.Number].Flags.Contains(flag.Browser.Value), "A flag was refused and is in the log.");
        Require(OlderBuildsDecide || _stands[flag.Id.Number].WasSince(sent, status => status != CommentStatus.Approved), "A flag was refused although readers see the comment.");
    }

    /// <summary>Whether the parent of a reply was hidden when it was sent, or has been since.</summary>
    public bool MayRefuseReply(PostComment post, long sent) =>
        post.Parent is { } parent && (OlderBuildsDecide || _stands[parent.Number].WasSince(sent, status => status == CommentStatus.Erased || (status != CommentStatus.Approved && !post.MayReplyToHidden)));

    /// <summary>A moderator was told that a person is erased.</summary>
    public void Erased(string commenter, long sent)
    {
        foreach (var stand in _stands.Values.Where(stand => stand.Commenter == commenter && stand.Posted <= sent))
            Require(stand.WasSince(sent, status => status == CommentStatus.Erased), "A person was said to be erased, and is not.");
    }

    private void TakeEdit(StoredEvent stored, Stand stand)
    {
        if (_sent.Count == 0) return; // A test that has no clients.
        var edit = _sent[stored.Text!];
        Require(!_refused.Contains(edit.Text), "An edit was stored that its sender was told is refused.");
        Require(edit.Id.Number == stored.Number && edit.ExpectedVersion + 1 == stored.Version && stored.Login == edit.Staff?.Login, "Another edit was stored than was sent.");
        Require(OlderBuildsDecide || MayBeEdited(stand.Status, edit.Staff is not null), "A comment was edited that is hidden.");
        if (edit.Staff is not null) return;
        OwnEdits++;
        Require(IsInTime(stand, edit.Browser, DateTimeOffset.FromUnixTimeMilliseconds(stored.Time)), "A comment was edited after the window, or by somebody else.");
    }

    private static bool MayBeEdited(CommentStatus status, bool byStaff) => byStaff ? status != CommentStatus.Erased : status is CommentStatus.Approved or CommentStatus.Held;

    // To the second, as comments keep their times.
    private bool IsInTime(Stand stand, BrowserId? browser, DateTimeOffset at) =>
        browser?.Value == stand.Browser && at.ToUnixTimeSeconds() - stand.Seconds <= Window.TotalSeconds;

    private static bool Suits(Decision decision, CommentStatus status) => status == CommentStatus.Erased || decision switch
    {
        Decision.Approve => status == CommentStatus.Approved,
        Decision.Hold => status == CommentStatus.Held,
        Decision.Spam => status == CommentStatus.Spam,
        Decision.Trash => status == CommentStatus.Trash,
        _ => status is CommentStatus.Approved or CommentStatus.Held,
    };

    private static void Require(bool condition, string message) => ThreadModel.Require(condition, message);

    private sealed class Stand(long sequence, StoredEvent posted)
    {
        private readonly List<(long Sequence, CommentStatus Status)> _was = [(sequence, posted.Status)];
        private readonly List<long> _edits = [];
        private CommentStatus _before = CommentStatus.Held;

        public long Posted => sequence;

        public string? Commenter => posted.Commenter;

        public Guid Browser => posted.Browser;

        public long Seconds => posted.Time / 1000;

        public int Version => _edits.Count + 1;

        public HashSet<Guid> Flags { get; } = [];

        public bool IsFlagged { get; set; }

        public CommentStatus Status => _was[^1].Status;

        /// <summary>Its status behind this event.</summary>
        public CommentStatus StatusAt(long at) => _was.Last(was => was.Sequence <= at).Status;

        /// <summary>The command that decided last; empty when something else did.</summary>
        public Guid LastCommand { get; private set; }

        /// <summary>What it was before that.</summary>
        public (CommentStatus Status, bool IsFlagged) Earlier { get; private set; }

        /// <summary>It was edited by this event; returns its version.</summary>
        public int Edit(long at)
        {
            _edits.Add(at);
            return Version;
        }

        /// <summary>Its version behind this event.</summary>
        public int VersionAt(long at) => _edits.Count(edit => edit <= at) + 1;

        public bool MayBecome(Decision decision, CommentStatus status) => Status != CommentStatus.Erased && (decision == Decision.Restore
            ? Status is CommentStatus.Spam or CommentStatus.Trash && status == _before
            : Suits(decision, status) && (status != Status || (IsFlagged && decision == Decision.Approve)));

        public void Become(long at, CommentStatus status, Guid command = default, bool undoes = false)
        {
            if (Status == CommentStatus.Erased) return; // For good, whatever an older build decides.
            (LastCommand, Earlier) = (command, (Status, IsFlagged));
            if (!undoes && status is CommentStatus.Spam or CommentStatus.Trash && Status is CommentStatus.Approved or CommentStatus.Held) _before = Status;
            _was.Add((at, status));
        }

        /// <summary>Whether the status was such a one behind this event, or has been since.</summary>
        public bool WasSince(long at, Func<CommentStatus, bool> such) =>
            _was.Where((was, i) => i + 1 == _was.Count || _was[i + 1].Sequence > at).Any(was => such(was.Status));
    }
}
