using System.Globalization;
using Microsoft.Extensions.Time.Testing;
using Npgsql;
using Orleans.Runtime;
using Orleans.Storage;
using OrleansNews.Storage.Conformance;
using OrleansNews.Storage.Postgres.Groups;

namespace OrleansNews.Storage.Postgres;

/// <summary>Writes that come at once, and what one of them is to the others. The table is locked while they come: two are under way, and all others are the next groups.</summary>
[Collection(PostgresCollection.Name)]
public sealed class WriteGroupsTests(PostgresServerFixture fixture) : IAsyncLifetime
{
    private const string Refusal = "what the database refuses";
    private const string Held = "held";
    private const string StoredKeys = "SELECT string_agg(GrainIdExtensionString, ',' ORDER BY GrainIdExtensionString) FROM OrleansStorage";

    private string _connection = "";
    private TestPostgres _provider = null!;

    private IGrainStorage Storage => _provider.Storage;

    public async ValueTask InitializeAsync()
    {
        // For as long as a test locks the table, also where that is for longer than groups wait.
        _connection = await fixture.Server.CreateDatabaseAsync() + ";Options=-c lock_timeout=1min";
        _provider = await TestPostgres.OpenAsync(_connection);
    }

    public ValueTask DisposeAsync() => _provider.DisposeAsync();

    [Fact]
    public async Task Writes_ThatComeWhileOthersAreUnderWay_AreOneTransaction_AndEachHasItsOwnVersion()
    {
        var slots = NewSlots(50);
        await TogetherAsync(() => slots.Select((slot, number) => slot.WriteAsync(number, $"text {number}")));

        Assert.Equal(slots.Length, slots.Select(slot => slot.ETag).Distinct().Count());
        for (var number = 0; number < slots.Length; number++)
        {
            var read = await slots[number].Other().ReadAsync();
            Assert.Equal((number, $"text {number}", slots[number].ETag), ((int)read.State.Number, read.State.Text, read.ETag));
        }

        Assert.Equal(1, await CountTransactionsAsync());
    }

    [Fact]
    public async Task Writes_OfMoreThanAGroup_GoInSeveral()
    {
        var slots = NewSlots(3 * WriteGroups.MostWrites);
        await TogetherAsync(() => slots.Select((slot, number) => slot.WriteAsync(number)));

        Assert.Equal(3, await CountTransactionsAsync());
    }

    [Fact]
    public async Task Writes_OfMoreBytesThanAGroup_GoInSeveral()
    {
        var slots = NewSlots(10);
        await TogetherAsync(() => slots.Select((slot, number) => slot.WriteAsync(number, new string('x', 50_000))));

        Assert.Equal(2, await CountTransactionsAsync());
    }

    [Fact]
    public async Task Write_WithAnOldETag_OrOfAStateThatIsThereAlready_LosesAlone()
    {
        var slots = NewSlots(20);
        await Task.WhenAll(slots.Select(slot => slot.WriteAsync(1)));
        var old = await slots[3].Other().ReadAsync();
        await slots[3].WriteAsync(2);
        var unread = slots[4].Other();

        Task<bool>[] losers = [];
        await TogetherAsync(() =>
        {
            losers = [old.TryWriteAsync(100), unread.TryWriteAsync(100)];
            return [.. losers, .. slots.Select(slot => slot.WriteAsync(3))];
        });

        Assert.DoesNotContain(true, await Task.WhenAll(losers));
        foreach (var slot in slots) Assert.Equal(3, (await slot.Other().ReadAsync()).State.Number);
    }

    [Fact]
    public async Task FirstWrites_OfOneState_InOneGroup_HaveOneWinner()
    {
        var slot = Slot.New(Storage);
        Task<bool>[] racers = [];
        await TogetherAsync(() => racers = [.. Enumerable.Range(1, 10).Select(number => slot.Other().TryWriteAsync(number))]);

        var won = await Task.WhenAll(racers);

        Assert.Equal(1, won.Count(one => one));
        Assert.Equal(Array.IndexOf(won, true) + 1, (await slot.Other().ReadAsync()).State.Number);
    }

    [Theory]
    [InlineData($"ALTER TABLE OrleansStorage ADD CHECK (position('{Refusal}' IN convert_from(PayloadBinary, 'UTF8')) = 0)")]
    // Behind the rows of the answer, when it commits.
    [InlineData($"""
        CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'no'; END $$;
        CREATE CONSTRAINT TRIGGER refusal AFTER INSERT OR UPDATE ON OrleansStorage DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
            WHEN (position('{Refusal}' IN convert_from(NEW.PayloadBinary, 'UTF8')) > 0) EXECUTE FUNCTION refuse()
        """)]
    public async Task Write_ThatTheDatabaseRefuses_FailsAlone_AndAllOthersAreStored(string rule)
    {
        await SqlAsync(rule);
        var slots = NewSlots(20);
        var refused = Slot.New(Storage);
        Task<Exception?> refusal = null!;
        await TogetherAsync(() =>
        {
            refusal = Record.ExceptionAsync(() => refused.WriteAsync(1, Refusal)).AsTask();
            return [refusal, .. slots.Select((slot, number) => slot.WriteAsync(number))];
        });

        Assert.IsType<GrainStorageUnavailableException>(await refusal);
        Assert.Null(refused.ETag);
        for (var number = 0; number < slots.Length; number++) Assert.Equal(number, (await slots[number].Other().ReadAsync()).State.Number);
        await refused.WriteAsync(1, "what it takes");
    }

    [Fact]
    public async Task Writes_OfStatesThatSomebodyHolds_KeepNoOtherWaiting()
    {
        await using var hasty = await TestPostgres.OpenAsync(_connection[.._connection.IndexOf(";Options", StringComparison.Ordinal)]);
        Slot[] slots = [.. Enumerable.Range(0, 20).Select(_ => Slot.New(hasty.Storage))], held = [.. Enumerable.Range(0, 4).Select(_ => Slot.New(hasty.Storage))];
        await Task.WhenAll(held.Select(slot => slot.WriteAsync(1)));
        await using var database = NpgsqlDataSource.Create(_connection);
        await using var connection = await database.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await using (var command = new NpgsqlCommand("SELECT 1 FROM OrleansStorage FOR UPDATE", connection, transaction)) await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);

        List<Task> writes = [.. held.Select(slot => slot.WriteAsync(2))];
        await Task.WhenAll(slots.Select((slot, number) => slot.WriteAsync(number)));
        Assert.DoesNotContain(writes, write => write.IsCompleted);

        await transaction.CommitAsync(TestContext.Current.CancellationToken);
        await Task.WhenAll(writes);
        foreach (var slot in held) Assert.Equal(2, (await slot.Other().ReadAsync()).State.Number);
    }

    [Fact]
    public async Task Write_ThatIsLarge_WaitsForNoGroup()
    {
        var slot = Slot.New(Storage);
        var sent = Task.CompletedTask;
        await TogetherAsync(() =>
        {
            var large = slot.WriteAsync(1, new string('x', 200_000));
            sent = UntilWaitingAsync(3);
            return [large];
        }, () => sent);

        Assert.Equal(200_000, (await slot.Other().ReadAsync()).State.Text!.Length);
    }

    /// <summary>Whether it was stored is not known: sent again, it would be told that it lost against itself.</summary>
    [Fact]
    public async Task Writes_WhoseSessionIsEnded_Fail_AndAreNotSentAgain()
    {
        var time = new FakeTimeProvider();
        await using var database = NpgsqlDataSource.Create(_connection);
        var groups = new WriteGroups(database, time);
        Task<int?>[] ended = [];
        await TogetherAsync(
            () => [groups.WriteAsync(Write(database, "next 1")), groups.WriteAsync(Write(database, "next 2"))],
            async () =>
            {
                await SqlAsync("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE NOT granted AND relation = 'orleansstorage'::regclass");
                foreach (var write in ended) Assert.Equal(PostgresErrorCodes.AdminShutdown, (await Assert.ThrowsAsync<PostgresException>(() => write)).SqlState);
                await UntilWaitingAsync(1);
            },
            hold: number =>
            {
                ended = [.. ended, groups.WriteAsync(Write(database, $"ended {number}"))];
                return Task.CompletedTask;
            });

        Assert.Equal("next 1,next 2", await SqlAsync(StoredKeys));
    }

    [Fact]
    public async Task Writes_BeyondWhatMayWait_AreRefusedAtOnce_AndNoOther()
    {
        await using var database = NpgsqlDataSource.Create(_connection);
        var groups = new WriteGroups(database, TimeProvider.System, mostWaiting: 5);
        await TogetherAsync(
            () =>
            {
                Task[] waiting = [groups.WriteAsync(Write(database, "waits 1")), groups.WriteAsync(Write(database, "waits 2"))];
                Assert.Equal((2, 4), (groups.Count, groups.Bytes));
                var refusal = Assert.Throws<GrainStorageUnavailableException>(() => { _ = groups.WriteAsync(Write(database, "refused")); });
                Assert.Equal("2 writes of 4 bytes wait for the database, more than the 5 bytes allowed.", refusal.Message);
                return waiting;
            },
            hold: number => groups.WriteAsync(Write(database, $"held {number}")));

        Assert.Equal((0, 0), (groups.Count, groups.Bytes));
        await groups.WriteAsync(Write(database, "later"));
        Assert.Equal("held 1,held 2,later,waits 1,waits 2", await SqlAsync(StoredKeys));
    }

    [Fact]
    public async Task Writes_ThatWait_AndThatGoTogether_AreMeasured()
    {
        using var measurements = new Measurements(_provider.Meters);
        var slots = NewSlots(20);
        await TogetherAsync(
            () => slots.Select((slot, number) => slot.WriteAsync(number)),
            () =>
            {
                Assert.Equal(20, measurements.Gauge("orleansnews.storage.queue.operations"));
                Assert.InRange(measurements.Gauge("orleansnews.storage.queue.size"), 20, 20_000);
                return Task.CompletedTask;
            });

        Assert.Equal(0, measurements.Gauge("orleansnews.storage.queue.operations"));
        Assert.Equal(0, measurements.Gauge("orleansnews.storage.queue.size"));
        Assert.Equal([1, 1, 20], measurements.Of("orleansnews.storage.commit.operations").Order());
    }

    [Fact]
    public async Task Writes_WhoseConnectionTheServerTurnsAway_GoOnThoseThatItHas()
    {
        await using var database = NpgsqlDataSource.Create(_connection);
        await using var none = NpgsqlDataSource.Create(_connection + ";Database=none");
        var groups = new WriteGroups(none, TimeProvider.System);

        await Task.WhenAll(Enumerable.Range(1, 3).Select(number => groups.WriteAsync(Write(database, $"alone {number}"))));

        Assert.Equal("alone 1,alone 2,alone 3", await SqlAsync(StoredKeys));
    }

    /// <summary>A database that hangs keeps nobody longer than when each had a connection of its own: as long as a statement and the wait for one may take.</summary>
    [Fact]
    public async Task Write_WhoseTurnDoesNotCome_IsNotSent()
    {
        await using var database = NpgsqlDataSource.Create(_connection + ";Timeout=5");
        var time = new FakeTimeProvider();
        var groups = new WriteGroups(database, time);
        Task<int?> late = null!, young = null!;
        await TogetherAsync(
            () =>
            {
                late = groups.WriteAsync(Write(database, "late"));
                time.Advance(TimeSpan.FromSeconds(5.1));
                young = groups.WriteAsync(Write(database, "young"));
                return [young];
            },
            hold: number => groups.WriteAsync(Write(database, $"held {number}")));

        Assert.NotNull(await young);
        await Assert.ThrowsAsync<TimeoutException>(() => late);
        Assert.Equal("held 1,held 2,young", await SqlAsync(StoredKeys));
    }

    [Fact]
    public async Task Write_WithoutABoundOfTime_WaitsForItsTurn()
    {
        await using var database = NpgsqlDataSource.Create(_connection + ";Timeout=0");
        var time = new FakeTimeProvider();
        var groups = new WriteGroups(database, time);
        await TogetherAsync(
            () =>
            {
                var late = groups.WriteAsync(Write(database, "late"));
                time.Advance(TimeSpan.FromHours(1));
                return [late];
            },
            hold: number => groups.WriteAsync(Write(database, $"held {number}")));

        Assert.Equal("3", await SqlAsync("SELECT count(*) FROM OrleansStorage"));
    }

    [Fact]
    public async Task Groups_OfTwoSilos_NeverHoldWhatTheOtherWaitsFor()
    {
        const int Rounds = 20;
        await using (var other = await TestPostgres.OpenAsync(_connection))
        {
            var grains = NewSlots(40);
            await Task.WhenAll(grains.Select(slot => slot.WriteAsync(0)));
            for (var round = 1; round <= Rounds; round++)
            {
                var here = await Task.WhenAll(grains.Select(slot => slot.Other().ReadAsync()));
                var there = await Task.WhenAll(grains.Reverse().Select(slot => slot.Other(other.Storage).ReadAsync()));
                var won = await Task.WhenAll([.. here.Concat(there).Select(slot => slot.TryWriteAsync(round))]);
                Assert.Equal(grains.Length, won.Count(one => one));
            }
        }

        // What sessions did is counted for certain when they have ended.
        await _provider.DisposeAsync();
        Assert.Equal("0", await SqlAsync("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()"));
    }

    private Slot[] NewSlots(int count) => [.. Enumerable.Range(0, count).Select(_ => Slot.New(Storage))];

    /// <summary>Lets writes come while two others wait for the table, lets these go on, and returns when all are done.</summary>
    private async Task TogetherAsync(Func<IEnumerable<Task>> come, Func<Task>? until = null, Func<int, Task>? hold = null)
    {
        await using var database = NpgsqlDataSource.Create(_connection);
        await using var connection = await database.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using (var command = new NpgsqlCommand("LOCK TABLE OrleansStorage IN SHARE MODE", connection, transaction)) await command.ExecuteNonQueryAsync();
        var held = new List<Task>();
        for (var number = 1; number <= 2; number++)
        {
            held.Add(hold?.Invoke(number) ?? new Slot(Storage, Slot.NewGrain(), Held).WriteAsync(number));
            await UntilWaitingAsync(number);
        }

        List<Task> came = [.. come()];
        if (until is not null) await until();
        await transaction.CommitAsync();
        await Task.WhenAll([.. held, .. came]);
    }

    /// <summary>Returns when so many statements wait for the table.</summary>
    private async Task UntilWaitingAsync(int statements)
    {
        await using var database = NpgsqlDataSource.Create(_connection);
        await using var command = database.CreateCommand("SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'orleansstorage'::regclass");
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        while ((long)(await command.ExecuteScalarAsync(patience.Token))! < statements) await Task.Delay(5, patience.Token);
    }

    private async Task<int> CountTransactionsAsync() =>
        int.Parse(await SqlAsync($"SELECT count(DISTINCT xmin::text) FROM OrleansStorage WHERE GrainTypeString <> '{Held}'"), CultureInfo.InvariantCulture);

    private async Task<string> SqlAsync(string sql)
    {
        await using var database = NpgsqlDataSource.Create(_connection);
        await using var command = database.CreateCommand(sql);
        return Convert.ToString(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture)!;
    }

    // As Orleans' provider would write a state that is not stored yet.
    private static GroupedWrite Write(NpgsqlDataSource database, string key)
    {
        var command = database.CreateCommand(
            "SELECT NewGrainStateVersion FROM OrleansStorageWrite(@GrainIdHash, @GrainIdN0, @GrainIdN1, @GrainIdExtensionString, @GrainTypeHash, @GrainTypeString, @ServiceId, @GrainStateVersion, @PayloadBinary)");
        command.Parameters.AddWithValue("GrainIdHash", 1);
        command.Parameters.AddWithValue("GrainIdN0", 0L);
        command.Parameters.AddWithValue("GrainIdN1", 0L);
        command.Parameters.AddWithValue("GrainIdExtensionString", key);
        command.Parameters.AddWithValue("GrainTypeHash", 1);
        command.Parameters.AddWithValue("GrainTypeString", "type");
        command.Parameters.AddWithValue("ServiceId", "suite");
        command.Parameters.AddWithValue("GrainStateVersion", NpgsqlTypes.NpgsqlDbType.Integer, DBNull.Value);
        command.Parameters.AddWithValue("PayloadBinary", "{}"u8.ToArray());
        return new(command);
    }
}
