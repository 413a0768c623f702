using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.Storage;
using Orleans.TestingHost;
using OrleansNews.Storage.Conformance;

namespace OrleansNews.Storage.Sqlite;

/// <summary>A grain that keeps a note; key: any text.</summary>
[Alias("suite.note")]
public interface INoteGrain : IGrainWithStringKey
{
    [Alias("set")]
    Task SetAsync(long number);

    [Alias("number")]
    Task<long> NumberAsync(string reader);
}

[GrainType("suite.note")]
internal sealed class NoteGrain([PersistentState("note")] IPersistentState<Note> note) : Grain, INoteGrain
{
    public Task SetAsync(long number)
    {
        note.State.Number = number;
        return note.WriteStateAsync();
    }

    public Task<long> NumberAsync(string reader) => Task.FromResult(note.State.Number);
}

public sealed class SqliteSiloTests : IDisposable
{
    private readonly SqliteTestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Silo_OnTheFileOfAnEarlierSilo_FindsItsGrains()
    {
        await using (var first = await StartAsync(options => options.DataDirectory = _folder.Path))
        {
            await first.Client.GetGrain<INoteGrain>("\U0001F4F0").SetAsync(12);
            await first.StopAllSilosAsync();
        }

        // The first silo closed its file: nothing is left in the log.
        Assert.Equal([_folder.File], Directory.GetFiles(_folder.Path));
        await using var second = await StartAsync(options => options.DataDirectory = _folder.Path);
        Assert.Equal(12, await second.Client.GetGrain<INoteGrain>("\U0001F4F0").NumberAsync("test"));
    }

    [Fact]
    public async Task Silo_WithoutAFolder_DoesNotStart()
    {
        var refused = await Assert.ThrowsAsync<OptionsValidationException>(() => StartAsync(options => options.DataDirectory = ""));

        Assert.Contains("Storage:Sqlite:DataDirectory", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(nameof(SqliteGrainStorageOptions.MaxBatchOperations))]
    [InlineData(nameof(SqliteGrainStorageOptions.MaxBatchBytes))]
    [InlineData(nameof(SqliteGrainStorageOptions.MaxQueuedBytes))]
    [InlineData(nameof(SqliteGrainStorageOptions.CheckpointBytes))]
    [InlineData(nameof(SqliteGrainStorageOptions.ReaderThreads))]
    public void Options_OutOfRange_AreRefusedByName(string option)
    {
        var options = new SqliteGrainStorageOptions { DataDirectory = "data" };
        var validator = new SqliteGrainStorageOptionsValidator("Default");
        Assert.True(validator.Validate("Default", options).Succeeded);
        var property = typeof(SqliteGrainStorageOptions).GetProperty(option)!;
        property.SetValue(options, Convert.ChangeType(0, property.PropertyType, null));

        var refused = validator.Validate("Default", options);

        Assert.Contains($"Storage:Sqlite:{option} is 0", refused.FailureMessage, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_WithAFolderInTheFileName_AreRefused()
    {
        var options = new SqliteGrainStorageOptions { DataDirectory = "data", FileName = "../grains.db" };

        Assert.True(new SqliteGrainStorageOptionsValidator("Default").Validate("Default", options).Failed);
    }

    [Fact]
    public async Task NamedProviders_HaveFilesOfTheirOwn()
    {
        await using var cluster = await StartAsync(
            options => options.DataDirectory = _folder.Path,
            silo => silo.AddSqliteGrainStorage("archive", options => options.DataDirectory = _folder.Path));
        var services = cluster.Silos[0].ServiceProvider;
        var grain = Slot.NewGrain();

        await new Slot(services.GetRequiredKeyedService<IGrainStorage>("archive"), grain).WriteAsync(1);

        Assert.False((await new Slot(services.GetRequiredService<IGrainStorage>(), grain).ReadAsync()).RecordExists);
        Assert.True(File.Exists(Path.Combine(_folder.Path, "archive.db")));
    }

    private static async Task<InProcessTestCluster> StartAsync(Action<SqliteGrainStorageOptions> configure, Action<ISiloBuilder>? more = null)
    {
        var builder = new InProcessTestClusterBuilder(1);
        builder.ConfigureSilo((_, silo) =>
        {
            silo.Services.AddSingleton<IGrainStorageSerializer>(SuiteSerializer.Instance);
            silo.AddSqliteGrainStorageAsDefault(configure);
            more?.Invoke(silo);
        });
        var cluster = builder.Build();
        try
        {
            await cluster.DeployAsync();
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }
}
