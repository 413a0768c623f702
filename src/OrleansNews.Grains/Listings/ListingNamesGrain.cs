using Microsoft.Extensions.DependencyInjection;
using Orleans.Concurrency;
using Orleans.Providers;
using Orleans.Storage;

namespace OrleansNews.Listings;

[GrainType("listing-names"), Reentrant]
internal sealed class ListingNamesGrain : Grain, IListingNamesGrain
{
    private const int LongestKey = 1_000;

    private readonly CommittedState<ListingNamesState> _state;

    public ListingNamesGrain([FromKeyedServices(ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME)] IGrainStorage storage) => _state = new(GrainContext, storage, "listing-names");

    public override Task OnActivateAsync(CancellationToken cancellationToken) => _state.LoadAsync();

    public Task AddAsync(string key)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(key.Length, LongestKey, nameof(key));
        if (_state.Current.Keys.Contains(key)) return Task.CompletedTask;
        return _state.ChangeAsync(state => state.Keys.Contains(key) ? (state, false) : (state with { Keys = state.Keys.Add(key) }, true));
    }

    // Nothing is ever taken out, so the number of names is their version.
    public Task<ListingNames?> GetAsync(long knownVersion)
    {
        var keys = _state.Current.Keys;
        return Task.FromResult<ListingNames?>(knownVersion != 0 && knownVersion == keys.Count ? null : new(keys.Count, [.. keys]));
    }
}
