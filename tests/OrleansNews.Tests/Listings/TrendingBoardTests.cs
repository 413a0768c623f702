namespace OrleansNews.Listings;

public class TrendingBoardTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan HalfLife = TimeSpan.FromHours(6);
    private static readonly (Guid A, Guid B) Fronts = (Guid.NewGuid(), Guid.NewGuid());

    private readonly TrendingBoard _board = new(HalfLife);

    [Fact]
    public void Top_SumsFrontEnds_AndTakesTheLastReportOfEach()
    {
        _board.Take(Fronts.A, [new(new(1), 50), new(new(2), 4)], Noon);
        _board.Take(Fronts.A, [new(new(1), 5), new(new(2), 4)], Noon);
        _board.Take(Fronts.B, [new(new(2), 3)], Noon);
        Assert.Equal([new ArticleId(2), new ArticleId(1)], _board.Top(5, Noon));
        Assert.Equal([new ArticleId(2)], _board.Top(1, Noon));
    }

    [Fact]
    public void Report_OfAFrontEndThatIsGone_FadesAndIsForgotten()
    {
        _board.Take(Fronts.A, [new(new(1), 10)], Noon);
        _board.Take(Fronts.B, [new(new(2), 6)], Noon + HalfLife);
        Assert.Equal(new ArticleId(2), _board.Top(1, Noon + HalfLife).Single());
        _board.Take(Fronts.B, [new(new(2), 6)], Noon + (11 * HalfLife));
        Assert.Equal(1, _board.Reports);
    }

    [Fact]
    public void Report_OfNonsense_ChangesNobodysPlace()
    {
        _board.Take(Fronts.B, [new(new(2), 6)], Noon);
        _board.Take(Fronts.A, [new(new(1), double.NaN), new(new(3), double.PositiveInfinity), new(new(2), -100)], Noon);
        Assert.Equal([new ArticleId(2)], _board.Top(5, Noon));
        Assert.Equal(1, _board.Reports);
    }

    [Fact]
    public void Reports_FromInventedFrontEnds_AreBounded()
    {
        for (var i = 0; i < 2 * TrendingBoard.MostReports; i++) _board.Take(Guid.NewGuid(), [new(new(1 + i), 1)], Noon.AddSeconds(i));
        Assert.Equal(TrendingBoard.MostReports, _board.Reports);
    }

    [Fact]
    public void Scores_Fade_AndAreBounded()
    {
        var scores = new ReadingScores();
        scores.Add([(new(1), 100), (new(2), 30)], TimeSpan.Zero, HalfLife);
        scores.Add([(new(2), 30)], HalfLife, HalfLife);
        Assert.Equal([new(new(1), 50), new(new(2), 45)], scores.Top(2));
        scores.Add(Enumerable.Range(10, 5_000).Select(story => (new ArticleId(story), 1)), TimeSpan.Zero, HalfLife);
        Assert.Equal(ReadingScores.Remembered, scores.Count);
        Assert.Equal([new ArticleId(1), new ArticleId(2)], scores.Top(2).Select(story => story.Article));
        scores.Add([], 20 * HalfLife, HalfLife);
        Assert.Equal(0, scores.Count);
    }

    [Theory]
    [InlineData("00:01:00", true)]
    [InlineData("30.00:00:00", true)]
    [InlineData("00:00:59", false)]
    [InlineData("31.00:00:00", false)]
    public void Options_OutOfRange_AreRefusedWithTheKeyAndTheCure(string halfLife, bool valid)
    {
        var result = new TrendingOptionsValidator().Validate(null, new() { HalfLife = TimeSpan.Parse(halfLife, System.Globalization.CultureInfo.InvariantCulture) });
        Assert.Equal(valid, result.Succeeded);
        if (!valid) Assert.Contains("Trending:HalfLife", result.FailureMessage, StringComparison.Ordinal);
    }
}
