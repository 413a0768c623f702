using OrleansNews.Processes;

namespace OrleansNews.Cluster.Faults;

/// <summary>One place in the cluster: whatever ends there is started again on the same addresses and the same folder, as a service manager does.</summary>
internal sealed class FaultedProcess : IAsyncDisposable
{
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(500);

    private readonly Func<Task<HostProcess>> _start;
    private readonly Action<string> _note;
    private readonly string _name;
    private readonly CancellationTokenSource _end = new();
    private Task _keeping = Task.CompletedTask;
    private volatile HostProcess _process;
    private volatile bool _leaveDown;

    private FaultedProcess(string name, Func<Task<HostProcess>> start, HostProcess first, Action<string> note)
    {
        (_name, _start, _process, _note) = (name, start, first, note);
        _keeping = Task.Run(KeepAsync);
    }

    /// <summary>The process at this moment.</summary>
    public HostProcess Process => _process;

    /// <summary>Whether it runs, as far as can be seen from outside.</summary>
    public bool Runs => !_process.HasEnded;

    public static async Task<FaultedProcess> StartAsync(string name, Func<Task<HostProcess>> start, Action<string> note) => new(name, start, await start(), note);

    /// <summary>Ends it, and keeps it ended until <see cref="Restore"/>.</summary>
    public async Task KillAsync()
    {
        _leaveDown = true;
        await _process.KillAsync();
    }

    /// <summary>Tells it to stop, and keeps it ended until <see cref="Restore"/>.</summary>
    public Task<int> StopAsync()
    {
        _leaveDown = true;
        return _process.StopAsync();
    }

    /// <summary>Lets it be started again.</summary>
    public void Restore() => _leaveDown = false;

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _keeping.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        KeepLog(_process);
        await _process.DisposeAsync();
        _end.Dispose();
    }

    // Beside the report, where one is written.
    private void KeepLog(HostProcess ended)
    {
        if (FaultReport.File is { } report) File.AppendAllText($"{report}.{_name.Replace(' ', '-')}.log", $"{ended.Errors}--- process {ended.Id} ended here\n");
    }

    private async Task KeepAsync()
    {
        while (!_end.IsCancellationRequested)
        {
            if (_process.HasEnded && !_leaveDown)
            {
                try
                {
                    var ended = _process;
                    _process = await _start();
                    KeepLog(ended);
                    await ended.DisposeAsync();
                    _note($"{_name} runs again");
                }
                catch (InvalidOperationException refused)
                {
                    // Without its database a silo does not start; the next attempt comes by itself.
                    _note($"{_name} did not start: {refused.Message.Split('\n').FirstOrDefault(line => line.Trim().Length > 0 && !line.Contains("did not start", StringComparison.Ordinal))}");
                }
            }

            await Task.Delay(Between, _end.Token);
        }
    }
}
