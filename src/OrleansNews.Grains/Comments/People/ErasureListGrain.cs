using System.Collections.Immutable;
using System.Runtime.ExceptionServices;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using Orleans.Providers;
using Orleans.Runtime;
using Orleans.Storage;
using OrleansNews.Accounts;

namespace OrleansNews.Comments;

[GrainType("erasure-list"), Reentrant]
internal sealed partial class ErasureListGrain : Grain, IErasureListGrain
{
    private readonly CommittedState<ErasureListState> _state;
    private readonly TimeProvider _time;
    private readonly ILogger<ErasureListGrain> _logger;
    private readonly HashSet<string> _replaying = [];
    private Task<ErasureReplay> _replay = Task.FromResult(default(ErasureReplay));

    public ErasureListGrain(
        [FromKeyedServices(ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME)] IGrainStorage storage,
        [FromKeyedServices(NewsClock.Key)] TimeProvider time,
        ILogger<ErasureListGrain> logger)
    {
        _state = new(GrainContext, storage, "erasure-list");
        _time = time;
        _logger = logger;
    }

    public override Task OnActivateAsync(CancellationToken cancellationToken) => _state.LoadAsync();

    public Task AddAsync(string commenter)
    {
        // A replayed erasure keeps its own time: else a second restore would take it for a new one and erase what the person wrote since.
        if (_replaying.Contains(commenter)) return Task.CompletedTask;
        var erasure = new Erasure(commenter, _time.GetUtcNow());
        return _state.ChangeAsync(state => (Erasures.Ordered(state, erasure), true));
    }

    public Task<ImmutableArray<Erasure>> GetSinceAsync(DateTimeOffset since) => Task.FromResult(Erasures.Since(_state.Current, since));

    public Task MergeAsync(ImmutableArray<Erasure> erasures) => _state.ChangeAsync(state => (Erasures.With(state, erasures), true));

    // A call that was given up by its caller goes on here, and whoever asks again waits for it.
    public Task<ErasureReplay> ReplayAsync(DateTimeOffset since) => _replay.IsCompleted ? _replay = ReplaySomeAsync(since) : _replay;

    private async Task<ErasureReplay> ReplaySomeAsync(DateTimeOffset since)
    {
        var due = Erasures.PendingSince(_state.Current, since);
        var (persons, comments) = (0, 0);
        Exception? failed = null;
        foreach (var (commenter, _) in due)
        {
            if (persons == IErasureListGrain.MostReplayed) break;
            try
            {
                comments += await EraseAgainAsync(commenter);
                persons++;
            }
            catch (Exception fault)
            {
                // It stays pending, and nobody else waits for it.
                failed = fault;
            }
        }

        if (persons == 0 && failed is not null) ExceptionDispatchInfo.Throw(failed);
        return new(persons, comments, persons == due.Length);
    }

    private async Task<int> EraseAgainAsync(string commenter)
    {
        var person = GrainFactory.GetGrain<ICommenterGrain>(commenter);
        _replaying.Add(commenter);
        try
        {
            var comments = await CountAsync(person);
            await person.EraseAsync(Actor.System);
            await _state.ChangeAsync(state => (Erasures.CarriedOut(state, commenter), true));
            return comments;
        }
        finally
        {
            _replaying.Remove(commenter);
        }
    }

    // Threads are asked for it. The erasure is ordered whether they answer or not, and reaches them when they do.
    private async Task<int> CountAsync(ICommenterGrain person)
    {
        try
        {
            return (await person.FindCommentsAsync(Actor.System))?.Length ?? 0;
        }
        catch (Exception fault) when (fault is ThreadUnavailableException or TimeoutException or OrleansException or OperationCanceledException)
        {
            LogNotCounted(fault);
            return 0;
        }
    }

    [LoggerMessage(LogLevel.Warning, "The comments of a person who is erased again could not be counted.")]
    private partial void LogNotCounted(Exception fault);
}
