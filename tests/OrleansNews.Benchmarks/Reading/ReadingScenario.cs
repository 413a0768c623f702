using OrleansNews.Benchmarks.Measuring;

namespace OrleansNews.Benchmarks.Reading;

/// <summary>Pages over HTTP beside bare Kestrel and nginx.</summary>
internal sealed class ReadingScenario : IScenario
{
    /// <summary>Comments under a story, of 60 words each.</summary>
    public const int Comments = 50;

    public string Name => "reading";

    public string Title => "Reading";

    public string Method =>
        "A host of its own, read by wrk with two threads and 32 connections over loopback; host, references and wrk share the machine. The references serve the bytes of the same page: "
        + "Kestrel with one minimal endpoint from memory, without logs, metrics or security headers, and nginx with a worker for each core from a file. The story has 800 words and 50 comments of 60 words. "
        + "What is compared takes turns, three rounds; of each the middle round counts. Newspapers of many stories have about 330 words a story; what their size costs is measured by one reader, "
        + "who asks for the next page when the last is there, with no page kept in memory.";

    public IReadOnlyList<ScenarioPart> Parts =>
    [
        new("hit", CachedHits.MeasureAsync),
        new("busy", BusyStory.MeasureAsync),
        new("miss", Misses.MeasureAsync),
        new("growth", Growth.MeasureAsync),
        new("comments", CommentPages.MeasureAsync),
        new("permalinks", PermalinkChange.MeasureAsync),
        new("zipf", ZipfReads.MeasureAsync),
    ];
}
