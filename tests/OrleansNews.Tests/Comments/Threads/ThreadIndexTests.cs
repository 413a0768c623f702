using FsCheck;
using FsCheck.Fluent;

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
        restored.Restore(capture.Root, capture.Parts.OrderBy(part => part.Part).Select(part => part.Entries));
        return restored.Through == index.Through && restored.PublicVersion == index.PublicVersion && restored.Total == index.Total &&
               Conversations.Shown(restored).SequenceEqual(Conversations.Shown(index)) && index.Capture().Parts.Count == 0;
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
    public void AnyThread_FoundByWhereItsCommentsStand_PageByPage_IsEachOnce_TheNewestFirst() => Prop.ForAll(Conversations.Any.ToArbitrary(), thread =>
    {
        var index = Conversations.Build(thread.Parents, thread.Decisions);
        return Enum.GetValues<CommentStatus>().All(status => new[] { (1, 3), (2, 1), (3, 100) }.All(sizes =>
        {
            var (pages, before) = (new List<int>(), int.MaxValue);
            do
            {
                var (found, next) = index.FindStanding([status], false, before, sizes.Item1, sizes.Item2);
                if (found.Count > sizes.Item1 || next >= before) return false;
                pages.AddRange(found);
                before = next;
            }
            while (before > 0);
            return pages.SequenceEqual(Enumerable.Range(1, index.LastNumber).Where(number => index[number].Status == status).Reverse());
        }));
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(100));

    [Fact]
    public void FindStanding_OfALongThread_LooksAtSoManyAndGoesOn()
    {
        var index = Conversations.Build(new int[100], [(90, CommentStatus.Held), (20, CommentStatus.Held)]);

        var (first, below) = index.FindStanding([CommentStatus.Held], false, int.MaxValue, 5, 30);
        var (second, none) = index.FindStanding([CommentStatus.Held], false, below, 5, 70);

        Assert.Equal((90, 71), (Assert.Single(first), below));
        Assert.Equal((20, 0), (Assert.Single(second), none));
        Assert.Equal([100, 99], index.FindStanding([CommentStatus.Approved], false, int.MaxValue, 2, 30).Found);
        Assert.Empty(index.FindStanding([CommentStatus.Approved], true, int.MaxValue, 2, 100).Found);
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

    private static IEnumerable<int> Above(ThreadIndex index, int number)
    {
        for (var parent = index[number].Parent; parent != 0; parent = index[parent].Parent) yield return parent;
    }
}
