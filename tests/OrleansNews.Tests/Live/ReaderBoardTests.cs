using System.Collections.Immutable;

namespace OrleansNews.Live;

public class ReaderBoardTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
    private static readonly ArticleId Harbour = new(4), Ferry = new(8);

    private readonly ReaderBoard _board = new();
    private readonly Guid _one = Guid.NewGuid(), _two = Guid.NewGuid();

    [Fact]
    public void Report_OfTwoFrontEnds_IsSummed()
    {
        Assert.Equal([new(Harbour, 3), new(Ferry, 1)], Take(_one, Noon, new(Harbour, 3), new(Ferry, 1)));
        Assert.Equal([new(Harbour, 5)], Take(_two, Noon, new StoryReaders(Harbour, 2)));
        Assert.Equal([new(Harbour, 5), new(Ferry, 1)], Take(_one, Noon, new(Harbour, 3), new(Ferry, 1)));
    }

    [Fact]
    public void Report_OfTheSameFrontEnd_TakesThePlaceOfItsLast()
    {
        Take(_one, Noon, new(Harbour, 3), new(Ferry, 1));

        Assert.Equal([new(Harbour, 1)], Take(_one, Noon, new StoryReaders(Harbour, 1)));
        Assert.Equal([new(Ferry, 1)], Take(_two, Noon, new StoryReaders(Ferry, 1)));
    }

    [Fact]
    public void Report_AfterFifteenSeconds_CountsNoMore()
    {
        Take(_one, Noon, new StoryReaders(Harbour, 3));

        Assert.Equal([new(Harbour, 4)], Take(_two, Noon + TimeSpan.FromSeconds(14.9), new StoryReaders(Harbour, 1)));
        Assert.Equal([new(Harbour, 1)], Take(_two, Noon + TimeSpan.FromSeconds(15), new StoryReaders(Harbour, 1)));
    }

    [Fact]
    public void Report_ThatIsEmpty_LeavesNothingBehind()
    {
        Take(_one, Noon, new(Harbour, 3), new(Ferry, 1));

        Assert.Empty(Take(_one, Noon));
        Assert.Equal(0, _board.Stories);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-5)]
    [InlineData(int.MinValue)]
    public void Report_BelowOne_TakesNobodyAway(int readers)
    {
        Take(_one, Noon, new StoryReaders(Harbour, 3));

        Assert.Empty(Take(_two, Noon, new StoryReaders(Harbour, readers)));
        Assert.Equal([new(Harbour, 3)], Take(_one, Noon, new StoryReaders(Harbour, 3)));
    }

    private ImmutableArray<StoryReaders> Take(Guid frontEnd, DateTimeOffset now, params ImmutableArray<StoryReaders> readers) => _board.Take(frontEnd, readers, now);
}
