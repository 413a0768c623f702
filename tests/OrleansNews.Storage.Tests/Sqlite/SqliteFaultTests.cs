using System.Globalization;
using OrleansNews.Storage.Conformance;

namespace OrleansNews.Storage.Sqlite;

public sealed class SqliteFaultTests(ITestOutputHelper output) : IDisposable
{
    private const string SmallFile = "PRAGMA max_page_count=15";

    private readonly SqliteTestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task FileAtItsLimit_FailsTheCallerKeepsTheAcknowledgedAndHealsByItself()
    {
        var pages = 15;
        await using var opened = await TestStorage.OpenAsync(
            _folder.Path, options => options.ConfigureWriter = database => database.Execute($"PRAGMA max_page_count={pages}"));
        var text = LongText.Of(20_000, seed: 4);
        var kept = new List<Slot>();
        var slot = Slot.New(opened.Storage);
        while (await FaultOfAsync(slot.WriteAsync(kept.Count, text)) is null)
        {
            kept.Add(slot);
            slot = Slot.New(opened.Storage);
        }

        Assert.NotEmpty(kept);
        Assert.False(slot.RecordExists);
        Assert.Null(slot.ETag);
        Assert.False((await slot.Other().ReadAsync()).RecordExists);
        await Assert.ThrowsAsync<GrainStorageUnavailableException>(() => slot.WriteAsync(kept.Count, text));
        pages = 2_500;
        await slot.WriteAsync(kept.Count, text);
        kept.Add(slot);

        foreach (var (index, each) in kept.Index())
        {
            var stored = await each.Other().ReadAsync();
            Assert.Equal((index, each.ETag), (stored.State.Number, stored.ETag));
        }
    }

    [Fact]
    public async Task FailedTransaction_FailsAllOfItsCallersAndStoresNoneOfThem()
    {
        var pages = 15;
        await using var opened = await TestStorage.OpenAsync(
            _folder.Path, options => options.ConfigureWriter = database => database.Execute($"PRAGMA max_page_count={pages}"));
        var small = Enumerable.Range(0, 5).Select(_ => Slot.New(opened.Storage)).ToList();
        using var measurements = new Measurements(opened.Meters);
        Task decoy;
        Task[] together;
        using (new HeldWriter(_folder.File))
        {
            decoy = await HeldWriter.OccupyAsync(opened, measurements);
            // One transaction, of which the last operation does not fit.
            together = [.. small.Select(slot => slot.WriteAsync(1)), Slot.New(opened.Storage).WriteAsync(1, LongText.Of(500_000, seed: 6))];
        }

        await decoy;
        foreach (var write in together) Assert.IsType<GrainStorageUnavailableException>(await FaultOfAsync(write));

        foreach (var slot in small) Assert.False((await slot.Other().ReadAsync()).RecordExists);
        foreach (var slot in small) await slot.WriteAsync(2);
        Assert.Equal(2, (await small[^1].Other().ReadAsync()).State.Number);
    }

    [Fact]
    public async Task ReadOnlyStore_FailsWritesAnswersReadsAndHealsByItself()
    {
        var setting = SmallFile;
        await using var opened = await TestStorage.OpenAsync(
            _folder.Path, options => options.ConfigureWriter = database => database.Execute(setting));
        var slot = Slot.New(opened.Storage);
        await slot.WriteAsync(1);
        var etag = slot.ETag;
        await LoseConnectionAsync(opened);
        setting = "PRAGMA query_only=ON";

        await Assert.ThrowsAsync<GrainStorageUnavailableException>(() => slot.WriteAsync(2));
        await Assert.ThrowsAsync<GrainStorageUnavailableException>(slot.ClearAsync);

        Assert.Equal(etag, slot.ETag);
        Assert.Equal(1, (await slot.Other().ReadAsync()).State.Number);
        setting = "PRAGMA query_only=OFF";
        await slot.WriteAsync(3);
        Assert.Equal(3, (await slot.Other().ReadAsync()).State.Number);
    }

    [Fact]
    public async Task VanishedFile_IsNeverReplacedByAnEmptyOne()
    {
        await using var opened = await TestStorage.OpenAsync(
            _folder.Path, options => options.ConfigureWriter = database => database.Execute(SmallFile));
        await Slot.New(opened.Storage).WriteAsync(1);
        await LoseConnectionAsync(opened);
        foreach (var file in Directory.GetFiles(_folder.Path)) File.Delete(file);

        await Assert.ThrowsAsync<GrainStorageUnavailableException>(() => Slot.New(opened.Storage).WriteAsync(2));

        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public async Task DiskFull_WhileTheLogIsWritten_LosesNothingAcknowledgedAndHealsByItself()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The disk is made full by a Linux limit on the size of another process's files.");
        await using var victim = LimitedWriter.Start(_folder.Path);
        await victim.AcknowledgedAsync(200);
        victim.LimitFileSize(new FileInfo(_folder.File + "-wal").Length + 50_000);
        await victim.FaultsAsync(30);
        victim.LimitFileSize(null);
        await victim.AcknowledgedAsync(200);
        victim.LimitFileSize(new FileInfo(_folder.File + "-wal").Length + 20_000);
        await victim.FaultsAsync(10);

        var steps = await victim.KillAsync();

        output.WriteLine($"{steps.Sum()} steps acknowledged");
        await using var opened = await TestStorage.OpenAsync(_folder.Path);
        foreach (var (writer, step) in steps.Index())
        {
            var stored = await new Slot(opened.Storage, LimitedWriter.Grain(writer)).ReadAsync();
            Assert.True(
                stored.State.Number == step || stored.State.Number == step + 1,
                string.Create(CultureInfo.InvariantCulture, $"writer {writer}: step {step} was acknowledged, found {stored.State.Number}"));
        }

        Assert.Equal("ok", _folder.Query("PRAGMA integrity_check"));
    }

    /// <summary>A write that does not fit into <see cref="SmallFile"/>: the writer's next one opens the file anew.</summary>
    private static Task LoseConnectionAsync(TestStorage opened) =>
        Assert.ThrowsAsync<GrainStorageUnavailableException>(() => Slot.New(opened.Storage).WriteAsync(1, LongText.Of(500_000, seed: 7)));

    private static async Task<Exception?> FaultOfAsync(Task task)
    {
        await task.ContinueWith(_ => { }, TaskScheduler.Default);
        return task.Exception?.InnerException;
    }
}
