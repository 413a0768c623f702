using Orleans.Runtime;
using Orleans.Storage;
using OrleansNews.Storage.Conformance;

namespace OrleansNews.Storage.Sqlite;

/// <summary>Two states in one transaction.</summary>
public sealed class SqlitePairTests : IDisposable
{
    private readonly SqliteTestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Pair_IsWrittenInOneTransactionAndGivesBothTheirETags()
    {
        await using var opened = await TestStorage.OpenAsync(_folder.Path);
        using var measurements = new Measurements(opened.Meters);
        var (first, second) = (new Half(opened.Storage), new Half(opened.Storage));

        await Half.WriteAsync(first, 1, second, 2);
        await Half.WriteAsync(first, 3, second, 4);

        Assert.Equal([1, 1], measurements.Of("orleansnews.storage.commit.operations"));
        Assert.NotEqual(first.State.ETag, second.State.ETag);
        await first.AssertStoredAsync(3, first.State.ETag);
        await second.AssertStoredAsync(4, second.State.ETag);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task WrongETagOfEither_LeavesBothAsTheyWere(bool ofFirst)
    {
        await using var opened = await TestStorage.OpenAsync(_folder.Path);
        var (first, second) = (new Half(opened.Storage), new Half(opened.Storage));
        await Half.WriteAsync(first, 1, second, 2);
        var (firstETag, secondETag) = (first.State.ETag, second.State.ETag);
        (ofFirst ? first : second).State.ETag = "an ETag that was never given";

        await Assert.ThrowsAsync<InconsistentStateException>(() => Half.WriteAsync(first, 3, second, 4));

        await first.AssertStoredAsync(1, firstETag);
        await second.AssertStoredAsync(2, secondETag);
        (first.State.ETag, second.State.ETag) = (firstETag, secondETag);
        await Half.WriteAsync(first, 5, second, 6);
        await first.AssertStoredAsync(5, first.State.ETag);
    }

    [Fact]
    public async Task SecondOneIsThereAlready_FirstIsNotWritten()
    {
        await using var opened = await TestStorage.OpenAsync(_folder.Path);
        var (first, second) = (new Half(opened.Storage), new Half(opened.Storage));
        await Half.WriteAsync(first, 1, second, 2);
        var other = new Half(opened.Storage);
        second.State.ETag = null;

        await Assert.ThrowsAsync<InconsistentStateException>(() => Half.WriteAsync(other, 3, second, 4));

        await other.AssertMissingAsync();
    }

    [Fact]
    public async Task SecondOneDoesNotFitOnTheDisk_FirstIsNotWritten()
    {
        await using var opened = await TestStorage.OpenAsync(_folder.Path, options => options.ConfigureWriter = database => database.Execute("PRAGMA max_page_count=15"));
        var (first, second) = (new Half(opened.Storage), new Half(opened.Storage));

        await Assert.ThrowsAsync<GrainStorageUnavailableException>(() => Half.WriteAsync(first, 1, second, 2, LongText.Of(500_000, seed: 6)));

        Assert.Null(first.State.ETag);
        await first.AssertMissingAsync();
        await second.AssertMissingAsync();
    }

    [Fact]
    public async Task OneStateTwice_IsAFaultAndStoresNothing()
    {
        await using var opened = await TestStorage.OpenAsync(_folder.Path);
        var half = new Half(opened.Storage);

        await Assert.ThrowsAsync<GrainStorageUnavailableException>(() => Half.WriteAsync(half, 1, half, 2));

        await half.AssertMissingAsync();
    }

    [Fact]
    public async Task Pair_CountsWithAllItsBytesInTheBoundOfTheQueue()
    {
        await using var opened = await TestStorage.OpenAsync(_folder.Path, options => options.MaxQueuedBytes = 1 << 20);
        using var measurements = new Measurements(opened.Meters);
        Task decoy, pair, more;
        using (new HeldWriter(_folder.File))
        {
            decoy = await HeldWriter.OccupyAsync(opened, measurements);
            pair = Half.WriteAsync(new(opened.Storage), 1, new(opened.Storage), 2, LongText.Of(1 << 20, seed: 7));
            more = Slot.New(opened.Storage).WriteAsync(1);
            await Assert.ThrowsAsync<GrainStorageUnavailableException>(() => more);
        }

        await Task.WhenAll(decoy, pair);
    }

    private sealed class Half(SqliteGrainStorage storage)
    {
        private readonly GrainId _grain = Slot.NewGrain();

        public GrainState<Note> State { get; } = new(new Note());

        public static Task WriteAsync(Half first, long firstNumber, Half second, long secondNumber, string? secondText = null)
        {
            first.State.State = new Note { Number = firstNumber };
            second.State.State = new Note { Number = secondNumber, Text = secondText };
            return first.Storage.WriteStatesAsync("note", first._grain, first.State, "note", second._grain, second.State);
        }

        public async Task AssertStoredAsync(long number, string? etag)
        {
            var stored = await new Slot(storage, _grain).ReadAsync();
            Assert.Equal((number, etag), (stored.State.Number, stored.ETag));
        }

        public async Task AssertMissingAsync() => Assert.False((await new Slot(storage, _grain).ReadAsync()).RecordExists);

        private SqliteGrainStorage Storage => storage;
    }
}
