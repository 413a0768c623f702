using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Concurrency;
using Orleans.Providers;
using Orleans.Storage;

namespace OrleansNews.Accounts;

[GrainType("data-protection-keys"), Reentrant]
internal sealed class DataProtectionKeysGrain : Grain, IDataProtectionKeysGrain
{
    private readonly CommittedState<DataProtectionKeysState> _state;

    public DataProtectionKeysGrain([FromKeyedServices(ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME)] IGrainStorage storage) =>
        _state = new(GrainContext, storage, "data-protection-keys");

    public override Task OnActivateAsync(CancellationToken cancellationToken) => _state.LoadAsync();

    public Task<ImmutableArray<DataProtectionKey>> ReadAsync(int skip)
    {
        ImmutableArray<DataProtectionKey> keys = [.. _state.Current.Keys.Skip(skip).Select(key => new DataProtectionKey(key.Name, key.Xml))];
        return Task.FromResult(keys);
    }

    public Task AddAsync(DataProtectionKey key) => _state.ChangeAsync(state => Has(state, key) ? (state, false) : (With(state, key), true));

    public Task<bool> AddBehindAsync(DataProtectionKey key, int known) =>
        _state.ChangeAsync(state => Has(state, key) ? (state, true) : state.Keys.Length == known ? (With(state, key), true) : (state, false));

    private static bool Has(DataProtectionKeysState state, DataProtectionKey key) => state.Keys.Any(known => known.Name == key.Name);

    private static DataProtectionKeysState With(DataProtectionKeysState state, DataProtectionKey key) => state with { Keys = state.Keys.Add(new() { Name = key.Name, Xml = key.Xml }) };
}
