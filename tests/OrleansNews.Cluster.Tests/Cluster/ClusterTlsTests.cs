using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Orleans.Runtime;
using OrleansNews.Processes;

namespace OrleansNews.Cluster;

public sealed class ClusterTlsTests(PostgresServerFixture postgres) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Cluster_WithCertificatesOfItsAuthority_WorksAndRefusesEverybodyElse()
    {
        await CertifyAsync("ours", "silo-1", "silo-2", "web");
        await CertifyAsync("foreign", "guest");
        await using var cluster = new ClusterProcesses(_folder, await postgres.Server.CreateDatabaseAsync());
        var gateway = LoopbackPorts.Next();
        var first = await cluster.StartSiloOnAsync(LoopbackPorts.Next(), gateway, Certificate("ours", "silo-1"));
        var second = await cluster.StartSiloAsync(Certificate("ours", "silo-2"));
        var front = await cluster.StartFrontEndAsync(Certificate("ours", "web"));
        var file = _folder.Write("ferry.md", Stories.Markdown("The ferry runs again", "ferry"));

        // Both wait for a silo until they give up.
        var refused = await Task.WhenAll(cluster.RunAsync(["import", file, .. Certificate("foreign", "guest")]), cluster.RunAsync("import", file));
        var ours = await cluster.RunAsync(["import", file, .. Certificate("ours", "web")]);

        Assert.Equal([1, 1], refused.Select(command => command.ExitCode));
        Assert.Contains("No silo of the cluster", refused[0].Errors, StringComparison.Ordinal);
        // Neither of the two before had published anything.
        Assert.Contains("1 created", ours.Output, StringComparison.Ordinal);
        Assert.Contains("was refused", first.Errors + second.Errors, StringComparison.Ordinal);
        using var reader = front.CreateClient();
        Assert.Equal(HttpStatusCode.OK, (await reader.GetAsync("/2026/11/20/ferry/")).StatusCode);
        Assert.Equal("", await SaidInTheClearAsync(gateway));
        Assert.Equal((0, 0), (await first.StopAsync(), await second.StopAsync()));
    }

    // It knows the database, and so the addresses of all silos; that makes it no member.
    [Fact]
    public async Task Silo_WithAForeignCertificate_BecomesNoMember()
    {
        await CertifyAsync("ours", "silo");
        await CertifyAsync("foreign", "guest");
        var connection = await postgres.Server.CreateDatabaseAsync();
        await using var cluster = new ClusterProcesses(_folder, connection);
        var ours = await cluster.StartSiloAsync(Certificate("ours", "silo"));
        string[] foreign =
        [
            "--role", "silo", "--Operations:Port=0", string.Create(CultureInfo.InvariantCulture, $"--Cluster:SiloPort={LoopbackPorts.Next()}"),
            string.Create(CultureInfo.InvariantCulture, $"--Cluster:GatewayPort={LoopbackPorts.Next()}"), .. cluster.Settings, .. Certificate("foreign", "guest"),
        ];

        await using (var guest = HostProcess.Begin(foreign))
        {
            // Refused once, it tries again.
            await ours.UntilComplainedAsync("was refused", times: 2);
            Assert.DoesNotContain("Ready.", guest.Output, StringComparison.Ordinal);
        }

        Assert.Equal("1", (await postgres.Server.SqlAsync(connection.Split("Database=")[1].Split(';')[0], $"SELECT count(*) FROM orleansmembership WHERE status = {(int)SiloStatus.Active}")).Trim());
        var imported = await cluster.RunAsync(["import", _folder.Write("ferry.md", Stories.Markdown("The ferry runs again", "ferry")), .. Certificate("ours", "silo")]);
        Assert.Contains("1 created", imported.Output, StringComparison.Ordinal);
    }

    // Who calls looks, too: a front end that asked a foreign gateway would show what that one says, and tell it what its readers write.
    [Theory]
    [InlineData("ours", true)]
    [InlineData("foreign", false)]
    public async Task FrontEnd_BelievesAGatewayOfItsAuthorityAlone(string place, bool isBelieved)
    {
        await CertifyAsync("ours", "web", "all");
        await CertifyAsync("foreign", "all");
        var gateway = LoopbackPorts.Next();
        await using var all = await HostProcess.StartAsync(_folder["all"], ["--Cluster:OpenGateway=true", string.Create(CultureInfo.InvariantCulture, $"--Cluster:GatewayPort={gateway}"), .. Certificate(place, "all")]);
        string[] front =
        [
            "--data", _folder["web"], "--role", "web", "--urls", "http://127.0.0.1:0", "--Operations:Port=0",
            string.Create(CultureInfo.InvariantCulture, $"--Cluster:Gateways:0=127.0.0.1:{gateway}"), .. Certificate("ours", "web"),
        ];

        if (!isBelieved)
        {
            await using var guarded = HostProcess.Begin(front);
            await guarded.UntilComplainedAsync(string.Create(CultureInfo.InvariantCulture, $"A connection with 127.0.0.1:{gateway} was refused: The remote certificate was rejected"));
            return;
        }

        await using var web = await HostProcess.StartExactlyAsync(front);
        using var reader = web.CreateClient();
        Assert.Equal(HttpStatusCode.OK, (await reader.GetAsync("/", TestContext.Current.CancellationToken)).StatusCode);
        Assert.Equal("", await SaidInTheClearAsync(gateway));
    }

    [Theory]
    [InlineData("Cluster:Tls: name all of Certificate, Key and Authority", "ours", "silo", "", "")]
    [InlineData("Cluster:Tls:Certificate: it cannot be read", "ours", "nobody", "ours", "ours")]
    [InlineData("is expired, or not signed by", "foreign", "guest", "foreign", "ours")]
    public async Task Certificates_ThatCannotWork_StopTheStartAndNameTheSetting(string expected, string place, string name, string keyPlace, string authority)
    {
        await CertifyAsync("ours", "silo");
        await CertifyAsync("foreign", "guest");
        string Path(string folder, string file) => folder.Length == 0 ? "" : _folder[folder, file];

        var (code, _, errors) = await HostProcess.RunAsync(
            "--data", _folder["data"], "--Operations:Port=0", $"--Cluster:Tls:Certificate={Path(place, name + ".pem")}", $"--Cluster:Tls:Key={Path(keyPlace, name + ".key")}", $"--Cluster:Tls:Authority={Path(authority, "authority.pem")}");

        Assert.Equal(2, code);
        Assert.Contains(expected, errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
    }

    private Task CertifyAsync(string place, params string[] names) =>
        ServerProcess.RunAsync(new(Path.Combine(HostBuild.Project, "..", "..", "deploy", "tls", "make-certificates"), [_folder[place], .. names]));

    private string[] Certificate(string place, string name) =>
        [$"--Cluster:Tls:Certificate={_folder[place, name + ".pem"]}", $"--Cluster:Tls:Key={_folder[place, name + ".key"]}", $"--Cluster:Tls:Authority={_folder[place, "authority.pem"]}"];

    // A port of Orleans greets whoever connects; this one waits for a handshake, and ends when there is none.
    private static async Task<string> SaidInTheClearAsync(int port)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, port);
        await using var stream = socket.GetStream();
        await stream.WriteAsync("GET / HTTP/1.0\r\n\r\n"u8.ToArray());
        var buffer = new byte[1024];
        try
        {
            var read = await stream.ReadAsync(buffer);
            // An alert of TLS, which begins with 21, says nothing of the cluster.
            return read == 0 || buffer[0] == 21 ? "" : Convert.ToHexString(buffer.AsSpan(0, read));
        }
        catch (IOException)
        {
            return "";
        }
    }
}
