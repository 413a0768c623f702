using System.Net;

namespace OrleansNews.Cluster.Faults;

/// <summary>The checker of pages that are given up excuses nothing else.</summary>
public sealed class GivenUpPagesTests
{
    private static readonly FaultSpan[] _faults = [new(FaultKind.KillDatabase, FaultSpan.Seconds(100), FaultSpan.Seconds(130))];
    private static readonly FailedRequest _givenUp = new(FaultSpan.Seconds(119), FaultSpan.Seconds(120), "/a/: 503") { Path = "/a/", Status = HttpStatusCode.ServiceUnavailable };

    [Fact]
    public void Page_ThatShowedWhatWasHidden_MayBeGivenUpDuringAFault() => Assert.Empty(Breaches(_givenUp, ("/a/", 105)));

    [Fact]
    public void Page_OfAStoryWhereNothingWasHidden_MayNot() => Assert.Equal("a page failed that nothing kept from being shown: /a/: 503", Assert.Single(Breaches(_givenUp, ("/b/", 105))));

    // It was checked in the calm between the faults.
    [Theory]
    [InlineData(86, 0)]
    [InlineData(84, 1)]
    [InlineData(10, 1)]
    public void Page_MayNotBeGivenUpForWhatWasHiddenLongBefore(double hidden, int breaches) => Assert.Equal(breaches, Breaches(_givenUp, ("/a/", hidden)).Count());

    [Fact]
    public void Page_MayBeGivenUpForWhatWasHiddenFaultsBefore()
    {
        FaultSpan[] chain = [new(FaultKind.KillSilo, FaultSpan.Seconds(20), FaultSpan.Seconds(90)), .. _faults];

        Assert.Empty(GivenUpPages.Breaches([_givenUp], [("/a/", FaultSpan.Seconds(30))], chain));
    }

    [Fact]
    public void Page_MayNotBeGivenUpEarly() => Assert.Single(Breaches(_givenUp, ("/a/", 106)));

    [Fact]
    public void Page_MayNotBeGivenUpWhereNothingIsWrong() => Assert.Single(Breaches(_givenUp with { Began = FaultSpan.Seconds(150), Ended = FaultSpan.Seconds(151) }, ("/a/", 105)));

    [Theory]
    [InlineData(HttpStatusCode.InternalServerError)]
    [InlineData(HttpStatusCode.NotFound)]
    [InlineData(HttpStatusCode.OK)]
    [InlineData(null)]
    public void Page_MayNotFailInAnotherWay(HttpStatusCode? status) => Assert.Single(Breaches(_givenUp with { Status = status }, ("/a/", 105)));

    private static IEnumerable<string> Breaches(FailedRequest failed, (string Path, double Second) hidden) =>
        GivenUpPages.Breaches([failed], [(hidden.Path, FaultSpan.Seconds(hidden.Second))], _faults);
}
