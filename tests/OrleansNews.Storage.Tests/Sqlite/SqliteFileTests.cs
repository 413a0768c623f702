using Microsoft.Data.Sqlite;
using OrleansNews.Storage.Conformance;

namespace OrleansNews.Storage.Sqlite;

public sealed class SqliteFileTests : IDisposable
{
    private readonly SqliteTestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Writer_HasTheSettingsThatMakeItDurable()
    {
        var settings = new Dictionary<string, string>();
        await using var opened = await TestStorage.OpenAsync(_folder.Path, options => options.ConfigureWriter = database =>
        {
            foreach (var pragma in (string[])["journal_mode", "synchronous", "secure_delete"])
                settings[pragma] = database.QueryText($"PRAGMA {pragma}");
        });

        Assert.Equal("wal", settings["journal_mode"]);
        Assert.Equal("2", settings["synchronous"]); // FULL
        Assert.Equal("1", settings["secure_delete"]);
    }

    [Fact]
    public async Task NewFile_HasLargePages()
    {
        await using var opened = await TestStorage.OpenAsync(_folder.Path);

        Assert.Equal("16384", _folder.Query("PRAGMA page_size"));
    }

    // Files of earlier builds have SQLite's usual pages.
    [Fact]
    public async Task FileWithSmallPages_KeepsThemAndWorks()
    {
        await using (await TestStorage.OpenAsync(_folder.Path))
        {
            // Only made.
        }

        _folder.Query("PRAGMA journal_mode=DELETE");
        _folder.Query("PRAGMA page_size=4096; VACUUM");
        await using var opened = await TestStorage.OpenAsync(_folder.Path);
        var slot = Slot.New(opened.Storage);

        await slot.WriteAsync(7, LongText.Of(50_000, seed: 1));

        Assert.Equal("4096", _folder.Query("PRAGMA page_size"));
        Assert.Equal("1", _folder.Query("SELECT count(*) FROM grain_state"));
    }

    [Fact]
    public async Task Stop_FinishesWhatWaitsAndLeavesOneFile()
    {
        Task[] writes;
        await using (var opened = await TestStorage.OpenAsync(_folder.Path))
        {
            using (new HeldWriter(_folder.File)) writes = [.. Enumerable.Range(0, 200).Select(number => Slot.New(opened.Storage).WriteAsync(number))];
            await opened.Storage.StopAsync();
            await Assert.ThrowsAsync<GrainStorageUnavailableException>(() => Slot.New(opened.Storage).WriteAsync(1));
            await Assert.ThrowsAsync<GrainStorageUnavailableException>(Slot.New(opened.Storage).ReadAsync);
        }

        Assert.All(writes, write => Assert.True(write.IsCompletedSuccessfully));
        Assert.Equal([_folder.File], Directory.GetFiles(_folder.Path));
        Assert.Equal("200", _folder.Query("SELECT count(*) FROM grain_state"));
    }

    [Fact]
    public async Task Operation_BeforeTheStart_IsRefused()
    {
        await using var storage = TestStorage.Create(_folder.Path);

        await Assert.ThrowsAsync<GrainStorageUnavailableException>(() => Slot.New(storage.Storage).WriteAsync(1));
        await Assert.ThrowsAsync<GrainStorageUnavailableException>(Slot.New(storage.Storage).ReadAsync);
    }

    [Fact]
    public async Task ClearedText_AfterTheLogWasEmptied_IsInNoFile()
    {
        var secret = $"secret-{Guid.NewGuid():N}";
        await using var opened = await TestStorage.OpenAsync(_folder.Path);
        using var measurements = new Measurements(opened.Meters);
        var slot = Slot.New(opened.Storage);
        await slot.WriteAsync(1, $"{LongText.Of(9_000, seed: 1)} {secret}");
        Assert.True(_folder.Holds(secret), "the search must find the text while it is stored");
        var emptied = measurements.NextAsync("orleansnews.storage.checkpoint.duration");

        await slot.ClearAsync();
        await emptied;

        Assert.False(_folder.Holds(secret));
    }

    [Fact]
    public async Task Log_WhileWritesNeverPause_IsMovedBesideThemAndBeginsAnew()
    {
        const int writers = 8, rounds = 400;
        long log;
        IReadOnlyList<double> moves;
        await using (var opened = await TestStorage.OpenAsync(_folder.Path, options => options.CheckpointBytes = 64 << 10))
        {
            using var measurements = new Measurements(opened.Meters);
            var slots = Enumerable.Range(0, writers).Select(_ => Slot.New(opened.Storage)).ToList();
            await Task.WhenAll(slots.Select(async (slot, writer) =>
            {
                for (var round = 0; round < rounds; round++) await slot.WriteAsync(round, LongText.Of(9_000, seed: round * writers + writer));
            }));
            log = new FileInfo(_folder.File + "-wal").Length;
            moves = measurements.Of("orleansnews.storage.log_move.duration");
            foreach (var slot in slots) Assert.Equal(rounds - 1, (await slot.Other().ReadAsync()).State.Number);
        }

        Assert.NotEmpty(moves);
        Assert.InRange(log, 1, writers * rounds * 9_000 / 2);
        Assert.Equal("ok", _folder.Query("PRAGMA integrity_check"));
        Assert.Equal([_folder.File], Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public async Task OverwrittenText_AfterTheStop_IsInNoFile()
    {
        var secret = $"secret-{Guid.NewGuid():N}";
        await using (var opened = await TestStorage.OpenAsync(_folder.Path))
        {
            var slot = Slot.New(opened.Storage);
            await slot.WriteAsync(1, $"{LongText.Of(9_000, seed: 1)} {secret}");
            await slot.WriteAsync(2, "short");
        }

        Assert.False(_folder.Holds(secret));
    }

    [Fact]
    public async Task File_OfANewerBuild_IsRefusedAndUntouched()
    {
        await using (await TestStorage.OpenAsync(_folder.Path)) { }
        _folder.Query($"PRAGMA user_version={SqliteGrainStorageSchema.Version + 1}");
        var before = await File.ReadAllBytesAsync(_folder.File);

        var refused = await Assert.ThrowsAsync<GrainStorageFormatException>(() => TestStorage.OpenAsync(_folder.Path));

        Assert.Contains(_folder.File, refused.Message, StringComparison.Ordinal);
        Assert.Contains("newer build", refused.Message, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllBytesAsync(_folder.File));
    }

    [Fact]
    public async Task File_OfAnotherProgram_IsRefusedAndUntouched()
    {
        using (var connection = new SqliteConnection($"Data Source={_folder.File};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "CREATE TABLE wp_posts (id INTEGER)";
            command.ExecuteNonQuery();
        }

        var before = await File.ReadAllBytesAsync(_folder.File);

        await Assert.ThrowsAsync<GrainStorageFormatException>(() => TestStorage.OpenAsync(_folder.Path));

        Assert.Equal(before, await File.ReadAllBytesAsync(_folder.File));
    }

    [Fact]
    public async Task File_ThatIsNoDatabase_IsRefusedAndUntouched()
    {
        var text = LongText.Of(5_000, seed: 2);
        await File.WriteAllTextAsync(_folder.File, text);

        await Assert.ThrowsAsync<GrainStorageFormatException>(() => TestStorage.OpenAsync(_folder.Path));

        Assert.Equal(text, await File.ReadAllTextAsync(_folder.File));
    }

    [Fact]
    public async Task Folder_ThatCannotHoldAFile_FailsTheStart()
    {
        var notAFolder = Path.Combine(_folder.Path, "file");
        await File.WriteAllTextAsync(notAFolder, "");

        var fault = await Assert.ThrowsAsync<GrainStorageUnavailableException>(() => TestStorage.OpenAsync(notAFolder));

        Assert.Contains(notAFolder, fault.Message, StringComparison.Ordinal);
    }
}
