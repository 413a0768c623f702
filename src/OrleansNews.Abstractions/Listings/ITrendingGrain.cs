using System.Collections.Immutable;

namespace OrleansNews.Listings;

/// <summary>Which stories are read most. Key: 0. In memory: front ends say every few seconds what they have counted, so a restart forgets nothing that one of them knows.</summary>
[Alias("news.trending")]
public interface ITrendingGrain : IGrainWithIntegerKey
{
    /// <summary>
    /// Replaces what a front end said last. What it counted is decayed to the moment of the report; a front end that reports no more fades at the same rate. Answers the
    /// time in which a reading comes to count half (<c>Trending:HalfLife</c>), for the front end's own counting.
    /// </summary>
    /// <param name="frontEnd">The front end; another number after each start.</param>
    /// <param name="top">Its stories with the most readings, at most <see cref="MostReported"/>.</param>
    [Alias("report")]
    Task<TimeSpan> ReportAsync(Guid frontEnd, ImmutableArray<StoryReadings> top);

    /// <summary>The stories with the most readings, the first first. They may have been withdrawn: who shows them asks each.</summary>
    /// <param name="count">At most so many, 1 to 100.</param>
    [Alias("most-read")]
    Task<ImmutableArray<ArticleId>> GetMostReadAsync(int count);

    /// <summary>How many stories a report may have.</summary>
    const int MostReported = 100;
}

/// <summary>How much a story was read of late.</summary>
/// <param name="Article">The story.</param>
/// <param name="Readings">Readings, each counting less the longer it is ago.</param>
[GenerateSerializer, Immutable, Alias("news.StoryReadings")]
public readonly record struct StoryReadings([property: Id(0)] ArticleId Article, [property: Id(1)] double Readings);
