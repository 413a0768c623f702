using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using OrleansNews.Accounts;
using OrleansNews.Comments;
using OrleansNews.Processes;

namespace OrleansNews.Cluster;

public sealed partial class PostgresClusterTests(PostgresServerFixture postgres) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task TwoSilosAndTwoFrontEnds_AsTheReadmeSays_AreOneNewspaper()
    {
        Assert.Equal(2, ReadmeCommands.Statements().Count);
        foreach (var statement in ReadmeCommands.Statements()) await postgres.Server.SqlAsync("postgres", statement);
        await using var cluster = new ClusterProcesses(_folder, ReadmeCommands.Connection(postgres.Server.Port), CommentLoad.Unlimited);
        var commands = ReadmeCommands.Arguments();
        Assert.InRange(commands.Count, 1, 4);
        // Both make the tables, and one comes second.
        var silos = await StartAsync("silo");
        var front = await StartAsync("web");
        Assert.Equal((2, 2), (silos.Length, front.Length));
        var imported = await cluster.RunAsync("import", _folder.Write("ferry.md", Stories.Markdown("The ferry runs again", "ferry")));
        var again = await cluster.RunAsync("import", _folder["ferry.md"]);
        await StaffAccounts.CreateAsync(cluster.Settings, "olga", Role.Operator);
        using var writer = front[0].CreateClient();
        using var reader = front[1].CreateClient();

        Assert.Contains("1 created", imported.Output, StringComparison.Ordinal);
        Assert.Contains("1 unchanged", again.Output, StringComparison.Ordinal);
        Assert.Contains("The ferry runs again", await reader.GetStringAsync("/2026/11/20/ferry/"), StringComparison.Ordinal);
        var ids = new List<long>();
        for (var number = 0; number < 5; number++)
        {
            using var posted = await writer.PostAsJsonAsync("/api/articles/1/comments", new { author = "A Reader", email = $"reader{number}@example.org", text = $"Comment {number}." });
            Assert.Equal(HttpStatusCode.Created, posted.StatusCode);
            ids.Add((await posted.Content.ReadFromJsonAsync<JsonNode>())!["id"]!.GetValue<long>());
        }

        var read = (await reader.GetFromJsonAsync<JsonNode>("/api/articles/1/comments?order=oldest"))!;
        Assert.Equal(ids, read["items"]!.AsArray().Select(item => item!["id"]!.GetValue<long>()));
        // A login at one front end holds at the other.
        using var signIn = await writer.PostAsync("/login", StaffAccounts.Form(("login", "olga"), ("password", StaffAccounts.Password)));
        reader.DefaultRequestHeaders.Add("Cookie", signIn.Headers.GetValues("Set-Cookie").Select(cookie => cookie.Split(';')[0]));
        Assert.Equal(HttpStatusCode.OK, (await reader.GetAsync("/dashboard/")).StatusCode);
        Assert.All(silos, silo => Assert.False(silo.OffersSetup));
        Assert.Equal(0, await front[0].StopAsync());
        Assert.All(await Task.WhenAll(silos.Select(silo => silo.StopAsync())), code => Assert.Equal(0, code));

        Task<HostProcess[]> StartAsync(string role) => Task.WhenAll(commands.Where(command => command.Contains(role)).Select(command => cluster.StartTypedAsync(command, ReadmeCommands.Variables(postgres.Server.Port))));
    }

    [Fact]
    public async Task CommentsOfOneFrontEnd_OnManyStories_AreTakenInByBothSilos()
    {
        const int Written = 16;
        await using var cluster = new ClusterProcesses(_folder, await postgres.Server.CreateDatabaseAsync(), CommentLoad.Unlimited);
        HostProcess[] silos = [await cluster.StartSiloAsync(), await cluster.StartSiloAsync()];
        var front = await cluster.StartFrontEndAsync();
        await cluster.RunAsync(["import", .. Enumerable.Range(1, Written).Select(number => _folder.Write($"{number}.md", Stories.Markdown($"Ferry {number}", $"ferry-{number}")))]);
        using var writer = front.CreateClient();

        for (var number = 1; number <= Written; number++)
        {
            using var posted = await writer.PostAsJsonAsync($"/api/articles/{number}/comments", new { author = "A Reader", email = $"reader{number}@example.org", text = $"Comment {number}." });
            Assert.Equal(HttpStatusCode.Created, posted.StatusCode);
        }

        var taken = await Task.WhenAll(silos.Select(CountTakenAsync));
        Assert.Equal(Written, taken.Sum());
        Assert.DoesNotContain(0, taken);
    }

    [Fact]
    public async Task SecondSilo_OnThePortsOfTheFirst_IsRefusedAndTheFirstGoesOn()
    {
        await using var cluster = new ClusterProcesses(_folder, await postgres.Server.CreateDatabaseAsync());
        var (port, gateway) = (LoopbackPorts.Next(), LoopbackPorts.Next());
        var first = await cluster.StartSiloOnAsync(port, gateway);

        var (code, _, errors) = await cluster.RunAsync("--role", "silo", "--Operations:Port=0", string.Create(CultureInfo.InvariantCulture, $"--Cluster:SiloPort={port}"));

        Assert.Equal(2, code);
        Assert.Contains($"Cluster:SiloPort: port {port} of 127.0.0.1 is in use", errors, StringComparison.Ordinal);
        Assert.Equal(0, await first.StopAsync());
    }

    [Theory]
    [InlineData("Storage:Provider: role silo needs a store that several silos share", "--role", "silo", "--Storage:Provider=Sqlite")]
    [InlineData("Cluster:Membership: Postgres joins silos to a cluster", "--Storage:Provider=Sqlite", "--Cluster:Membership=Postgres")]
    [InlineData("Cluster:Membership: role silo needs a way to find other silos", "--role", "silo", "--Cluster:Membership=None")]
    [InlineData("Storage:Postgres:ConnectionString: there is no database named", "--role", "silo")]
    [InlineData("Cluster:Gateways: role web needs a way to find silos", "--role", "web", "--Cluster:Membership=None")]
    [InlineData("Storage:Provider: a database is named in Storage:Postgres:ConnectionString", "--Storage:Provider=Sqlite", "--Storage:Postgres:ConnectionString=Host=127.0.0.1;Database=nowhere")]
    [InlineData("Cluster:Membership: a server is named in Cluster:Redis:ConnectionString", "--role", "silo", "--Storage:Postgres:ConnectionString=Host=127.0.0.1;Database=nowhere", "--Cluster:Redis:ConnectionString=127.0.0.1:6379")]
    [InlineData("Cluster:Membership: a database is named in Storage:Postgres:ConnectionString", "--Storage:Provider=AzureBlob", "--Storage:Postgres:ConnectionString=Host=127.0.0.1;Database=nowhere")]
    [InlineData("Storage:Provider: an account is named in Storage:AzureBlob", "--Storage:Provider=Sqlite", "--Storage:AzureBlob:ServiceUri=https://account.blob.core.windows.net")]
    [InlineData("Cluster:Address: others are told this address", "--role", "silo", "--Cluster:Address=0.0.0.0")]
    [InlineData("Cluster:ClusterId: 'a b' is not a name", "--role", "silo", "--Cluster:ClusterId=a b")]
    [InlineData("Cluster:Redis:ConnectionString: there is no server named", "--role", "web", "--Cluster:Membership=Redis")]
    [InlineData("Storage:AzureBlob:ConnectionString: name one storage account", "--Storage:Provider=AzureBlob")]
    [InlineData("Operations:DrainFor: 00:02:00 is not a time", "--Operations:DrainFor=00:02:00", "--Storage:Provider=Sqlite")]
    [InlineData("Storage:Provider: 'Oracle' is not one of", "--Storage:Provider=Oracle")]
    public async Task Settings_ThatDoNotGoTogether_StopTheStartAndNameTheCure(string expected, params string[] settings)
    {
        var (code, output, errors) = await HostProcess.RunAsync(["--data", _folder["data"], "--Operations:Port=0", "--Storage:Provider=Postgres", .. settings]);

        Assert.Equal(2, code);
        Assert.Contains(expected, errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
        Assert.DoesNotContain("Ready.", output, StringComparison.Ordinal);
    }

    // Of the two newspapers on the database one has no silo, and the other one of role all, whose gateway is closed unless it is told otherwise.
    [Theory]
    [InlineData("nobody-home")]
    [InlineData("closed")]
    public async Task Verb_WithoutASiloThatLetsItIn_SaysSoInALineAndNamesTheCures(string name)
    {
        await using var cluster = new ClusterProcesses(_folder, await postgres.Server.CreateDatabaseAsync(), $"--Cluster:ClusterId={name}");
        await using var closed = name == "closed"
            ? await HostProcess.StartAsync(_folder["data"], [.. cluster.Settings, string.Create(CultureInfo.InvariantCulture, $"--Cluster:SiloPort={LoopbackPorts.Next()}")])
            : null;

        var (code, _, errors) = await cluster.RunAsync("import", _folder.Write("ferry.md", Stories.Markdown("The ferry runs again", "ferry")));

        Assert.Equal(1, code);
        Assert.Equal($"No silo of the cluster {name} lets anybody in (Postgres). Start one with --role silo and the same settings; one of --role all lets verbs and front ends in with --Cluster:OpenGateway=true.", errors.Trim());
    }

    private static async Task<int> CountTakenAsync(HostProcess silo)
    {
        using var operators = new HttpClient { BaseAddress = silo.Operations };
        var metrics = await operators.GetStringAsync("/metrics");
        return Submitted().Matches(metrics).Sum(match => int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture));
    }

    [GeneratedRegex(@"(?m)^orleansnews_comments_submitted_total\{[^}]*\} ([0-9]+)")]
    private static partial Regex Submitted();
}
