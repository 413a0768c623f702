using System.Diagnostics.Metrics;
using Azure;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;
using OrleansNews.Storage.Conformance;

namespace OrleansNews.Storage.AzureBlobs;

/// <summary>What Orleans' own provider throws while the account is away is what every provider here throws, so that whoever saves is asked to come back.</summary>
public sealed class TranslatedAzureStorageTests
{
    public static TheoryData<Exception> OfTheAccount =>
    [
        new RequestFailedException(503, "Server busy", "ServerBusy", null),
        new RequestFailedException("No such host is known."),
        new AggregateException(new RequestFailedException("Connection refused."), new RequestFailedException("Connection refused.")),
        new TaskCanceledException(),
    ];

    [Theory(DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(OfTheAccount))]
    public async Task Fault_OfTheAccount_IsThatOfAnyStore(Exception fault)
    {
        foreach (var operation in Operations(fault)) Assert.Same(fault, (await Assert.ThrowsAsync<GrainStorageUnavailableException>(operation)).InnerException);
    }

    [Fact]
    public async Task Conflict_AndAFaultOfTheProgram_StayWhatTheyAre()
    {
        foreach (var operation in Operations(new InconsistentStateException("Somebody else wrote."))) await Assert.ThrowsAsync<InconsistentStateException>(operation);
        foreach (var operation in Operations(new FormatException())) await Assert.ThrowsAsync<FormatException>(operation);
    }

    [Fact]
    public async Task Clear_OfAStoredStateThatWasNotRead_IsAConflictAndReachesNobody()
    {
        var storage = Translated(new FailingStorage(new FormatException()) { Stored = "1" });

        await Assert.ThrowsAsync<InconsistentStateException>(() => storage.ClearStateAsync("note", Slot.NewGrain(), new GrainState<Note>()));
        await Assert.ThrowsAsync<FormatException>(() => storage.ClearStateAsync("note", Slot.NewGrain(), new GrainState<Note> { ETag = "1" }));
    }

    private static TranslatedAzureStorage Translated(FailingStorage inner) =>
        new(inner, new GrainStorageInstruments(new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>(), "suite"));

    private static IEnumerable<Func<Task>> Operations(Exception fault)
    {
        var storage = Translated(new FailingStorage(fault));
        var (grain, state) = (Slot.NewGrain(), new GrainState<Note>());
        return [() => storage.ReadStateAsync("note", grain, state), () => storage.WriteStateAsync("note", grain, state), () => storage.ClearStateAsync("note", grain, state)];
    }

    private sealed class FailingStorage(Exception fault) : IGrainStorage
    {
        /// <summary>The ETag of every state; null where reading fails too.</summary>
        public string? Stored { get; init; }

        public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
        {
            grainState.ETag = Stored;
            return Stored is null ? Task.FromException(fault) : Task.CompletedTask;
        }

        public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => Task.FromException(fault);

        public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => Task.FromException(fault);
    }
}
