using System.Globalization;
using OrleansNews.Site;

namespace OrleansNews.Layout;

public sealed class SiteDatesTests
{
    /// <summary>Where the clocks go back, the first of the two moments; where they go forward, the one at which the time would have come, whose own is later.</summary>
    [Theory]
    [InlineData("Europe/Berlin", "2027-10-31T01:59:59", "2027-10-30T23:59:59Z")]
    [InlineData("Europe/Berlin", "2027-10-31T02:00:00", "2027-10-31T00:00:00Z")]
    [InlineData("Europe/Berlin", "2027-10-31T02:59:59", "2027-10-31T00:59:59Z")]
    [InlineData("Europe/Berlin", "2027-10-31T03:00:00", "2027-10-31T02:00:00Z")]
    [InlineData("Europe/Berlin", "2027-03-28T01:59:59", "2027-03-28T00:59:59Z")]
    [InlineData("Europe/Berlin", "2027-03-28T02:30:00", "2027-03-28T01:30:00Z")]
    [InlineData("Europe/Berlin", "2027-03-28T03:00:00", "2027-03-28T01:00:00Z")]
    [InlineData("Europe/Dublin", "2027-10-31T01:30:00", "2027-10-31T00:30:00Z")]
    [InlineData("America/New_York", "2027-11-07T01:30:00", "2027-11-07T05:30:00Z")]
    [InlineData("Australia/Lord_Howe", "2027-04-04T01:45:00", "2027-04-03T14:45:00Z")]
    [InlineData("UTC", "2027-10-31T02:30:00", "2027-10-31T02:30:00Z")]
    public void Clock_MeansTheFirstMomentThatItIsShownAt(string zone, string clock, string moment)
    {
        var dates = new SiteDates(new SiteSettings { TimeZone = zone });
        Assert.Equal(DateTimeOffset.Parse(moment, CultureInfo.InvariantCulture), dates.MomentOf(DateTime.Parse(clock, CultureInfo.InvariantCulture)));
    }
}
