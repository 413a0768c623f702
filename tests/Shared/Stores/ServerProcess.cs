using System.Diagnostics;

namespace OrleansNews.Processes;

/// <summary>A server that others wrote, as a process on the loopback address, in a folder of its own; both are gone afterwards.</summary>
public sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<string> _said = [];
    private bool _disposed;

    private ServerProcess(ProcessStartInfo start, string readyWhen)
    {
        start.RedirectStandardOutput = start.RedirectStandardError = true;
        _process = new() { StartInfo = start, EnableRaisingEvents = true };
        _process.OutputDataReceived += (_, line) => Hear(line.Data, readyWhen);
        _process.ErrorDataReceived += (_, line) => Hear(line.Data, readyWhen);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Its number in the system.</summary>
    public int Id => _process.Id;

    /// <summary>Starts a server and returns when it has said <paramref name="readyWhen"/>.</summary>
    public static async Task<ServerProcess> StartAsync(ProcessStartInfo start, string readyWhen)
    {
        var server = new ServerProcess(start, readyWhen);
        if (await Task.WhenAny(server._ready.Task, server._process.WaitForExitAsync(), Task.Delay(Patience)) == server._ready.Task) return server;
        await server.DisposeAsync();
        throw new InvalidOperationException($"{start.FileName} did not start.\n{server.Said()}");
    }

    /// <summary>Runs a program to its end.</summary>
    public static async Task<string> RunAsync(ProcessStartInfo start)
    {
        start.RedirectStandardOutput = start.RedirectStandardError = true;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? await output : throw new InvalidOperationException($"{start.FileName} {string.Join(' ', start.ArgumentList)}: {await errors}");
    }

    /// <summary>Asks it to stop in order, and returns when it has.</summary>
    /// <param name="signal">The signal that it takes for that.</param>
    public async Task StopAsync(string signal = "TERM")
    {
        await RunAsync(new("kill", ["-" + signal, _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]));
        await _process.WaitForExitAsync().WaitAsync(Patience);
    }

    /// <summary>Ends it as hard as it can be.</summary>
    public async Task KillAsync()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_disposed) return;
        _disposed = true;
        await KillAsync();
        _process.Dispose();
    }

    private void Hear(string? line, string readyWhen)
    {
        if (line is null) return;
        lock (_said) _said.Add(line);
        if (line.Contains(readyWhen, StringComparison.Ordinal)) _ready.TrySetResult();
    }

    private string Said()
    {
        lock (_said) return string.Join('\n', _said);
    }
}
