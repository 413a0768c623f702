using System.Text.Json;
using OrleansNews.Comments.Threads;
using OrleansNews.Logs;

namespace OrleansNews.Comments.Simulation;

/// <summary>What must be true of the store whenever something lands in it, and of every answer that a client gets.</summary>
internal sealed class ThreadModel
{
    private readonly Dictionary<Guid, long> _submissions = [];
    private readonly HashSet<Guid> _refused = [];
    private readonly HashSet<(long First, int Count)> _blocks = [];
    private int _numbers;

    /// <summary>The durable events, in order; index 0 is event 1.</summary>
    public List<StoredEvent> Events { get; } = [];

    /// <summary>What the events have made of each comment.</summary>
    public CommentOutcomes Outcomes { get; } = new();

    /// <summary>When the thread was open.</summary>
    public OpenTimes OpenTimes { get; } = new();

    /// <summary>Whether the registry of outboxes will wake the thread.</summary>
    public Func<bool> IsRegistered { get; set; } = () => true;

    public long Epoch { get; private set; }

    /// <summary>How many of the newest submissions are remembered in any case; all others for a day.</summary>
    public int RememberedSubmissions { get; set; } = int.MaxValue;

    public int HeadsLanded { get; private set; }

    public int Deleted { get; private set; }

    /// <summary>Posts that were refused because the thread was closed.</summary>
    public int RefusedAsClosed { get; private set; }

    /// <summary>Blocks that brought new events.</summary>
    public int DirectBlocks { get; private set; }

    /// <summary>The head that landed last.</summary>
    public LogHead? Head { get; private set; }

    /// <summary>Blocks that took the place of several.</summary>
    public int Merges { get; private set; }

    /// <summary>A head landed: the log may only have grown, and everything it refers to is there.</summary>
    public void HeadLanded(ReadOnlyMemory<byte> json, Dictionary<ObjectName, ReadOnlyMemory<byte>> objects)
    {
        HeadsLanded++;
        var (head, tail) = LogHeadCodec.Decode(json);
        Require(Epoch == 0 || head.Epoch == Epoch, "A head of another epoch landed.");
        (Epoch, Head) = (head.Epoch, head);
        TakeBlocks(head, objects);
        Require(head.TailFirst <= Events.Count + 1, "A head left a gap in the log.");
        Require(tail.First + tail.Count - 1 >= Events.Count, "A head lost durable events.");
        for (var sequence = tail.First; sequence <= tail.Last; sequence++) Take(sequence, EventCodec.Decode(tail[sequence].Span));
        foreach (var name in References(head, objects)) Require(objects.ContainsKey(name), $"A head refers to {name}, which is not there.");
    }

    // A large batch comes as a block that the head is the first to name.
    private void TakeBlocks(LogHead head, Dictionary<ObjectName, ReadOnlyMemory<byte>> objects)
    {
        var first = head.TailFirst - head.Blocks.Sum(block => (long)block.Count);
        foreach (var block in head.Blocks)
        {
            if (first + block.Count - 1 > Events.Count)
            {
                Require(objects.TryGetValue(block.Name, out var json), $"A head refers to {block.Name}, which is not there.");
                var run = LogBlock.Decode(json, first, block.Count, out _);
                for (var sequence = Math.Max(first, Events.Count + 1); sequence <= run.Last; sequence++) Take(sequence, EventCodec.Decode(run[sequence].Span));
                DirectBlocks++;
            }

            if (_blocks.Add((first, block.Count)) && block.Name.Kind == ObjectKind.Merged) Merges++;

            first += block.Count;
        }
    }

    /// <summary>Whether a block holds what several did that heads have named; one that was redacted holds what one of them did.</summary>
    public bool IsMerged(ReadOnlyMemory<byte> json)
    {
        using var block = JsonDocument.Parse(json);
        return !_blocks.Contains((block.RootElement.GetProperty("q").GetInt64(), block.RootElement.GetProperty("e").GetArrayLength()));
    }

    /// <summary>Something is deleted: nothing durable may refer to it.</summary>
    public void Deleting(ObjectName name, ReadOnlyMemory<byte>? head, Dictionary<ObjectName, ReadOnlyMemory<byte>> objects)
    {
        Deleted++;
        if (head is not null) Require(!References(LogHeadCodec.Decode(head.Value).Head, objects).Contains(name), $"{name} is deleted although the head refers to it.");
    }

    /// <summary>A client was told that its comment is stored.</summary>
    public void Acknowledged(Guid submission, CommentPosted posted)
    {
        Require(posted.Position.Sequence <= Events.Count, "A comment was acknowledged before it was durable.");
        Require(_submissions.TryGetValue(submission, out var sequence), "An acknowledged comment is not in the log.");
        Require(sequence == posted.Position.Sequence && posted.Position.Epoch == Epoch, "A comment was acknowledged at another place than it has.");
        Require(Events[(int)sequence - 1].Number == posted.Id.Number, "A comment was acknowledged under another number than it has.");
    }

    /// <summary>A client was told that its comment is not stored: it was not in the log when it was sent (again), and there was a reason then or since.</summary>
    /// <param name="sent">How many events the log had then.</param>
    /// <param name="forGood">Whether nothing is on its way any more that might still store it.</param>
    public void Refused(PostComment post, CommentRefusal reason, long sent, bool forGood)
    {
        Require(!_submissions.TryGetValue(post.Submission.Value, out var sequence) || (sequence > sent && !forGood), $"A comment was refused ({reason}) and is in the log.");
        if (forGood) _refused.Add(post.Submission.Value);
        if (reason == CommentRefusal.Closed) RefusedAsClosed++;
        // An older build that knows nothing of opening may have found in the stored index that the thread is closed.
        if (reason == CommentRefusal.Closed) Require(OpenTimes.WasSince(sent, open: false) || Outcomes.OlderBuildsDecide, "A comment was refused because the thread is closed, and it was not.");
        else Require(reason == CommentRefusal.ParentNotApproved && Outcomes.MayRefuseReply(post, sent), $"A comment was refused without reason: {reason}.");
    }

    /// <summary>A client was told that a command took effect at a place.</summary>
    public void Acknowledged(ThreadPosition position) => Seen(position);

    /// <summary>Somebody saw the log as far as this place.</summary>
    public void Seen(ThreadPosition position)
    {
        Require(position.Sequence <= Events.Count, "Something was visible before it was durable.");
        Require(position == default || position.Epoch == Epoch, "A place of another epoch was visible.");
    }

    /// <summary>Somebody saw how the thread was there.</summary>
    public void Seen(ThreadVersion version)
    {
        Seen(version.Position);
        Require(version.Open == OpenTimes.IsOpenAt(version.Position.Sequence) || Outcomes.OlderBuildsDecide, "A thread looked open that is closed there, or closed that is open.");
    }

    /// <summary>Somebody read events.</summary>
    public void Read(ThreadPosition after, ThreadLog log)
    {
        Seen(log.Version);
        var sequence = after.Sequence;
        foreach (var item in log.Items)
        {
            Require(item.Sequence == ++sequence, "A reader saw a gap, a double or another order.");
            var stored = Events[(int)sequence - 1];
            Require(Suits(item.Change, stored.Kind), "A reader saw another event than the durable one.");
            Require(item.Comment is null || item.Comment.Value.Number == stored.Number, "A reader saw another comment than the durable one.");
        }
    }

    /// <summary>Everything that a head refers to.</summary>
    public static HashSet<ObjectName> References(LogHead head, Dictionary<ObjectName, ReadOnlyMemory<byte>> objects)
    {
        var names = new HashSet<ObjectName>();
        foreach (var block in head.Blocks) names.Add(block.Name);
        if (head.Manifest is { } manifest)
        {
            names.Add(manifest.Name);
            if (objects.TryGetValue(manifest.Name, out var json))
                foreach (var block in LogHeadCodec.DecodeManifest(json)) names.Add(block.Name);
        }

        if (head.Snapshot is { } snapshot)
        {
            names.Add(snapshot.Name);
            if (objects.TryGetValue(snapshot.Name, out var json) && SnapshotCodec.DecodeRoot(json) is { } root) names.UnionWith(SnapshotCodec.PartNames(root));
        }

        return names;
    }

    /// <summary>Two stored events are the same, unless one was redacted.</summary>
    public static bool IsSame(StoredEvent one, StoredEvent other) =>
        one.Kind == other.Kind && one.Number == other.Number && one.Time == other.Time && one.Submission == other.Submission &&
        (one.Redacted || other.Redacted || (one.Text == other.Text && one.Status == other.Status && one.Version == other.Version && one.Decision == other.Decision)) &&
        (one.Unknown?.Count ?? 0) == (other.Unknown?.Count ?? 0);

    public static void Require(bool condition, string message)
    {
        if (condition) return;
        var broken = new SimulationException(message);
        (SynchronizationContext.Current as SimulatedWorld)?.Report(broken); // The code under test may swallow what a store throws.
        throw broken;
    }

    // A decision is the exception: nothing may keep a moderator from hiding something.
    private static bool MustBeTold(StoredEvent stored) => stored.Kind switch
    {
        EventKind.Posted => stored.Status != CommentStatus.Approved || stored.NotifyApproval,
        EventKind.Edited => stored.Status != 0,
        EventKind.Flagged or EventKind.Erased => true,
        _ => false,
    };

    private bool IsForgotten(StoredEvent old, StoredEvent now) =>
        now.Time - old.Time >= TimeSpan.MillisecondsPerDay && now.Number - 1 - old.Number >= RememberedSubmissions;

    private void Take(long sequence, StoredEvent stored)
    {
        if (sequence <= Events.Count)
        {
            Require(IsSame(stored, Events[(int)sequence - 1]), $"Event {sequence} changed after it was durable.");
            return;
        }

        Events.Add(stored);
        Outcomes.Take(sequence, stored);
        OpenTimes.Take(sequence, stored, Outcomes.OlderBuildsDecide);
        Require(!MustBeTold(stored) || IsRegistered(), "Something that others must hear of was committed before the registry of outboxes knew.");
        if (stored.Kind != EventKind.Posted) return;
        Require(stored.Number == ++_numbers, "Comments are not numbered one after the other.");
        Require(!_submissions.TryGetValue(stored.Submission, out var before) || IsForgotten(Events[(int)before - 1], stored), "A submission was stored twice.");
        Require(!_refused.Contains(stored.Submission), "A comment was stored that its sender was told is refused.");
        _submissions[stored.Submission] = sequence;
    }

    private static bool Suits(LogChange change, string kind) => change switch
    {
        LogChange.Posted => kind == EventKind.Posted,
        LogChange.Edited => kind == EventKind.Edited,
        LogChange.Decided => kind is EventKind.Decided or EventKind.Erased,
        LogChange.Closed => kind == EventKind.Closed,
        LogChange.Opened => kind == EventKind.Opened,
        _ => kind is not (EventKind.Posted or EventKind.Edited or EventKind.Decided or EventKind.Erased or EventKind.Closed or EventKind.Opened),
    };
}
