namespace OrleansNews.Listings;

/// <summary>What counts as read of late. Section <c>Trending</c>.</summary>
internal sealed class TrendingOptions
{
    public const string Section = "Trending";

    /// <summary>The time in which a reading comes to count half for the most read stories. 1 minute to 30 days. Default: 6 hours.</summary>
    public TimeSpan HalfLife { get; set; } = TimeSpan.FromHours(6);
}
