using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Orleans.Runtime;
using OrleansNews.Storage.Conformance;

namespace OrleansNews.Storage.Sqlite;

/// <summary>
/// A process that writes, goes on after faults, and tells of both. Linux limits the size of its files from outside, which meets SQLite as a full disk does:
/// in the middle of a commit.
/// </summary>
internal sealed class LimitedWriter : IAsyncDisposable
{
    public const string Argument = "--write-through-faults";

    private const int Writers = 4;

    // Linux ends a process whose file outgrows the limit, unless it handles this signal.
    private const PosixSignal FileTooLarge = (PosixSignal)25;

    private readonly Process _process;
    private readonly long[] _acknowledged = new long[Writers];

    private LimitedWriter(Process process) => _process = process;

    public static GrainId Grain(int writer) => GrainId.Create("limited", writer.ToString(CultureInfo.InvariantCulture));

    public static LimitedWriter Start(string folder) => new(SuiteProcess.Start(Argument, folder));

    /// <summary>The process itself.</summary>
    public static async Task<int> RunAsync(string folder)
    {
        using var signal = PosixSignalRegistration.Create(FileTooLarge, context => context.Cancel = true);
        // The log is to outgrow the limit before it is moved and begins anew.
        await using var opened = await TestStorage.OpenAsync(folder, options => options.CheckpointBytes = 256L << 20);
        using var output = new StreamWriter(Console.OpenStandardOutput());
        var gate = new Lock();
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
        {
            var slot = new Slot(opened.Storage, Grain(writer));
            for (long step = 1; ; step++)
            {
                while (!await TryStepAsync(slot, writer, step)) Say($"fault {writer} {step}");
                Say($"done {writer} {step}");
            }
        })));
        return 0;

        void Say(string line)
        {
            lock (gate)
            {
                output.WriteLine(line);
                output.Flush();
            }
        }
    }

    /// <summary>Waits until so many further steps were acknowledged.</summary>
    public Task AcknowledgedAsync(int count) => ReadAsync("done", count);

    /// <summary>Waits until so many further writes failed.</summary>
    public Task FaultsAsync(int count) => ReadAsync("fault", count);

    /// <summary>Sets the largest size of a file of the process; null lifts the limit.</summary>
    public void LimitFileSize(long? bytes)
    {
        var limit = bytes?.ToString(CultureInfo.InvariantCulture) ?? "unlimited";
        using var tool = Process.Start("prlimit", ["--pid", _process.Id.ToString(CultureInfo.InvariantCulture), $"--fsize={limit}:unlimited"]);
        tool.WaitForExit();
        Assert.Equal(0, tool.ExitCode);
    }

    /// <summary>Kills the process and answers each writer's last acknowledged step.</summary>
    public async Task<IReadOnlyList<long>> KillAsync()
    {
        _process.Kill();
        while (await _process.StandardOutput.ReadLineAsync() is { } line) Take(line, "done");
        await _process.WaitForExitAsync();
        return _acknowledged;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static async Task<bool> TryStepAsync(Slot slot, int writer, long step)
    {
        try
        {
            // The outcome of a failed write is unknown, so that the next attempt begins with a look at what is stored.
            await slot.ReadAsync();
            if (slot.State.Number == step) return true;
            if (slot.State.Number != step - 1) throw new InvalidOperationException($"Writer {writer} lost a step before {step}: {slot.State.Number} is stored.");
            await slot.WriteAsync(step, LongText.Of(3_000, seed: writer));
            return true;
        }
        catch (GrainStorageUnavailableException)
        {
            return false;
        }
    }

    private async Task ReadAsync(string kind, int count)
    {
        while (count > 0)
        {
            var line = await _process.StandardOutput.ReadLineAsync()
                ?? throw new InvalidOperationException($"The writer ended by itself; {count} times '{kind}' were still awaited.");
            if (Take(line, kind)) count--;
        }
    }

    private bool Take(string line, string kind)
    {
        if (line.Split(' ') is not [var said, var writer, var step]) return false;
        if (said == "done")
        {
            var index = int.Parse(writer, CultureInfo.InvariantCulture);
            _acknowledged[index] = Math.Max(_acknowledged[index], long.Parse(step, CultureInfo.InvariantCulture));
        }

        return said == kind;
    }
}
