using OrleansNews.Layout;
using OrleansNews.Site;

namespace OrleansNews.Listings;

public sealed class DateArchiveTests
{
    [Theory]
    [InlineData(2026, 2, 29)]
    [InlineData(2026, 13, null)]
    [InlineData(0, null, null)]
    [InlineData(1, null, null)]
    [InlineData(1, 1, 1)]
    [InlineData(9999, 12, null)]
    public void Of_WhatTheCalendarLacksOrCannotBound_IsNothing(int year, int? month, int? day) => Assert.Null(DateArchive.Of(year, month, day));

    // East of Greenwich the second year begins in the first.
    [Theory]
    [InlineData(2, "Pacific/Kiritimati")]
    [InlineData(9998, "Pacific/Pago_Pago")]
    public void Query_OfTheFirstAndLastYears_HasBounds(int year, string zone)
    {
        var query = DateArchive.Of(year)!.Query(new SiteDates(new SiteSettings { TimeZone = zone }), 1, 10);

        Assert.True(query.From < query.Until);
    }
}
