using System.Collections.Concurrent;
using OrleansNews.Comments;

namespace OrleansNews.Site;

/// <summary>
/// Keeps copies of the newest stories, the front page and the sections on the disk of a front end of role <c>web</c>, and keeps from it, and from memory, what was hidden: once a second it asks which
/// threads and stories have changed, and checks the pages of those alone, those of stories that only grew after a while (<see cref="GrownStories"/>). So a page that nobody has read for an hour does
/// not bring back what was withdrawn when the cluster goes down.
/// </summary>
internal sealed partial class PageFollower(
    IClusterClient cluster,
    PageCache cache,
    PageCopies copies,
    PageFragments fragments,
    PageInstruments instruments,
    WarmUp warmUp,
    IEnumerable<IWarmPages> warm,
    IOptions<ReadOptions> options,
    TimeProvider time,
    [FromKeyedServices(NewsClock.Key)] TimeProvider clock,
    ILogger<PageFollower> log) : BackgroundService
{
    private const int AtOnce = 4;
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ConfirmEvery = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan FillFor = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan WarmFor = TimeSpan.FromSeconds(10);

    // Longer than a silo can be silent, given up by the others and not know it (`FailureDetectionTests`).
    internal static readonly TimeSpan GiveUpAfter = TimeSpan.FromSeconds(15);

    private readonly List<IWarmPages> _lists = [.. warm];
    private readonly GrownStories _grown = new(time);
    private readonly Dictionary<IWarmPages, IReadOnlyList<WarmPage>> _listed = [];
    private readonly HashSet<string> _doubtful = new(StringComparer.Ordinal);

    // Those of them that could not be read when it was their turn: the others come first.
    private readonly HashSet<string> _unreadable = new(StringComparer.Ordinal);

    // Stories that may show what was hidden, since when.
    private readonly ConcurrentDictionary<ArticleId, long> _suspected = new();

    // When copies stop being true by themselves.
    private readonly ConcurrentDictionary<string, DateTimeOffset> _ends = new(StringComparer.Ordinal);
    private Dictionary<string, WarmPage> _wanted = new(StringComparer.Ordinal);
    private FragmentSet? _writtenFragments;
    private long _changesSeen = -1;
    private long _askedAt = time.GetTimestamp();
    private long? _confirmedAt;
    private bool _isSilent;

    /// <summary>The share of the wanted pages whose copies are known to be the present ones, or to lack the comments of the last seconds alone, 0 to 1; 1 when none is wanted.</summary>
    public double Coverage { get; private set; }

    /// <summary>How many copies one pass makes at most.</summary>
    internal int FillsEachPass { get; init; } = 200;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!copies.AreKept)
        {
            warmUp.End();
            return;
        }

        instruments.Watch(this);
        await Task.Yield();
        EndWarmUpAsync(stoppingToken).Ignore();
        while (!stoppingToken.IsCancellationRequested)
        {
            var confirmed = await TryPassAsync(stoppingToken);
            if (confirmed && _doubtful.Count == 0) warmUp.End(); // A failed pass says little: the client may still connect.
            // Filling an empty folder goes on at once; otherwise there is a second's time.
            if (!confirmed || _doubtful.Count == 0) await Task.Delay(Poll, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    // After a while what is there is all there is, however long a pass waits for its answers, and of a large newspaper the newest have come.
    private async Task EndWarmUpAsync(CancellationToken cancel)
    {
        await Task.Delay(WarmFor, time, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        warmUp.End();
    }

    /// <summary>One pass, whatever becomes of it.</summary>
    internal async Task<bool> TryPassAsync(CancellationToken cancel)
    {
        try
        {
            await PassAsync(cancel);
            _isSilent = false;
            return true;
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            return false;
        }
        catch (Exception fault)
        {
            // Said once: an outage lasts for many passes.
            if (!_isSilent) LogInterrupted(fault);
            _isSilent = true;
            return false;
        }
    }

    private async Task PassAsync(CancellationToken cancel)
    {
        var pieces = (await fragments.ReadAsync()).LastKnown;
        if (!ReferenceEquals(pieces, _writtenFragments)) await copies.WriteFragmentsAsync(pieces);
        _writtenFragments = pieces;
        // Before the lists: what changes in between is in the next answer.
        var asked = time.GetTimestamp();
        var changes = await cluster.GetGrain<ILatestCommentsGrain>(0).GetChangesAsync(_changesSeen).WaitAsync(options.Value.Deadline, cancel);
        await ReadListsAsync();
        if (changes.Reset) _doubtful.UnionWith(_wanted.Keys);
        else await CheckAsync(changes, cancel);
        (_changesSeen, _askedAt) = (changes.Version, asked);
        await EndAsync(cancel);

        var fault = await FillAsync(cancel);
        Coverage = _wanted.Count == 0 ? 1 : 1 - ((double)_doubtful.Count / _wanted.Count);
        if (fault is not null) throw new InvalidOperationException("Some copies could not be made.", fault);
        if (_doubtful.Count == 0) await ConfirmAsync();
    }

    // Stories that cannot be read at the moment, however many, keep no other from being copied, and none that changes from being looked at.
    private async Task<Exception?> FillAsync(CancellationToken cancel)
    {
        _unreadable.IntersectWith(_doubtful);
        if (_unreadable.Count == _doubtful.Count) _unreadable.Clear();
        var some = _doubtful.Except(_unreadable).Take(FillsEachPass).ToList();
        var began = time.GetTimestamp();
        var faults = new ConcurrentQueue<Exception>();
        await Parallel.ForEachAsync(some, Limit(cancel), async (path, _) =>
        {
            if (time.GetElapsedTime(began) > FillFor) return;
            try
            {
                await RenewAsync(_wanted[path]);
                lock (_doubtful) _doubtful.Remove(path);
            }
            catch (Exception fault)
            {
                faults.Enqueue(fault);
                lock (_doubtful) _unreadable.Add(path);
            }
        });
        return faults.TryPeek(out var first) ? first : null;
    }

    // Pages that said until when they are true: in memory they are made anew, and so are their copies.
    private async Task EndAsync(CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        foreach (var (path, end) in _ends)
        {
            if (end > now || !_ends.TryRemove(path, out _)) continue;
            if (_wanted.ContainsKey(path)) _doubtful.Add(path);
        }

        await CheckPagesAsync(page => page.LastKnown?.ValidUntil <= now, Never, Never, cancel);
    }

    private async Task ReadListsAsync()
    {
        var isOther = false;
        foreach (var list in _lists)
        {
            if (await list.ReadAsync() is not { } pages) continue;
            _listed[list] = pages;
            isOther = true;
        }

        if (!isOther) return;
        var wanted = _listed.Values.SelectMany(pages => pages).ToDictionary(page => page.Path, StringComparer.Ordinal);
        var gone = _wanted.Keys.Except(wanted.Keys).ToList();
        foreach (var path in gone) copies.Delete(path);
        _doubtful.IntersectWith(wanted.Keys);
        var changed = wanted.Values.Where(page => !_wanted.TryGetValue(page.Path, out var before) || before.Stamp != page.Stamp).Select(page => page.Path).ToHashSet(StringComparer.Ordinal);
        _doubtful.UnionWith(changed);

        // A story that changed may have been withdrawn, and so may one that left the lists: all its pages are looked at, those of its older comments as well.
        var stories = changed.Select(path => wanted[path]).Concat(gone.Select(path => _wanted[path])).Select(page => page.Article).OfType<ArticleId>().ToHashSet();
        // One that nobody keeps a copy of has pages in memory all the same.
        var others = cache.Pages.Select(page => page.Article).OfType<ArticleId>().Where(story => _lists.Exists(list => list.HasChanged(story)));
        stories.UnionWith(others);
        if (_wanted.Count == 0) copies.KeepOnly(wanted.Keys);
        _wanted = wanted;
        await CheckPagesAsync(page => page.Article is { } article && stories.Contains(article), Always, Never, default);
        // Listings show headlines and excerpts of such stories.
        await Parallel.ForEachAsync(cache.Pages.Where(page => page is { Article: null, ShowsTexts: true }).ToList(), Limit(default), async (page, _) =>
        {
            page.Doubt(isWrong: true);
            await cache.CheckAsync(page, isHurried: true);
        });
    }

    // Pages in memory that may show what is hidden now: one that cannot be checked is given up, unless all that it can lack is a comment.
    private Task CheckPagesAsync(Func<CachedPage, bool> which, Func<CachedPage, bool> isWrong, Func<CachedPage, bool> lacksAtMostComments, CancellationToken cancel)
    {
        var pages = cache.Pages.Where(which).ToList();
        // All of them before the first is checked: who reads one meanwhile waits for it.
        pages.ForEach(page => page.Doubt(isWrong(page)));
        return Parallel.ForEachAsync(pages, Limit(cancel), async (page, _) =>
        {
            var served = await cache.CheckAsync(page, isHurried: true);
            // A check that was under way already may have seen the story or its thread as it was before.
            if (page.IsDoubtful) served = await cache.CheckAsync(page, isHurried: true);
            if (served is not { Age: null } && !(served is not null && lacksAtMostComments(page))) cache.Purge(page);
        });
    }

    /// <summary>
    /// Threads have changed: something may have been hidden, but for those to which comments were only added, which are looked at when it is their turn. What cannot be checked is checked again with every pass, and given up
    /// when that goes on for longer than a silo may take to be found dead: a database that is started again, or a silo that was killed, costs nobody a page.
    /// </summary>
    private async Task CheckAsync(ThreadChanges changes, CancellationToken cancel)
    {
        HashSet<ArticleId> changed = [.. changes.Articles, .. _suspected.Keys];
        if (!changes.Added.IsDefaultOrEmpty)
        {
            var grown = changes.Added.Except(_suspected.Keys).ToList();
            changed.ExceptWith(grown);
            _grown.Add(grown, _askedAt);
        }

        var added = _grown.Due().Except(changed).ToHashSet();
        changed.UnionWith(added);
        if (changed.Count == 0) return;
        var failed = new ConcurrentDictionary<ArticleId, bool>();
        bool Stays(ArticleId article)
        {
            if (added.Contains(article)) return true;
            return failed[article] = time.GetElapsedTime(_suspected.GetOrAdd(article, time.GetTimestamp())) < GiveUpAfter;
        }

        await CheckPagesAsync(
            page => page.Article is { } article ? changed.Contains(article) : page.ShowsComments,
            page => page.Article is { } article ? !added.Contains(article) : !changed.IsSubsetOf(added),
            page => page.Article is { } article ? Stays(article) : changed.IsSubsetOf(added),
            cancel);
        await Parallel.ForEachAsync(_wanted.Values.Where(page => page.Article is { } article && changed.Contains(article)).ToList(), Limit(cancel), async (page, _) =>
        {
            try
            {
                await RenewAsync(page);
            }
            catch (Exception fault) when (ClusterFaults.IsUnavailable(fault))
            {
                // It is made again when the cluster answers. One that is known to be wrong, and not what is right, does not stay for long; one that is only old does.
                if (!Stays(page.Article!.Value)) copies.Delete(page.Path);
                lock (_doubtful) _doubtful.Add(page.Path);
            }
        });
        foreach (var article in _suspected.Keys.Where(article => !failed.GetValueOrDefault(article))) _suspected.TryRemove(article, out _);
        _grown.Remove(changed);
    }

    private async Task RenewAsync(WarmPage page)
    {
        var known = await copies.FindVersionAsync(page.Path);
        var answer = await page.Source.ReadAsync(known);
        if (answer is PageEdition { ValidUntil: { } end }) _ends[page.Path] = end;
        else _ends.TryRemove(page.Path, out _);
        switch (answer)
        {
            case PageEdition edition when !ReferenceEquals(edition, known):
                await copies.WriteAsync(page.Path, edition);
                break;
            case PageEdition:
                break;
            default:
                copies.Delete(page.Path);
                break;
        }
    }

    private async Task ConfirmAsync()
    {
        var now = time.GetTimestamp();
        if (_confirmedAt is { } at && time.GetElapsedTime(at, now) < ConfirmEvery) return;
        // What came while this pass went on is in the next answer.
        var asked = time.GetElapsedTime(_askedAt, now);
        await copies.ConfirmAllAsync(_grown.Behind > asked ? _grown.Behind : asked);
        _confirmedAt = now;
    }

    private static bool Never(CachedPage page) => false;

    private static bool Always(CachedPage page) => true;

    private static ParallelOptions Limit(CancellationToken cancel) => new() { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancel };

    [LoggerMessage(Level = LogLevel.Warning, Message = "The copies of pages on this disk are not followed up at the moment; they are served as they are while the cluster is down")]
    private partial void LogInterrupted(Exception fault);
}
