using System.Diagnostics;
using System.Globalization;

namespace OrleansNews.Cluster.Faults;

/// <summary>Whether feeds and search showed what was published, and nothing that was withdrawn.</summary>
internal static class NewsLedger
{
    private const int InAFeed = 10;
    private const double GoneWithin = 2;
    private const double ShownWithin = 10;

    /// <summary>How long after a fault was found out something may still lack: an index that met an outage looks again at what it could not read, and messages that a crash left behind are delivered.</summary>
    public static readonly TimeSpan Recovery = TimeSpan.FromSeconds(15);

    /// <summary>Every breach, as a line; none when all is well.</summary>
    /// <param name="sightings">What was seen.</param>
    /// <param name="stories">What was published, oldest first, one after the other.</param>
    /// <param name="faults">While one of them is found out, a current activation may not be reached; for some time behind it, not everything may be shown yet.</param>
    public static IEnumerable<string> Breaches(IReadOnlyCollection<Sighting> sightings, IReadOnlyList<NewStory> stories, IReadOnlyCollection<FaultSpan> faults)
    {
        foreach (var spoiled in sightings.Where(sighting => sighting.Fault is not null)) yield return $"{spoiled.Where} cannot be read: {spoiled.Fault}";
        // What says that it is old wins over what was decided meanwhile, while something is down.
        foreach (var sighting in sightings.Where(sighting => sighting.Fault is null && !(sighting.IsStale && FaultSpan.Touches(faults, sighting.AskedAt, sighting.AnsweredAt))))
        {
            foreach (var story in stories.Where(story => story.WithdrawnAt is { } at && sighting.Paths.Contains(story.Path) && sighting.AskedAt > at + Bound(at, sighting)))
                yield return Line(sighting, story.Path, "was withdrawn", story.WithdrawnAt!.Value);
            if (IsExcused(sighting, faults)) continue;
            foreach (var story in Wanted(sighting, stories).Where(story => !sighting.Paths.Contains(story.Path))) yield return Line(sighting, story.Path, "is not there, published", story.At);
        }

        long Bound(long at, Sighting sighting) => FaultSpan.Seconds(FaultSpan.Touches(faults, at, sighting.AskedAt) ? FaultSpan.Detection.TotalSeconds : GoneWithin);
    }

    /// <summary>When the looks began that no fault excuses and that had something to show: what lacks in them is a breach.</summary>
    public static IEnumerable<long> Strict(IEnumerable<Sighting> sightings, IReadOnlyList<NewStory> stories, IReadOnlyCollection<FaultSpan> faults) =>
        sightings.Where(sighting => sighting.Fault is null && !IsExcused(sighting, faults) && Wanted(sighting, stories).Any()).Select(sighting => sighting.AskedAt);

    /// <summary>When the looks began behind a withdrawal that no fault excuses: the story in one of them is a breach.</summary>
    public static IEnumerable<long> StrictOfWithdrawn(IEnumerable<Sighting> sightings, IReadOnlyList<NewStory> stories, IReadOnlyCollection<FaultSpan> faults)
    {
        var withdrawn = stories.Where(story => story.WithdrawnAt is not null).Select(story => story.WithdrawnAt!.Value).ToList();
        return sightings.Where(sighting => sighting.Fault is null && withdrawn.Any(at => sighting.AskedAt > at + FaultSpan.Seconds(GoneWithin) && !FaultSpan.Touches(faults, at, sighting.AskedAt))).Select(sighting => sighting.AskedAt);
    }

    private static bool IsExcused(Sighting sighting, IReadOnlyCollection<FaultSpan> faults) => FaultSpan.Touches(faults, sighting.AskedAt - FaultSpan.Seconds(Recovery.TotalSeconds), sighting.AnsweredAt);

    private static IEnumerable<NewStory> Wanted(Sighting sighting, IReadOnlyList<NewStory> stories)
    {
        var begun = stories.TakeWhile(story => story.Began < sighting.AnsweredAt);
        var candidates = sighting.Word is { } word ? begun.Where(story => story.Word == word) : begun.TakeLast(InAFeed);
        return candidates.Where(story => story.At + FaultSpan.Seconds(ShownWithin) < sighting.AskedAt && !(story.WithdrawalBegan < sighting.AnsweredAt));
    }

    private static string Line(Sighting sighting, string path, string what, long since) =>
        string.Create(CultureInfo.InvariantCulture, $"{sighting.Where}: {path} {what} {Stopwatch.GetElapsedTime(since, sighting.AskedAt).TotalSeconds:F1} s before");
}
