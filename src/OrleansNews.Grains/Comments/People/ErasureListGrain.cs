using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Concurrency;
using Orleans.Providers;
using Orleans.Storage;
using OrleansNews.Accounts;

namespace OrleansNews.Comments;

[GrainType("erasure-list"), Reentrant]
internal sealed class ErasureListGrain : Grain, IErasureListGrain
{
    private readonly CommittedState<ErasureListState> _state;
    private readonly TimeProvider _time;
    private readonly HashSet<string> _replaying = [];

    public ErasureListGrain(
        [FromKeyedServices(ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME)] IGrainStorage storage,
        [FromKeyedServices(NewsClock.Key)] TimeProvider time)
    {
        _state = new(GrainContext, storage, "erasure-list");
        _time = time;
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

    public async Task<ErasureReplay> ReplayAsync(DateTimeOffset since)
    {
        var due = Erasures.PendingSince(_state.Current, since);
        var (persons, comments) = (0, 0);
        foreach (var (commenter, _) in due.Take(IErasureListGrain.MostReplayed))
        {
            comments += await EraseAgainAsync(commenter);
            persons++;
        }

        return new(persons, comments, due.Length <= IErasureListGrain.MostReplayed);
    }

    private async Task<int> EraseAgainAsync(string commenter)
    {
        var person = GrainFactory.GetGrain<ICommenterGrain>(commenter);
        _replaying.Add(commenter);
        try
        {
            var comments = await person.FindCommentsAsync(Actor.System);
            await person.EraseAsync(Actor.System);
            await _state.ChangeAsync(state => (Erasures.CarriedOut(state, commenter), true));
            return comments?.Length ?? 0;
        }
        finally
        {
            _replaying.Remove(commenter);
        }
    }
}
