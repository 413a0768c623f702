using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using Orleans.Providers;
using Orleans.Storage;

namespace OrleansNews.Articles;

[GrainType("schedule"), Reentrant]
internal sealed partial class ScheduleGrain : Grain, IScheduleGrain
{
    private const int AskedAtOnce = 16;

    // Less than a tick: a story that does not answer must not make the next ones late.
    private static readonly TimeSpan AnsweredWithin = TimeSpan.FromMilliseconds(400);
    private static readonly TimeSpan StoryAnswersWithin = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan RereadEvery = TimeSpan.FromSeconds(2);

    // A story that does not know a publication may be about to commit it, in an activation that is cut off for a while; nothing takes longer than this.
    private static readonly TimeSpan Unsettled = TimeSpan.FromMinutes(1);

    private readonly CommittedState<ScheduleState> _state;
    private readonly TimeProvider _time;
    private readonly ILogger<ScheduleGrain> _logger;
    private readonly Rereading _reread;
    private readonly HashSet<Guid> _asked = [];
    private readonly Dictionary<Guid, int> _tries = [];

    public ScheduleGrain(
        [FromKeyedServices(ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME)] IGrainStorage storage,
        [FromKeyedServices(NewsClock.Key)] TimeProvider time,
        ILogger<ScheduleGrain> logger)
    {
        _state = new(GrainContext, storage, "schedule");
        _reread = new(_state.ReloadAsync, time, RereadEvery);
        _time = time;
        _logger = logger;
    }

    public override Task OnActivateAsync(CancellationToken cancellationToken) => _state.LoadAsync();

    public Task RegisterAsync(ArticleId article, Guid publication, DateTimeOffset at)
    {
        if (IScheduleGrain.ShardOf(article) != this.GetPrimaryKeyLong()) throw new ArgumentException($"Story {article} is kept by shard {IScheduleGrain.ShardOf(article)}.", nameof(article));
        var entry = new ScheduleEntry { Article = article, Publication = publication, At = at, RegisteredAt = _time.GetUtcNow() };
        return _state.ChangeAsync(state => (state with { Entries = state.Entries.Add(entry) }, true));
    }

    public async Task FireDueAsync()
    {
        try
        {
            await FireAllAsync().WaitAsync(AnsweredWithin, _time);
        }
        catch (TimeoutException)
        {
            // What was begun goes on, and whoever calls next is not kept from the rest.
        }
    }

    private async Task FireAllAsync()
    {
        RereadAsync().Ignore();
        foreach (var gone in _tries.Keys.Except(_state.Current.Entries.Select(entry => entry.Publication)).ToList()) _tries.Remove(gone);
        var taken = new HashSet<Guid>();
        await Task.WhenAll(Enumerable.Range(0, AskedAtOnce - _asked.Count).Select(_ => FireOneAfterTheOtherAsync(taken)));
    }

    private async Task FireOneAfterTheOtherAsync(HashSet<Guid> taken)
    {
        while (_asked.Count < AskedAtOnce && NextDue(taken) is { } due) await FireAsync(due);
    }

    // One that did not answer waits behind those that were not asked yet.
    private ScheduleEntry? NextDue(HashSet<Guid> taken)
    {
        var now = _time.GetUtcNow();
        var due = _state.Current.Entries
            .Where(entry => entry.At <= now && !_asked.Contains(entry.Publication) && !taken.Contains(entry.Publication))
            .MinBy(entry => (_tries.GetValueOrDefault(entry.Publication), entry.At));
        if (due is not null) taken.Add(due.Publication);
        return due;
    }

    private async Task FireAsync(ScheduleEntry entry)
    {
        _asked.Add(entry.Publication);
        _tries[entry.Publication] = _tries.GetValueOrDefault(entry.Publication) + 1;
        try
        {
            var outcome = await GrainFactory.GetGrain<IArticleGrain>(entry.Article.Value).PublishScheduledAsync(entry.Publication).WaitAsync(StoryAnswersWithin, _time);
            if (IsSettled(entry, outcome)) await _state.ChangeAsync(state => (state with { Entries = state.Entries.RemoveAll(kept => kept.Publication == entry.Publication) }, true));
        }
        catch (Exception fault)
        {
            LogNotFired(entry.Article, fault); // The next tick, here or in another silo, tries again; the story knows whether it went out.
        }
        finally
        {
            _asked.Remove(entry.Publication);
        }
    }

    private bool IsSettled(ScheduleEntry entry, ScheduleOutcome outcome) => outcome switch
    {
        ScheduleOutcome.Published or ScheduleOutcome.Refused => true,
        ScheduleOutcome.Outdated => _time.GetUtcNow() - entry.RegisteredAt > Unsettled,
        _ => false,
    };

    // Another activation may have been told of a plan. What is known goes out meanwhile: a store that cannot be read makes nothing late.
    private async Task RereadAsync()
    {
        try
        {
            await _reread.WhenOldAsync();
        }
        catch (Exception fault)
        {
            LogNotReread(this.GetPrimaryKeyLong(), fault);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Shard {Shard} of the schedule could not be read again; what it knows goes out.")]
    private partial void LogNotReread(long shard, Exception fault);

    [LoggerMessage(LogLevel.Warning, "Article {Article} is due and could not be asked to go out; the next tick tries again.")]
    private partial void LogNotFired(ArticleId article, Exception fault);
}
