using Orleans.Concurrency;

namespace OrleansNews.Comments;

/// <summary>A front end that watches a thread.</summary>
[Alias("news.thread-observer")]
public interface IThreadObserver : IGrainObserver
{
    /// <summary>A hint that the thread has moved to <paramref name="version"/>. May be lost, late or doubled: the log is read from the watcher's own position.</summary>
    [OneWay, Alias("moved")]
    Task MovedAsync(ArticleId article, ThreadVersion version);
}
