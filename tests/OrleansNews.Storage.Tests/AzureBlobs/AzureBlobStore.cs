using Azure.Storage.Blobs;
using Microsoft.Extensions.DependencyInjection;
#if ORLEANS_AZURE_STORAGE
using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Configuration;
#endif
using Orleans.Serialization;
using Orleans.Serialization.Serializers;
using Orleans.Storage;
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
        var instruments = new GrainStorageInstruments(services.GetRequiredService<IMeterFactory>(), "suite");
        return new OpenProvider(await StartAsync(options, services, instruments), services.DisposeAsync);
    }

#if ORLEANS_AZURE_STORAGE
    private static async Task<IGrainStorage> StartAsync(AzureBlobOptions options, ServiceProvider services, GrainStorageInstruments instruments)
    {
        var client = AzureBlobAccount.Create(options);
        var orleans = new AzureBlobStorageOptions { BlobServiceClient = client, ContainerName = options.ContainerName, GrainStorageSerializer = SuiteSerializer.Instance, DeleteStateOnClear = true };
        var containers = orleans.BuildContainerFactory(services, orleans);
        await containers.InitializeAsync(client);
        await client.GetBlobContainerClient(options.ContainerName).CreateIfNotExistsAsync();
        return new TranslatedAzureStorage(
            new Orleans.Storage.AzureBlobGrainStorage("suite", orleans, containers, services.GetRequiredService<IActivatorProvider>(), NullLogger<Orleans.Storage.AzureBlobGrainStorage>.Instance), instruments);
    }
#else
    private static async Task<IGrainStorage> StartAsync(AzureBlobOptions options, ServiceProvider services, GrainStorageInstruments instruments)
    {
        var container = AzureBlobAccount.Create(options).GetBlobContainerClient(options.ContainerName);
        var storage = new AzureBlobGrainStorage("suite", container, SuiteSerializer.Instance, services.GetRequiredService<IActivatorProvider>(), instruments);
        await storage.StartAsync(CancellationToken.None);
        return storage;
    }
#endif
}
