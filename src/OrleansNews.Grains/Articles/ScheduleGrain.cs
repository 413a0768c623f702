using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using Orleans.Providers;
using Orleans.Storage;

namespace OrleansNews.Articles;

[GrainType("schedule"), Reentrant]
internal sealed partial class ScheduleGrain : Grain, IScheduleGrain
{
    private const int FiredAtOnce = 16;

    // A story that does not know a publication may be about to commit it, in an activation that is cut off for a while; nothing takes longer than this.
    private static readonly TimeSpan Unsettled = TimeSpan.FromMinutes(1);

    private readonly CommittedState<ScheduleState> _state;
    private readonly TimeProvider _time;
    private readonly ILogger<ScheduleGrain> _logger;
    private bool _firing;

    public ScheduleGrain(
        [FromKeyedServices(ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME)] IGrainStorage storage,
        [FromKeyedServices(NewsClock.Key)] TimeProvider time,
        ILogger<ScheduleGrain> logger)
    {
        _state = new(GrainContext, storage, "schedule");
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
        if (_firing) return;
        _firing = true;
        try
        {
            var now = _time.GetUtcNow();
            foreach (var due in _state.Current.Entries.Where(entry => entry.At <= now).OrderBy(entry => entry.At).Chunk(FiredAtOnce))
            {
                var settled = await Task.WhenAll(due.Select(FireAsync));
                var gone = due.Where((_, index) => settled[index]).Select(entry => entry.Publication).ToHashSet();
                if (gone.Count > 0) await _state.ChangeAsync(state => (state with { Entries = state.Entries.RemoveAll(entry => gone.Contains(entry.Publication)) }, true));
            }
        }
        finally
        {
            _firing = false;
        }
    }

    private async Task<bool> FireAsync(ScheduleEntry entry)
    {
        try
        {
            return await GrainFactory.GetGrain<IArticleGrain>(entry.Article.Value).PublishScheduledAsync(entry.Publication) switch
            {
                ScheduleOutcome.Published or ScheduleOutcome.Refused => true,
                ScheduleOutcome.Outdated => _time.GetUtcNow() - entry.RegisteredAt > Unsettled,
                _ => false,
            };
        }
        catch (Exception fault)
        {
            LogNotFired(entry.Article, fault);
            return false; // The next tick, here or in another silo, tries again; the story knows whether it went out.
        }
    }

    [LoggerMessage(LogLevel.Warning, "Article {Article} is due and could not be asked to go out; the next tick tries again.")]
    private partial void LogNotFired(ArticleId article, Exception fault);
}
