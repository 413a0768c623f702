using FsCheck;
using FsCheck.Fluent;

namespace OrleansNews.Comments;

public class VoteSliceTests
{
    private static readonly Arbitrary<CastVoteEntry[]> Votes = (
        from comment in Gen.Choose(1, 4)
        from browser in Gen.Choose(1, 6)
        from vote in Gen.Elements(Vote.None, Vote.Up, Vote.Down)
        select new CastVoteEntry(comment, (ulong)browser, vote)).ArrayOf().ToArbitrary();

    [Fact]
    public void With_AnyVotes_TheLastOfEachBrowserStands() => Prop.ForAll(Votes, Votes, (older, newer) =>
    {
        var slice = VoteSlice.Unpack(VoteSlice.Empty.With(older).With(newer).Pack());

        var expected = new Dictionary<(int, ulong), Vote>();
        foreach (var vote in older.Concat(newer)) expected[(vote.Comment, vote.Browser)] = vote.Vote;
        foreach (var ((comment, browser), vote) in expected) Assert.Equal(vote, slice.Find(comment, browser));
        Assert.Equal(expected.Count(vote => vote.Value != Vote.None), slice.Count);
        Assert.Equal(slice.Count, slice.Votes.Distinct().Count());
        Assert.Equal(Vote.None, slice.Find(99, 1));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Pack_AHundredThousandVotes_IsEightBytesEach()
    {
        var slice = VoteSlice.Empty.With(Enumerable.Range(1, 100_000).Select(i => new CastVoteEntry(7, (ulong)i * 0x9E3779B97F4A7C15, i % 3 == 0 ? Vote.Down : Vote.Up)));

        Assert.Equal(800_012, slice.Pack().Length);
        Assert.Equal(Vote.Down, VoteSlice.Unpack(slice.Pack()).Find(7, unchecked(3ul * 0x9E3779B97F4A7C15)));
    }
}
