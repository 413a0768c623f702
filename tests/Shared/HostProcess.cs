using System.Diagnostics;
using System.Net;
using System.Runtime.InteropServices;
using System.Text;

namespace OrleansNews.Processes;

/// <summary>The built host as a process of its own, on free ports of the loopback address, as an operator would start it.</summary>
public sealed class HostProcess : IAsyncDisposable
{
    private const string LastLineOfReport = "Ready.";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _errors = new();
    private readonly TaskCompletionSource _reported = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private HostProcess(string program, IEnumerable<string> arguments, string folder = "", params IEnumerable<(string Name, string Value)> environment)
    {
        _process = new() { StartInfo = new(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true, WorkingDirectory = folder }, EnableRaisingEvents = true };
        foreach (var (name, value) in environment) _process.StartInfo.Environment[name] = value;
        _process.OutputDataReceived += (_, line) => Append(_output, line.Data);
        _process.ErrorDataReceived += (_, line) => Append(_errors, line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Its number in the system.</summary>
    public int Id => _process.Id;

    /// <summary>What it wrote to standard output so far.</summary>
    public string Output => Text(_output);

    /// <summary>What it wrote to standard error so far.</summary>
    public string Errors => Text(_errors);

    /// <summary>Where it serves pages.</summary>
    public Uri Site => new(Reported("pages"));

    /// <summary>The operators' port.</summary>
    public Uri Operations => new(Reported("operations"));

    /// <summary>The one-time link, as it was printed.</summary>
    public Uri SetupLink => new(Reported("set up"));

    /// <summary>Whether it offers to be set up.</summary>
    public bool OffersSetup => Output.Contains("  set up  ", StringComparison.Ordinal);

    /// <summary>Starts a host on <paramref name="data"/> and returns when it is ready.</summary>
    public static Task<HostProcess> StartAsync(string data, params IEnumerable<string> arguments) =>
        StartExactlyAsync(["--data", data, "--urls", "http://127.0.0.1:0", "--Operations:Port=0", .. arguments]);

    /// <summary>Starts a host with nothing but <paramref name="arguments"/> and returns when it is ready.</summary>
    public static async Task<HostProcess> StartExactlyAsync(params IEnumerable<string> arguments)
    {
        var host = await StartProgramAsync(HostBuild.Executable, arguments);
        await host.UntilReadyAsync();
        return host;
    }

    /// <summary>Starts a program that reports as the host does, and returns when it has.</summary>
    public static Task<HostProcess> StartProgramAsync(string program, params IEnumerable<string> arguments) => ReportedAsync(program, new(program, arguments));

    /// <summary>Starts a host that may never report, and returns at once.</summary>
    public static HostProcess Begin(params IEnumerable<string> arguments) => new(HostBuild.Executable, arguments);

    /// <summary>Starts a host from <paramref name="folder"/>, with variables in its environment, and returns when it is ready.</summary>
    public static Task<HostProcess> StartInAsync(string folder, IEnumerable<(string Name, string Value)> variables, params IEnumerable<string> arguments) =>
        ReportedAsync(HostBuild.Executable, new(HostBuild.Executable, arguments, folder, variables));

    private static async Task<HostProcess> ReportedAsync(string program, HostProcess started)
    {
        var first = await Task.WhenAny(started._reported.Task, started._process.WaitForExitAsync(), Task.Delay(Patience));
        if (first == started._reported.Task) return started;
        await started.DisposeAsync();
        throw new InvalidOperationException($"{program} did not start.\n{started.Output}\n{started.Errors}");
    }

    /// <summary>Runs the executable to its end: a verb, or a start that is refused.</summary>
    public static Task<(int ExitCode, string Output, string Errors)> RunAsync(params IEnumerable<string> arguments) => EndAsync(new(HostBuild.Executable, arguments));

    /// <summary>The same, with a variable in its environment.</summary>
    public static Task<(int ExitCode, string Output, string Errors)> RunWithAsync((string Name, string Value) variable, params IEnumerable<string> arguments) =>
        EndAsync(new(HostBuild.Executable, arguments, environment: [variable]));

    /// <summary>Runs the host as the README says, by <c>dotnet run</c> from <paramref name="folder"/>; only the build is spared.</summary>
    public static Task<(int ExitCode, string Output, string Errors)> RunByDotnetAsync(string folder, params IEnumerable<string> arguments) => EndAsync(new(
        "dotnet", ["run", "-c", HostBuild.Configuration, "--no-build", "--project", HostBuild.Project, "--", .. arguments], folder));

    private static async Task<(int ExitCode, string Output, string Errors)> EndAsync(HostProcess process)
    {
        await using var verb = process;
        verb._process.StandardInput.Close();
        var code = await verb.ExitAsync();
        return (code, verb.Output, verb.Errors);
    }

    /// <summary>Returns when a balancer would send readers.</summary>
    public async Task UntilReadyAsync()
    {
        var started = Stopwatch.GetTimestamp();
        using var client = new HttpClient { BaseAddress = Operations };
        while (true)
        {
            using var ready = await client.GetAsync("/health/ready");
            if (ready.IsSuccessStatusCode) return;
            if (Stopwatch.GetElapsedTime(started) > Patience) throw new InvalidOperationException($"The host did not get ready.\n{Output}\n{Errors}");
            await Task.Delay(50);
        }
    }

    /// <summary>Returns when it has written this to standard error so many times.</summary>
    public async Task UntilComplainedAsync(string text, int times = 1)
    {
        var started = Stopwatch.GetTimestamp();
        while (Errors.Split(text).Length <= times)
        {
            if (Stopwatch.GetElapsedTime(started) > Patience) throw new InvalidOperationException($"The host did not say '{text}' {times} times.\n{Output}\n{Errors}");
            await Task.Delay(50);
        }
    }

    /// <summary>Asks it to stop, as a service manager or a terminal does, and returns its exit code.</summary>
    public Task<int> StopAsync(PosixSignal signal = PosixSignal.SIGTERM)
    {
        Send(signal == PosixSignal.SIGINT ? 2 : 15);
        return ExitAsync();
    }

    /// <summary>Sends the signal that no process can answer, and returns when it is gone.</summary>
    public async Task KillAsync()
    {
        Send(9);
        await ExitAsync();
    }

    /// <summary>Stops it where it stands, with every connection open: it answers nobody and knows nothing of it.</summary>
    public void Pause() => Send(19);

    /// <summary>Lets it go on after <see cref="Pause"/>.</summary>
    public void Continue() => Send(18);

    /// <summary>Whether it has ended.</summary>
    public bool HasEnded => _process.HasExited;

    /// <summary>Returns its exit code when it has ended by itself.</summary>
    public async Task<int> ExitAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            await _process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            throw new InvalidOperationException($"The host did not end.\n{Output}\n{Errors}");
        }

        return _process.ExitCode;
    }

    /// <summary>A client of its public address that keeps cookies and follows no redirect.</summary>
    public HttpClient CreateClient() => new(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = Site };

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }


    private void Append(StringBuilder text, string? line)
    {
        if (line is null) return;
        lock (text) text.AppendLine(line);
        if (line.StartsWith(LastLineOfReport, StringComparison.Ordinal)) _reported.TrySetResult();
    }

    private string Reported(string name)
    {
        var line = Output.Split('\n').First(line => line.StartsWith($"  {name} ", StringComparison.Ordinal));
        return line[(name.Length + 2)..].Trim().Split(' ')[0];
    }

    private void Send(int signal)
    {
        if (Kill(_process.Id, signal) != 0) throw new InvalidOperationException($"Signal {signal} could not be sent.");
    }

    private static string Text(StringBuilder text)
    {
        lock (text) return text.ToString();
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int Kill(int process, int signal);
}
