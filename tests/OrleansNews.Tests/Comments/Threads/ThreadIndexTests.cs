using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using OrleansNews.Moderation;

namespace OrleansNews.Comments.Threads;

public sealed class ThreadIndexTests
{
    [Fact]
    public void AnyThread_CountsAreWhatIsVisible() => Prop.ForAll(Conversations.Any.ToArbitrary(), thread =>
    {
        var index = Conversations.Build(thread.Parents, thread.Decisions);
        var visible = Enumerable.Range(1, index.LastNumber).Where(n => index[n].Status == CommentStatus.Approved).ToList();
        return index.Total == visible.Count &&
               Enumerable.Range(1, index.LastNumber).All(n =>
                   index[n].VisibleReplies == visible.Count(v => index[v].Parent == n) &&
                   index[n].VisibleBelow == visible.Count(v => v != n && Above(index, v).Contains(n)));
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(100));

    [Fact]
    public void AnyThread_Snapshot_RestoresTheSameIndex() => Prop.ForAll(Conversations.Any.ToArbitrary(), thread =>
    {
        var index = Conversations.Build(thread.Parents, thread.Decisions);
        var capture = index.Capture();
        var restored = new ThreadIndex();
        restored.Restore(capture.Root, capture.Parts.OrderBy(part => part.Part).Select(part => part.Stored));
        return restored.Through == index.Through && restored.PublicVersion == index.PublicVersion && restored.Total == index.Total &&
               Conversations.Shown(restored).SequenceEqual(Conversations.Shown(index)) &&
               Enumerable.Range(1, index.LastNumber).All(n => restored.AmendmentsOf(n).SequenceEqual(index.AmendmentsOf(n))) && restored.Capture().Parts.Count == 0 && index.Capture().Parts.Count == 0;
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(100));

    [Fact]
    public void Restore_ManyParts_ChangedOnesAreCapturedAgain()
    {
        var count = ThreadIndex.PartSize * 2 + 10;
        var index = Conversations.Build(new int[count], []);
        Assert.Equal([0, 1, 2], index.Capture().Parts.Select(part => part.Part));
        index.Apply(count + 1, new StoredEvent { Kind = EventKind.Decided, Number = ThreadIndex.PartSize + 1, Status = CommentStatus.Spam });
        var capture = index.Capture();
        Assert.Equal([1], capture.Parts.Select(part => part.Part));
        index.Recapture(capture);
        Assert.Equal([1], index.Capture().Parts.Select(part => part.Part));
    }

    [Fact]
    public void Restore_OfTheFirstForm_WhoseRootHasWhatAmendedComments_TheirPartsAreCapturedWithIt()
    {
        var index = Amended();
        var capture = index.Capture();
        var former = new ThreadIndex();
        former.Restore(
            capture.Root with { Format = SnapshotCodec.FirstFormat, Amendments = [.. capture.Parts.SelectMany(part => part.Stored.Amendments)] },
            capture.Parts.Select(part => part.Stored with { Amendments = [] }));

        Assert.Equal(index.AmendmentsOf(5), former.AmendmentsOf(5));
        var next = former.Capture();
        Assert.Equal(SnapshotCodec.Format, next.Root.Format);
        Assert.Null(next.Root.Amendments);
        Assert.Equal([0, 2], next.Parts.Select(part => part.Part));
        Assert.All(next.Parts, part => Assert.Equal(capture.Parts[part.Part].Stored.Amendments, part.Stored.Amendments));
    }

    [Fact]
    public void Restore_OfPartsThatDoNotTellWhatAmendedAComment_OrTellOfOthers_IsRefused()
    {
        var (root, parts, _) = Amended().Capture();
        Restore([.. parts.Select(part => part.Stored)]);
        Assert.Throws<JsonException>(() => Restore([.. parts.Select(part => part.Stored with { Amendments = [] })]));
        Assert.Throws<JsonException>(() => Restore([parts[0].Stored with { Amendments = [5, 1, 0, int.MaxValue, 1, 0] }, parts[1].Stored, parts[2].Stored]));
        Assert.Throws<JsonException>(() => Restore([parts[0].Stored, parts[1].Stored, parts[2].Stored with { Amendments = [5, 1, 0] }]));

        void Restore(SnapshotPart[] stored) => new ThreadIndex().Restore(root, stored);
    }

    [Fact]
    public void AnyThread_FoundByWhereItsCommentsStand_PageByPage_IsEachOnce_TheNewestFirst() => Prop.ForAll(Conversations.Any.ToArbitrary(), thread =>
    {
        var index = Conversations.Build(thread.Parents, thread.Decisions);
        foreach (var number in Enumerable.Range(1, index.LastNumber).Where(number => number % 3 == 0))
        {
            index.Apply(index.Through + 1, new StoredEvent { Kind = EventKind.Flagged, Number = number, Browser = Guid.NewGuid() });
            if (number % 2 == 0) index.Apply(index.Through + 1, new StoredEvent { Kind = EventKind.Edited, Number = number, Version = 2, Status = CommentStatus.Held });
            if (number % 5 == 0) index.Apply(index.Through + 1, new StoredEvent { Kind = EventKind.Erased, Number = number });
            if (number % 7 == 0) index.Apply(index.Through + 1, new StoredEvent { Kind = EventKind.Decided, Number = number, Status = CommentStatus.Approved, Flags = number % 2 == 0 });
        }

        var capture = index.Capture();
        var restored = new ThreadIndex();
        restored.Restore(capture.Root, capture.Parts.OrderBy(part => part.Part).Select(part => part.Stored));
        return new[] { index, restored }.All(known => Enum.GetValues<CommentStatus>().All(status => Pages(known, status, false).SequenceEqual(Numbers(entry => entry.Status == status))) &&
            Pages(known, CommentStatus.Approved, true).SequenceEqual(Numbers(entry => ThreadCore.QueuesOf(entry).HasFlag(ModerationQueues.Flagged))));

        IEnumerable<int> Numbers(Func<CommentEntry, bool> stands) => Enumerable.Range(1, index.LastNumber).Where(number => stands(index[number])).Reverse();
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(100));

    [Fact]
    public void FindStanding_OfALongThread_FindsTheFewOldOnesAtOnce_AmongWhateverReadersSee()
    {
        var index = Conversations.Build(new int[30_000], [(9_000, CommentStatus.Held), (20, CommentStatus.Held), (21, CommentStatus.Spam), (29_999, CommentStatus.Trash)]);

        Assert.Equal("9000 20, 0", Told(index.FindStanding([CommentStatus.Held], false, int.MaxValue, 5)));
        Assert.Equal("20, 0", Told(index.FindStanding([CommentStatus.Held], false, 9_000, 5)));
        Assert.Equal("30000 29998, 29998", Told(index.FindStanding([CommentStatus.Approved, CommentStatus.Held], false, int.MaxValue, 2)));
        Assert.Equal("22 20 19, 19", Told(index.FindStanding([CommentStatus.Held, CommentStatus.Approved], false, 23, 3)));
        Assert.Empty(index.FindStanding([CommentStatus.Approved, CommentStatus.Held], true, int.MaxValue, 2).Found);
    }

    [Fact]
    public void FindStanding_OfAPerson_FindsTheirsAlone_TheNewestFirst_AndNoneThatIsErased()
    {
        var index = new ThreadIndex();
        for (var i = 1; i <= 8; i++) index.Apply(i, new() { Kind = EventKind.Posted, Number = i, Status = i % 3 == 0 ? CommentStatus.Spam : CommentStatus.Held, Time = i * 1_000, Author = "A", Text = "", Commenter = i % 2 == 0 ? "even" : "odd" });

        Assert.Equal([8, 4, 2], Found(CommentStatus.Held, limit: 10));
        Assert.Equal([8, 4], Found(CommentStatus.Held, limit: 2));
        Assert.Equal([2], Found(CommentStatus.Held, limit: 10, before: 4));
        Assert.Equal([6], Found(CommentStatus.Spam, limit: 10));
        Assert.Empty(Found(CommentStatus.Approved, limit: 10));
        index.Apply(9, new() { Kind = EventKind.Erased, Number = 2 });
        Assert.Equal([8, 4], Found(CommentStatus.Held, limit: 10));

        IEnumerable<int> Found(CommentStatus status, int limit, int before = int.MaxValue) => index.FindStanding("even", [status], isFlagged: false, number => number < before, limit);
    }

    [Fact]
    public void FindByCommenter_AfterErasure_FindsNothing()
    {
        var index = new ThreadIndex();
        for (var n = 1; n <= 6; n++)
            index.Apply(n, new StoredEvent { Kind = EventKind.Posted, Number = n, Status = CommentStatus.Approved, Commenter = n % 2 == 0 ? "even" : "odd", DuplicateByAuthor = n });
        Assert.Equal([2, 4, 6], index.FindByCommenter("even", 100));
        Assert.Equal([1, 3], index.FindByCommenter("odd", 2));
        Assert.True(index.HasDuplicate(4, 0));
        for (var n = 1; n <= 3; n++) index.Apply(6 + n, new StoredEvent { Kind = EventKind.Erased, Number = 2 * n });
        Assert.Empty(index.FindByCommenter("even", 100));
        Assert.False(index.HasDuplicate(4, 0));
        Assert.Equal([2, 4, 6], index.FindRedactionsDue());
        index.Apply(10, new StoredEvent { Kind = EventKind.Posted, Number = 7, Status = CommentStatus.Approved, Commenter = "even" });
        Assert.Equal([7], index.FindByCommenter("even", 100));
        Assert.Equal([1, 3, 5], index.FindByCommenter("odd", 100));
    }

    [Fact]
    public void PublicVersion_InvisibleEvents_DoNotMoveIt()
    {
        var index = Conversations.Build([0, 1], []);
        var before = index.PublicVersion;
        index.Apply(3, new StoredEvent { Kind = EventKind.Posted, Number = 3, Status = CommentStatus.Held });
        index.Apply(4, new StoredEvent { Kind = EventKind.Flagged, Number = 1, Browser = Guid.NewGuid() });
        index.Apply(5, new StoredEvent { Kind = "pinned", Number = 1 });
        index.Apply(6, new StoredEvent { Kind = EventKind.Decided, Number = 3, Status = CommentStatus.Spam });
        Assert.Equal(before, index.PublicVersion);
        Assert.Equal(1, index.UnknownEvents);
        index.Apply(7, new StoredEvent { Kind = EventKind.Edited, Number = 1, Version = 2, Text = "x" });
        Assert.True(index.PublicVersion > before);
    }

    [Fact]
    public void Apply_LostEvents_AreDamagedCommentsAndNotAGap()
    {
        var index = Conversations.Build([0, 1], []);
        index.Skip(6);
        index.Apply(7, new StoredEvent { Kind = EventKind.Posted, Number = 5, Parent = 4, Status = CommentStatus.Approved });
        Assert.Equal([1, 2, 3, 4, 5], Conversations.Shown(index));
        Assert.Equal([false, false, true, true, false], Enumerable.Range(1, 5).Select(n => (index[n].Flags & EntryFlags.Lost) != 0));
        Assert.Throws<InvalidOperationException>(() => index.Apply(9, new StoredEvent { Kind = EventKind.Closed }));
    }

    // A comment of the first of three parts and one of the last.
    private static ThreadIndex Amended()
    {
        var index = Conversations.Build(new int[ThreadIndex.PartSize * 3], [(5, CommentStatus.Spam), (ThreadIndex.PartSize * 2 + 1, CommentStatus.Held), (5, CommentStatus.Approved)]);
        index.Apply(index.Through + 1, new StoredEvent { Kind = EventKind.Flagged, Number = 5, Browser = Guid.NewGuid() });
        return index;
    }

    private static List<int> Pages(ThreadIndex index, CommentStatus status, bool isFlagged)
    {
        var (all, before) = (new List<int>(), int.MaxValue);
        for (var limit = 1; before > 0; limit = limit % 3 + 1)
        {
            var (found, next) = index.FindStanding([status], isFlagged, before, limit);
            Assert.True(found.Count <= limit && next < before && (next == 0 || found.Count == limit), "A page is not full, and goes on.");
            all.AddRange(found);
            before = next;
        }

        return all;
    }

    private static string Told((List<int> Found, int Next) page) => $"{string.Join(' ', page.Found)}, {page.Next}";

    private static IEnumerable<int> Above(ThreadIndex index, int number)
    {
        for (var parent = index[number].Parent; parent != 0; parent = index[parent].Parent) yield return parent;
    }
}
