using OrleansNews.Comments;

namespace OrleansNews.Live;

/// <summary>The ring keeps the newest events without a gap, within its bounds, and what it lets go of is kept by nobody.</summary>
public class ReplayRingTests
{
    private readonly ReplayRing _ring = new(capacity: 3, maxBytes: 100, new(long.MaxValue));

    [Fact]
    public void Append_BeyondTheCapacity_LetsGoOfTheOldestWhenTrimmed()
    {
        var frames = Enumerable.Range(1, 5).Select(i => Add(i, 10)).ToList();
        Assert.DoesNotContain(frames, frame => frame.IsForgotten);

        _ring.Trim();
        Assert.Equal((2, 5, 30), (_ring.Start, _ring.End, _ring.Bytes));
        Assert.Equal(frames[2..], _ring.After(2));
        Assert.Equal([true, true, false, false, false], frames.Select(frame => frame.IsForgotten));
        Assert.Throws<ArgumentOutOfRangeException>(() => _ring.After(1));
        Assert.Throws<ArgumentOutOfRangeException>(() => _ring.After(6));
    }

    [Fact]
    public void Append_BeyondTheBytes_LetsGoOfTheOldestButNotOfTheNewest()
    {
        Add(1, 60);
        Add(2, 500);
        _ring.Trim();
        Assert.Equal((1, 2, 500), (_ring.Start, _ring.End, _ring.Bytes));
    }

    [Fact]
    public void Rings_ThatHoldTooMuchTogether_KeepAnEqualShareEach_AndGiveBackWhatTheyLetGo()
    {
        var budget = new ReplayBudget(300);
        var (loud, quiet) = (new ReplayRing(100, 1_000, budget), new ReplayRing(100, 1_000, budget));
        for (var i = 1; i <= 3; i++) quiet.Append(Entry(i, 20));
        for (var i = 1; i <= 24; i++) loud.Append(Entry(i, 10));
        quiet.Trim();
        loud.Trim();
        Assert.Equal((60, 240, 300), (quiet.Bytes, loud.Bytes, budget.Bytes));

        loud.Append(Entry(25, 10));
        quiet.Trim();
        loud.Trim();
        Assert.Equal((60, 240, 300), (quiet.Bytes, loud.Bytes, budget.Bytes));

        quiet.Restart(3);
        loud.Append(Entry(26, 10));
        Assert.Equal(long.MaxValue, budget.Share);
        loud.Restart(26);
        Assert.Equal(0, budget.Bytes);
    }

    [Fact]
    public void Append_OfAnotherThanTheNextEvent_IsRefused()
    {
        Add(1, 1);
        Assert.Throws<ArgumentException>(() => Add(1, 1));
        Assert.Throws<ArgumentException>(() => Add(3, 1));
    }

    [Fact]
    public void Prepend_ConnectsToTheBeginning_AndIsHeldUntilTrimmed()
    {
        _ring.Restart(2);
        Add(3, 80);
        _ring.Prepend([Entry(1, 80), Entry(2, 80)]);
        Assert.Equal((0, 3, 240), (_ring.Start, _ring.End, _ring.Bytes));
        Assert.True(_ring.IsOver);
        Assert.Throws<ArgumentException>(() => new ReplayRing(3, 100, new(100)).Prepend([Entry(7, 1)]));

        _ring.Trim();
        Assert.Equal((2, 3, 80), (_ring.Start, _ring.End, _ring.Bytes));
    }

    [Fact]
    public void Prepend_OfMoreThanFits_LeavesTheOldestOut()
    {
        _ring.Restart(4);
        Add(5, 1);
        _ring.Prepend([Entry(1, 1), Entry(2, 1), Entry(3, 1), Entry(4, 1)]);
        Assert.Equal((2, 5, 3), (_ring.Start, _ring.End, _ring.Bytes));
    }

    [Fact]
    public void Restart_LeavesNoBytesAnywhere()
    {
        var frame = Add(1, 10);
        _ring.Restart(40);
        Assert.True(frame.IsForgotten);
        Assert.Equal((40, 40, 0), (_ring.Start, _ring.End, _ring.Bytes));
        Assert.Empty(_ring.After(40));
    }

    [Fact]
    public void Rewrite_ExchangesTheBytesOfOneComment_AndCountsThem()
    {
        var (first, second) = (Add(1, 10), Add(2, 10));
        _ring.Rewrite(new(1), _ => new(new byte[4]));
        Assert.Equal((4, 10, 14), (first.Bytes.Length, second.Bytes.Length, _ring.Bytes));
    }

    private static ReplayEntry Entry(long sequence, int bytes) => new(sequence, LogChange.Posted, new CommentId(sequence), new(new byte[bytes]));

    private LiveFrame Add(long sequence, int bytes)
    {
        var entry = Entry(sequence, bytes);
        _ring.Append(entry);
        return entry.Frame;
    }
}
