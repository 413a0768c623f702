using OrleansNews.Storage.Conformance;

namespace OrleansNews.Storage.Sqlite;

public sealed class SqliteGrainStorageFileTests : IDisposable
{
    private readonly SqliteTestFolder _folder = new();
    private readonly SqliteTestFolder _backup = new();

    public void Dispose()
    {
        _folder.Dispose();
        _backup.Dispose();
    }

    [Fact]
    public async Task BackUp_WhileWritesGoOn_HoldsWhatWasAcknowledgedBefore()
    {
        var slots = new List<Slot>();
        await using (var opened = await TestStorage.OpenAsync(_folder.Path))
        {
            for (var number = 0; number < 50; number++)
            {
                slots.Add(Slot.New(opened.Storage));
                await slots[^1].WriteAsync(number, "before");
            }

            using var stop = new CancellationTokenSource();
            var busy = Task.Run(async () =>
            {
                for (var number = 0; !stop.IsCancellationRequested; number++) await Slot.New(opened.Storage).WriteAsync(number, LongText.Of(2_000, seed: 8));
            });
            await SqliteGrainStorageFile.BackUpAsync(_folder.File, _backup.File);
            await stop.CancelAsync();
            await busy;
        }

        Assert.Empty(await SqliteGrainStorageFile.VerifyAsync(_backup.File));
        await using var restored = await TestStorage.OpenAsync(_backup.Path);
        foreach (var (number, slot) in slots.Index())
        {
            var stored = await slot.Other(restored.Storage).ReadAsync();
            Assert.Equal((number, slot.ETag), (stored.State.Number, stored.ETag));
        }
    }

    [Fact]
    public async Task BackUp_OntoAnExistingFile_IsRefusedAndLeavesItAlone()
    {
        await using (await TestStorage.OpenAsync(_folder.Path)) { }
        await File.WriteAllTextAsync(_backup.File, "an older backup");

        await Assert.ThrowsAsync<GrainStorageUnavailableException>(() => SqliteGrainStorageFile.BackUpAsync(_folder.File, _backup.File));

        Assert.Equal("an older backup", await File.ReadAllTextAsync(_backup.File));
    }

    [Fact]
    public async Task Verify_OfADamagedFile_FindsTheDamage()
    {
        await using (var opened = await TestStorage.OpenAsync(_folder.Path))
        {
            for (var number = 0; number < 100; number++) await Slot.New(opened.Storage).WriteAsync(number, LongText.Of(500, seed: 9));
        }

        Assert.Empty(await SqliteGrainStorageFile.VerifyAsync(_folder.File));
        await using (var file = File.OpenWrite(_folder.File))
        {
            // The header of the fourth page: neither the schema nor a place that SQLite could do without.
            file.Position = 3 * SqliteGrainStorageSchema.PageSize;
            file.Write(new byte[16]);
        }

        Assert.NotEmpty(await SqliteGrainStorageFile.VerifyAsync(_folder.File));
    }

    [Fact]
    public async Task Verify_OfAnAbsentFile_IsAFault() =>
        await Assert.ThrowsAsync<GrainStorageUnavailableException>(() => SqliteGrainStorageFile.VerifyAsync(_folder.File));
}
