using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Orleans.Configuration;
using OrleansNews.Cluster;
using OrleansNews.Comments;
using OrleansNews.Operations;

namespace OrleansNews.Site;

/// <summary>A follower of pages that a test makes, with memory and copies of its own: its passes come when the test says so, and are told by it which threads have changed.</summary>
internal sealed class FollowedCopies : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("news-followed-");
    private readonly Meters _meters = new();
    private readonly NewsCluster _cluster;
    private readonly PageFollower _follower;
    private ThreadChanges _changes = new([], 1, Reset: true);

    public FollowedCopies(NewsCluster cluster, IWarmPages pages)
    {
        _cluster = cluster;
        _cluster.Calls.Instead = context =>
        {
            context.Result = _changes;
            return Task.CompletedTask;
        };
        var options = Options.Create(new ReadOptions { CopyFolder = _folder.FullName });
        var instruments = new PageInstruments(_meters);
        var fragments = new PageFragments([], options, Time);
        Copies = new(options, Options.Create(new ClusterOptions()), Time, NullLogger<PageCopies>.Instance);
        Cache = new(fragments, Copies, instruments, options, Time);
        _follower = new(cluster.Client, Cache, Copies, fragments, instruments, new(), [pages], options, Time, Time, NullLogger<PageFollower>.Instance);
    }

    public FakeTimeProvider Time { get; } = new();

    public PageCopies Copies { get; }

    public PageCache Cache { get; }

    /// <summary>The version of the changes that were told last.</summary>
    public long Version => _changes.Version;

    /// <summary>The first pass: nothing is known of what has changed.</summary>
    public Task BeginAsync() => PassAsync(_changes);

    /// <summary>A pass that is told these changes.</summary>
    public Task PassAsync(ThreadChanges changes)
    {
        _changes = changes;
        return _follower.TryPassAsync(TestContext.Current.CancellationToken);
    }

    public void Dispose()
    {
        _cluster.Calls.Instead = null;
        _follower.Dispose();
        Cache.Dispose();
        _meters.Dispose();
        _folder.Delete(recursive: true);
    }
}
