using System.Diagnostics;
using System.Globalization;

namespace OrleansNews.Processes;

/// <summary>A PostgreSQL server of this machine's packages, empty, on a free port of the loopback address.</summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private const string Password = "for-tests-alone";

    private readonly DirectoryInfo _folder;
    private readonly int _port;
    private readonly string _address;
    private readonly bool _flushes;
    private ServerProcess _process;

    private PostgresServer(DirectoryInfo folder, int port, string address, bool flushes, ServerProcess process)
    {
        (_folder, _port, _address, _flushes) = (folder, port, address, flushes);
        _process = process;
    }

    /// <summary>Makes and starts one. The server refuses to run as root: it runs as the user of its package then.</summary>
    /// <param name="address">The address that it listens on beside the loopback one, and that clients are told.</param>
    /// <param name="flushes">Whether a commit waits for the disk, as in earnest. Tests kill processes, never the machine.</param>
    public static async Task<PostgresServer> StartAsync(string address = "127.0.0.1", bool flushes = false)
    {
        var folder = Directory.CreateTempSubdirectory("postgres-tests-");
        var secret = Path.Combine(folder.FullName, "password");
        await File.WriteAllTextAsync(secret, Password + "\n");
        if (Environment.IsPrivilegedProcess) await ServerProcess.RunAsync(new("chown", ["-R", "postgres:", folder.FullName]));
        await ServerProcess.RunAsync(Program("initdb", "--pgdata", Data(folder), "--username=postgres", $"--pwfile={secret}", "--auth=scram-sha-256", "--encoding=UTF8", "--locale=C", "--no-sync"));
        await File.AppendAllTextAsync(Path.Combine(Data(folder), "pg_hba.conf"), $"host all all {address}/24 scram-sha-256\n");
        var port = LoopbackPorts.Next();
        return new(folder, port, address, flushes, await StartAsync(folder, port, address, flushes));
    }

    /// <summary>Makes an empty database and answers how to connect to it.</summary>
    public async Task<string> CreateDatabaseAsync()
    {
        var name = $"test_{Guid.NewGuid():N}";
        await SqlAsync("postgres", $"CREATE DATABASE {name}");
        return ConnectionString(name);
    }

    /// <summary>How its administrator connects to a database.</summary>
    public string ConnectionString(string database) => string.Create(CultureInfo.InvariantCulture, $"Host={_address};Port={_port};Database={database};Username=postgres;Password={Password}");

    /// <summary>Runs a statement in a database and answers what it prints.</summary>
    public Task<string> SqlAsync(string database, string sql)
    {
        var start = Program("psql", "--no-psqlrc", "--quiet", "--tuples-only", "--no-align", "--set=ON_ERROR_STOP=1", "--host=127.0.0.1", $"--port={_port}", "--username=postgres", $"--dbname={database}", "--command", sql);
        start.Environment["PGPASSWORD"] = Password;
        return ServerProcess.RunAsync(start);
    }

    /// <summary>Kills every process of it, and starts it again on what is on the disk.</summary>
    public async Task CrashAsync()
    {
        await StopAsync();
        await StartAgainAsync();
    }

    /// <summary>Kills every process of it.</summary>
    public async Task StopAsync() => await _process.DisposeAsync();

    /// <summary>Breaks every connection, and ends in order.</summary>
    public Task ShutDownAsync() => _process.StopAsync("INT");

    /// <summary>Starts it again after <see cref="StopAsync"/> or <see cref="ShutDownAsync"/>.</summary>
    public async Task StartAgainAsync() => _process = await StartAsync(_folder, _port, _address, _flushes);

    /// <summary>Its port.</summary>
    public int Port => _port;

    /// <summary>The process that all others of it are children of.</summary>
    public int Id => _process.Id;

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private static Task<ServerProcess> StartAsync(DirectoryInfo folder, int port, string address, bool flushes) => ServerProcess.StartAsync(
        Program("postgres", "-D", Data(folder), "-p", port.ToString(CultureInfo.InvariantCulture), "-c", $"listen_addresses=127.0.0.1{(address == "127.0.0.1" ? "" : "," + address)}", "-c", "unix_socket_directories=", "-c", $"fsync={(flushes ? "on" : "off")}"),
        readyWhen: "ready to accept connections");

    private static string Data(DirectoryInfo folder) => Path.Combine(folder.FullName, "data");

    private static ProcessStartInfo Program(string name, params string[] arguments)
    {
        var program = Path.Combine(Programs.Value, name);
        ProcessStartInfo start = Environment.IsPrivilegedProcess
            ? new("setpriv", ["--reuid=postgres", "--regid=postgres", "--clear-groups", program, .. arguments])
            : new(program, arguments);
        start.WorkingDirectory = Path.GetTempPath();
        start.Environment["LC_ALL"] = "C";
        return start;
    }

    // Debian keeps each version's programs in a folder of its own; psql reads the newest's.
    private static readonly Lazy<string> Programs = new(() =>
        Directory.Exists("/usr/lib/postgresql")
            ? Directory.EnumerateDirectories("/usr/lib/postgresql").OrderByDescending(folder => int.Parse(Path.GetFileName(folder), CultureInfo.InvariantCulture)).Select(folder => Path.Combine(folder, "bin")).First(folder => File.Exists(Path.Combine(folder, "initdb")))
            : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")))
                ?? throw new InvalidOperationException("PostgreSQL's server is missing: apt-get install postgresql"));
}
