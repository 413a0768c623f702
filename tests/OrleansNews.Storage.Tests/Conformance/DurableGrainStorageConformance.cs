using System.Globalization;

namespace OrleansNews.Storage.Conformance;

/// <summary>What a provider must do besides whose store outlives it: restart, and the death of the writing process at any moment.</summary>
public abstract class DurableGrainStorageConformance<TStore>(TStore store, ITestOutputHelper output) : IClassFixture<TStore>
    where TStore : class, IDurableStoreUnderTest
{
    [Fact]
    public async Task Restart_OfTheProvider_KeepsStateAndETag()
    {
        Slot slot, cleared;
        await using (var before = await store.OpenAsync())
        {
            slot = Slot.New(before.Storage);
            await slot.WriteAsync(5, "kept");
            cleared = Slot.New(before.Storage);
            await cleared.WriteAsync(6, "not kept");
            await cleared.ClearAsync();
        }

        await store.RestartAsync();
        await using var after = await store.OpenAsync();
        var read = await slot.Other(after.Storage).ReadAsync();

        Assert.Equal((5, "kept"), (read.State.Number, read.State.Text));
        Assert.Equal(slot.ETag, read.ETag);
        Assert.False((await cleared.Other(after.Storage).ReadAsync()).RecordExists);
        await read.WriteAsync(7);
    }

    [Fact]
    public async Task Kill_BetweenWriteAndAcknowledgement_LosesNothingAcknowledged()
    {
        var seed = Random.Shared.Next();
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        for (var round = 0; round < 4; round++)
        {
            var prefix = $"{seed}-{round}";
            var acknowledged = await WriteUntilKilledAsync(prefix, after: random.Next(1, 1_500));
            await store.CheckIntegrityAsync();
            await using var provider = await store.OpenAsync();
            foreach (var (writer, step) in acknowledged.Index())
            {
                var slot = await new Slot(provider.Storage, KilledWriter.Grain(prefix, writer)).ReadAsync();
                var found = slot.RecordExists ? slot.State.Number : (long?)null;
                Assert.True(
                    found == Expected(step) || found == Expected(step + 1),
                    $"seed {seed}, round {round}, writer {writer}: step {step} was acknowledged, found {found?.ToString(CultureInfo.InvariantCulture) ?? "nothing"}");
            }
        }
    }

    private static long? Expected(long step) => step == 0 || KilledWriter.Clears(step) ? null : step;

    /// <summary>Kills the writing process right after its <paramref name="after"/>th acknowledgement. Answers each writer's last acknowledged step.</summary>
    private async Task<long[]> WriteUntilKilledAsync(string prefix, int after)
    {
        using var process = SuiteProcess.Start(KilledWriter.Argument, store.Address, prefix);
        var acknowledged = new long[KilledWriter.Writers];
        var lines = 0;
        try
        {
            // Lines still in the pipe after the kill were acknowledged too. A line cut off in the middle parses as no pair, or as a smaller step.
            while (await process.StandardOutput.ReadLineAsync() is { } line)
            {
                if (line.Split(' ') is [var writer, var step]
                    && int.TryParse(writer, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
                    && long.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                    && index < acknowledged.Length)
                {
                    acknowledged[index] = Math.Max(acknowledged[index], number);
                }

                if (++lines == after) process.Kill();
            }
        }
        finally
        {
            if (!process.HasExited) process.Kill();
        }

        await process.WaitForExitAsync();
        Assert.True(lines >= after, $"the writer ended by itself after {lines} acknowledgements, with exit code {process.ExitCode}");
        output.WriteLine($"round {prefix}: killed after {lines} acknowledgements");
        return acknowledged;
    }
}
