using Azure.Storage.Blobs;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using Orleans.Serialization.Serializers;
using OrleansNews.Processes;
using OrleansNews.Storage.Conformance;
using System.Diagnostics.Metrics;

namespace OrleansNews.Storage.AzureBlobs;

/// <summary>The emulator that all tests of the assembly share; each class has a container of its own.</summary>
public sealed class AzuriteFixture : IAsyncLifetime
{
    private AzuriteServer? _server;

    public AzuriteServer Server => _server!;

    public async ValueTask InitializeAsync() => _server = await AzuriteServer.StartAsync();

    public ValueTask DisposeAsync() => _server?.DisposeAsync() ?? default;
}

/// <summary>Those who restart the emulator and those who need it do not run at the same time.</summary>
[CollectionDefinition(Name)]
public sealed class AzuriteCollection : ICollectionFixture<AzuriteFixture>
{
    public const string Name = "Azurite";
}

/// <summary>A container of the emulator.</summary>
public sealed class AzureBlobStore(AzuriteFixture fixture) : IDurableStoreUnderTest
{
    private readonly string _container = $"suite-{Guid.NewGuid():N}";

    public string Address => $"azure:{_container}|{fixture.Server.ConnectionString}";

    /// <summary>The container, by Azure's client alone.</summary>
    internal BlobContainerClient Container => new(fixture.Server.ConnectionString, _container);

    public ValueTask InitializeAsync() => default;

    public Task<OpenProvider> OpenAsync() => OpenAsync($"{_container}|{fixture.Server.ConnectionString}");

    public Task RestartAsync() => fixture.Server.RestartAsync();

    // The emulator has no check of its own; what was acknowledged is read by the test.
    public Task CheckIntegrityAsync() => Task.CompletedTask;

    public ValueTask DisposeAsync() => default;

    /// <summary>Opens a provider on <c>container|connection string</c>.</summary>
    internal static async Task<OpenProvider> OpenAsync(string place)
    {
        var parts = place.Split('|', 2);
        var options = new AzureBlobOptions { ContainerName = parts[0], ConnectionString = parts[1] };
        var services = new ServiceCollection().AddSerializer().AddMetrics().BuildServiceProvider();
        var storage = new AzureBlobGrainStorage(
            "suite",
            AzureBlobAccount.Create(options).GetBlobContainerClient(options.ContainerName),
            SuiteSerializer.Instance,
            services.GetRequiredService<IActivatorProvider>(),
            new GrainStorageInstruments(services.GetRequiredService<IMeterFactory>(), "suite"));
        await storage.StartAsync(CancellationToken.None);
        return new OpenProvider(storage, services.DisposeAsync);
    }
}
