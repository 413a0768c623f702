using System.Globalization;
using OrleansNews.Accounts;
using OrleansNews.Cluster;

namespace OrleansNews.Benchmarks.Cluster;

/// <summary>A newspaper of silos and front ends on a PostgreSQL server of its own.</summary>
internal sealed class PostgresNewspaper : IAsyncDisposable
{
    /// <summary>What every host of a measurement is told: nothing is held, nobody is turned away.</summary>
    public static readonly string[] Unlimited = ["--Discussion:RequirePreviouslyApproved=false", "--Discussion:FloodSeconds=0", "--Limits:Enabled=false"];

    private readonly TemporaryFolder _folder = new();
    private readonly List<(int Silo, int Gateway)> _ports = [];
    private readonly List<HostProcess> _silos = [];
    private readonly List<HostProcess> _fronts = [];
    private ClusterProcesses _processes = null!;

    private PostgresNewspaper(PostgresServer database, string connection) => (Database, Connection) = (database, connection);

    public PostgresServer Database { get; }

    /// <summary>How to connect to its database.</summary>
    public string Connection { get; }

    public IReadOnlyList<HostProcess> Silos => _silos;

    public IReadOnlyList<HostProcess> Fronts => _fronts;

    /// <summary>Its stories, which an empty newspaper numbers from one on.</summary>
    public IReadOnlyList<long> Articles { get; private set; } = [];

    /// <summary>The addresses of the stories.</summary>
    public IReadOnlyList<string> Paths => [.. Articles.Select(PathOf)];

    /// <summary>Starts so many silos and front ends, and publishes so many stories.</summary>
    public static async Task<PostgresNewspaper> StartAsync(int silos, int fronts, int stories, IEnumerable<string> settings, string body = "The harbour was quiet this morning.")
    {
        var database = await PostgresServer.StartAsync(flushes: true);
        var paper = new PostgresNewspaper(database, await database.CreateDatabaseAsync());
        paper._processes = new(paper._folder, paper.Connection, [.. Unlimited, .. settings]);
        try
        {
            for (var silo = 0; silo < silos; silo++) paper._ports.Add((LoopbackPorts.Next(), LoopbackPorts.Next()));
            paper._silos.AddRange(await Task.WhenAll(paper._ports.Select(ports => paper._processes.StartSiloOnAsync(ports.Silo, ports.Gateway))));
            for (var front = 0; front < fronts; front++) paper._fronts.Add(await paper.StartFrontAsync());
            await paper.PublishAsync(stories, body);
            return paper;
        }
        catch
        {
            // What was started would run on without anybody who ends it.
            await paper.DisposeAsync();
            throw;
        }
    }

    /// <summary>The address of a story, by its number.</summary>
    public static string PathOf(long article) => string.Create(CultureInfo.InvariantCulture, $"/2026/11/20/story-{article}/");

    /// <summary>Files of so many stories, to be imported.</summary>
    public static string[] Files(TemporaryFolder folder, int stories, string body) =>
        [.. Enumerable.Range(1, stories).Select(number => folder.Write(string.Create(CultureInfo.InvariantCulture, $"story-{number}.md"), Stories.Markdown($"Story {number}", $"story-{number}", body)))];

    /// <summary>Starts a silo that has ended again, on its ports.</summary>
    public async Task RestartSiloAsync(int place) => _silos[place] = await _processes.StartSiloOnAsync(_ports[place].Silo, _ports[place].Gateway);

    /// <summary>Starts a front end that will serve in the place of another.</summary>
    public async Task<HostProcess> RestartFrontAsync(int place) => _fronts[place] = await StartFrontAsync();

    /// <summary>Makes an editor and signs them in; returns the cookie.</summary>
    public async Task<string> SignInAsync()
    {
        await StaffAccounts.CreateAsync(_processes.Settings, "edith", Role.Editor);
        return await StaffAccounts.CookieAsync(_fronts[0], "edith");
    }

    public async ValueTask DisposeAsync()
    {
        await _processes.DisposeAsync();
        await Database.DisposeAsync();
        _folder.Dispose();
    }

    private Task<HostProcess> StartFrontAsync() => _processes.StartFrontEndAsync("--Operations:DrainFor=00:00:03");

    private async Task PublishAsync(int stories, string body)
    {
        var (code, output, errors) = await _processes.RunAsync(["import", .. Files(_folder, stories, body)]);
        if (code != 0) throw new InvalidOperationException($"The import failed.\n{output}\n{errors}");
        using var client = _fronts[0].CreateClient();
        Articles = [.. Enumerable.Range(1, stories).Select(number => (long)number)];
        foreach (var article in Articles)
        {
            if (await Stories.NumberOfAsync(client, PathOf(article)) != article) throw new InvalidOperationException($"Story {article} has another number.");
        }
    }
}
