namespace OrleansNews.Demo;

public class DemoDatesTests
{
    private static readonly DateTimeOffset Sunday = new(2026, 11, 22, 6, 15, 30, TimeSpan.FromHours(1));

    [Theory]
    [InlineData("{{date 2 hours ago}}", "2026-11-22T04:15:30+01:00")]
    [InlineData("{{date 1 hour ago}}", "2026-11-22T05:15:30+01:00")]
    [InlineData("{{date 3 days ago 07:30}}", "2026-11-19T07:30:00+01:00")]
    [InlineData("{{date 1 day ago}}", "2026-11-21T06:15:30+01:00")]
    [InlineData("on {{weekday 2 days ago}} night", "on Friday night")]
    public void Resolve_Mark_IsTheMomentItMeans(string text, string expected) => Assert.Equal(expected, DemoDates.Resolve(text, Sunday));

    [Fact]
    public void Resolve_TimeOfTodayThatIsStillToCome_IsNow() => Assert.Equal("2026-11-22T06:15:30+01:00", DemoDates.Resolve("{{date 0 days ago 19:00}}", Sunday));

    [Theory]
    [InlineData("{{date yesterday}}")]
    [InlineData("a {brace} and {{another}}")]
    public void Resolve_AnythingElse_StaysAsItIs(string text) => Assert.Equal(text, DemoDates.Resolve(text, Sunday));
}
