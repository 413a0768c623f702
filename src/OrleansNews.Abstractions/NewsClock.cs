namespace OrleansNews;

/// <summary>
/// The key under which the site's clock is registered. Grains and pages take
/// <c>[FromKeyedServices(NewsClock.Key)] TimeProvider</c>, so that a test can move the site's time while Orleans' own clock stays real.
/// </summary>
public static class NewsClock
{
    /// <summary>The service key of the <see cref="TimeProvider"/>.</summary>
    public const string Key = "news";
}
