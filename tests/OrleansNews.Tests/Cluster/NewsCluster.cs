using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Orleans.Hosting;
using Orleans.Providers;
using Orleans.Runtime.Hosting;
using Orleans.Storage;
using Orleans.TestingHost;
using OrleansNews.Articles;
using OrleansNews.Mail;
using OrleansNews.Media;
using OrleansNews.Search;
using OrleansNews.Storage.Json;
using OrleansNews.Storage.Objects;

namespace OrleansNews.Cluster;

/// <summary>
/// A silo in this process, or several, with every grain of the newspaper, storage in memory and a clock that the test moves.
/// Orleans' own clock stays real.
/// </summary>
public sealed class NewsCluster : IAsyncLifetime
{
    private const string InMemory = "memory";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("news-cluster-");
    private InProcessTestCluster? _cluster;
    private int _configured;

    /// <summary>The site's time; begins at a fixed moment.</summary>
    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 22, 9, 0, 0, TimeSpan.Zero));

    /// <summary>How many silos there are. Set before <see cref="InitializeAsync"/>.</summary>
    public short Silos { get; init; } = 1;

    /// <summary>The first silo's default grain storage, in memory; lets a test inject faults and count operations.</summary>
    public FaultyGrainStorage Storage => (FaultyGrainStorage)SiloServices.GetRequiredKeyedService<IGrainStorage>(ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME);

    /// <summary>The first silo's search index.</summary>
    public string SearchFile => Path.Combine(_folder.FullName, "search.db");

    /// <summary>Changes to the silo, for a fixture that derives settings of its own. Set before <see cref="InitializeAsync"/>.</summary>
    public Action<ISiloBuilder>? ConfigureSilo { get; init; }

    /// <summary>The sections that there are from the beginning, with slashes between their names, so that tests' authors may write for them. Set before <see cref="InitializeAsync"/>.</summary>
    public IReadOnlyList<string> Sections { get; init; } = ["Local"];

    /// <summary>What clients ask grains; lets a test count the calls, and answer in a grain's place.</summary>
    public ClientCalls Calls { get; } = new();

    /// <summary>A client of the cluster.</summary>
    public IClusterClient Client => _cluster?.Client ?? throw new InvalidOperationException("The cluster has not started.");

    /// <summary>Services of the first silo.</summary>
    public IServiceProvider SiloServices => ServicesOf(0);

    /// <summary>Services of a silo.</summary>
    public IServiceProvider ServicesOf(int silo) => _cluster!.Silos[silo].ServiceProvider;

    public async ValueTask InitializeAsync()
    {
        var builder = new InProcessTestClusterBuilder(Silos);
        builder.ConfigureSilo((_, silo) =>
        {
            var number = Interlocked.Increment(ref _configured);
            var searchFile = number == 1 ? SearchFile : Path.Combine(_folder.FullName, $"search-{number}.db");
            silo.Services.AddKeyedSingleton<TimeProvider>(NewsClock.Key, Time);
            silo.Services.AddSingleton<IGrainStorageSerializer, JsonGrainStateSerializer>();
            silo.AddMemoryGrainStorage(InMemory);
            silo.Services.AddGrainStorage(
                ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME,
                (services, _) => new FaultyGrainStorage(services.GetRequiredKeyedService<IGrainStorage>(InMemory)));
            silo.AddNewsGrains();
            silo.AddSearch(services => new SqliteSearchIndex(searchFile, "news", new(), services.GetRequiredService<ILogger<SqliteSearchIndex>>()));
            silo.AddMedia(_ => new ObjectMediaStore(new FolderObjects(Path.Combine(_folder.FullName, "objects"))));
            silo.AddMailWriter<MailWriter>();
            ConfigureSilo?.Invoke(silo);
        });
        builder.ConfigureClient(client => client.AddOutgoingGrainCallFilter<LostReadings>().AddOutgoingGrainCallFilter(Calls));
        _cluster = builder.Build();
        await _cluster.DeployAsync();
        foreach (var section in Sections) await Client.MakeSectionAsync(Term.Nested(section));
    }

    public async ValueTask DisposeAsync()
    {
        if (_cluster is not null) await _cluster.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
