using Orleans.Storage;

namespace OrleansNews.Storage.Conformance;

/// <summary>A store that the conformance suite runs against, together with the provider in front of it.</summary>
public interface IStoreUnderTest : IAsyncLifetime
{
    /// <summary>A new provider on the store, as a silo that starts makes it. Several may be open at once.</summary>
    Task<OpenProvider> OpenAsync();
}

/// <summary>A store that outlives its providers.</summary>
public interface IDurableStoreUnderTest : IStoreUnderTest
{
    /// <summary>What <see cref="StoreAddress.OpenAsync"/> opens the same store from in another process.</summary>
    string Address { get; }

    /// <summary>Stops and starts the store itself, as hard as it can be; nothing to do where the store is no process of its own.</summary>
    Task RestartAsync();

    /// <summary>Asks the store to check itself. Called while no provider is open; throws when something is damaged.</summary>
    Task CheckIntegrityAsync();
}

/// <summary>A provider, and how it is closed.</summary>
public sealed class OpenProvider(IGrainStorage storage, Func<ValueTask> close) : IAsyncDisposable
{
    /// <summary>The provider.</summary>
    public IGrainStorage Storage => storage;

    public ValueTask DisposeAsync() => close();
}
