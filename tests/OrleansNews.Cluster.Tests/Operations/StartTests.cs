using System.Net;
using System.Net.Sockets;
using OrleansNews.Processes;

namespace OrleansNews.Operations;

public sealed class StartTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task SecondHost_OnTheSameFolder_IsRefusedAndTheFirstGoesOn()
    {
        await using var first = await HostProcess.StartAsync(_folder["data"]);

        var (code, output, errors) = await HostProcess.RunAsync("--data", _folder["data"], "--urls", "http://127.0.0.1:0", "--Operations:Port=0");

        Assert.Equal(1, code);
        Assert.Contains(_folder["data"], errors, StringComparison.Ordinal);
        Assert.Contains("--data", errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
        Assert.DoesNotContain("Ready", output, StringComparison.Ordinal);
        using var client = first.CreateClient();
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/login")).StatusCode);
    }

    [Fact]
    public async Task TwoHosts_OnFoldersOfTheirOwn_RunBesideEachOther()
    {
        await using var first = await HostProcess.StartAsync(_folder["one"]);
        await using var second = await HostProcess.StartAsync(_folder["two"]);

        Assert.NotEqual(first.Site, second.Site);
    }

    [Fact]
    public async Task Port_InUse_IsNamedWithTheCure()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var address = $"http://127.0.0.1:{((IPEndPoint)other.LocalEndpoint).Port}";

        var (code, _, errors) = await HostProcess.RunAsync("--data", _folder["data"], "--urls", address, "--Operations:Port=0");

        Assert.Equal(1, code);
        Assert.Contains(address, errors, StringComparison.Ordinal);
        Assert.Contains("--urls", errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OperatorsPort_InUse_IsNamedWithTheCure()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;

        var (code, output, errors) = await HostProcess.RunAsync("--data", _folder["data"], "--urls", "http://127.0.0.1:0", $"--Operations:Port={port}");

        Assert.Equal(2, code);
        Assert.Contains($"Operations:Port: port {port} is in use", errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output + errors, StringComparison.Ordinal);
        Assert.DoesNotContain("silo", errors, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("Ready", output, StringComparison.Ordinal);
    }

    // What role it has is read before anything of the host is there, and the rest by whatever is composed for that role: both have to find the file.
    [Fact]
    public async Task FileOfTheEnvironment_BesideTheExecutable_SaysRoleAndSettings()
    {
        var environment = $"Test{Guid.NewGuid():N}";
        var file = Path.Combine(Path.GetDirectoryName(HostBuild.Executable)!, $"appsettings.{environment}.json");
        await File.WriteAllTextAsync(file, """{ "Role": "web", "Cluster": { "SiloPort": 0 } }""");
        try
        {
            var (code, output, errors) = await HostProcess.RunWithAsync(("ASPNETCORE_ENVIRONMENT", environment), "--data", _folder["data"], "--urls", "http://127.0.0.1:0", "--Operations:Port=0");

            Assert.Equal(2, code);
            Assert.Contains("Cluster:Gateways: role web needs a way to find silos.", errors, StringComparison.Ordinal);
            Assert.Contains("Cluster:SiloPort: 0 is not a port.", errors, StringComparison.Ordinal);
            Assert.DoesNotContain("Ready", output, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }

    // 192.0.2.1 is an address of documents alone.
    [Theory]
    [InlineData("http://192.0.2.1:5080", "Urls: http://192.0.2.1:5080 cannot be listened on", "--urls")]
    [InlineData("https://127.0.0.1:0", "Urls: https://127.0.0.1:0 needs a certificate", "--Kestrel:Certificates:Default:Path")]
    public async Task Address_ThatPagesCannotBeServedOn_IsNamedWithTheCure(string urls, string words, string cure)
    {
        // The certificate of a developer rests in the home folder.
        var (code, output, errors) = await HostProcess.RunWithAsync(("HOME", _folder.Path), "--data", _folder["data"], "--urls", urls, "--Operations:Port=0");

        Assert.Equal(2, code);
        Assert.Contains(words, errors, StringComparison.Ordinal);
        Assert.Contains(cure, errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output + errors, StringComparison.Ordinal);
        Assert.DoesNotContain("Ready", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OperatorsAddress_OfAnotherMachine_IsNamedWithTheCure()
    {
        var (code, output, errors) = await HostProcess.RunAsync("--data", _folder["data"], "--urls", "http://127.0.0.1:0", "--Operations:Port=0", "--Operations:Address=192.0.2.1");

        Assert.Equal(2, code);
        Assert.Contains("Operations:Address: 192.0.2.1 is no address of this machine", errors, StringComparison.Ordinal);
        Assert.Contains("--Operations:Address=127.0.0.1", errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output + errors, StringComparison.Ordinal);
        Assert.DoesNotContain("Ready", output, StringComparison.Ordinal);
    }

    // Below a file nobody can make anything, whatever the account may.
    [Theory]
    [InlineData("Media:Folder")]
    [InlineData("Search:Path")]
    [InlineData("Read:CopyFolder")]
    public async Task Place_BelowAFile_IsRefusedWithTheKey(string key)
    {
        var file = _folder.Write("file", "");

        var (code, output, errors) = await HostProcess.RunAsync("--data", _folder["data"], "--urls", "http://127.0.0.1:0", "--Operations:Port=0", $"--{key}={Path.Combine(file, "below")}");

        Assert.Equal(2, code);
        Assert.Contains($"{key}: ", errors, StringComparison.Ordinal);
        Assert.Contains($"{file} is a file.", errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output + errors, StringComparison.Ordinal);
        Assert.DoesNotContain("Ready", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData()]
    [InlineData("import", "story.md")]
    [InlineData("admin", "token", "--login", "edith")]
    public async Task Database_ThatIsNone_IsNamedAndLeftAlone(params string[] verb)
    {
        const string Foreign = "These are the minutes of the harbour board and not a database at all.";
        Directory.CreateDirectory(_folder["data"]);
        var database = _folder["data", "grains.db"];
        await File.WriteAllTextAsync(database, Foreign);
        string[] words = verb is ["import", ..] ? ["import", _folder.Write("story.md", Stories.Markdown("Ferry", "ferry"))] : verb;
        string[] ports = verb.Length == 0 ? ["--urls", "http://127.0.0.1:0", "--Operations:Port=0"] : [];

        var (code, output, errors) = await HostProcess.RunAsync([.. words, "--data", _folder["data"], .. ports]);

        Assert.Equal(1, code);
        Assert.Contains(database, errors, StringComparison.Ordinal);
        Assert.False((output + errors).Contains("   at ", StringComparison.Ordinal), output + errors);
        Assert.DoesNotContain("Ready", output, StringComparison.Ordinal);
        Assert.Equal(Foreign, await File.ReadAllTextAsync(database));
    }

    [Theory]
    [InlineData("--role", "king", "Role")]
    [InlineData("--urls", "somewhere", "Urls")]
    [InlineData("--Operations:Port=99999", "", "Operations:Port")]
    [InlineData("--Operations:Port=many", "", "Operations:Port")]
    [InlineData("--Cluster:GatewayPort=0", "", "Cluster:GatewayPort")]
    [InlineData("--Operations:Prot=5082", "", "Operations:Prot")]
    [InlineData("--Opreations:Port=5082", "", "Opreations:Port")]
    [InlineData("--colour", "", "--colour")]
    public async Task Setting_ThatCannotBe_StopsTheStartAndIsNamed(string option, string value, string named)
    {
        string[] arguments = value.Length > 0 ? [option, value] : [option];

        var (code, output, errors) = await HostProcess.RunAsync(["--data", _folder["data"], .. arguments]);

        Assert.Equal(2, code);
        Assert.Contains(named, errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
        Assert.DoesNotContain("Ready", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Classifier_ThatMayTakeAsLongAsAnAttempt_StopsTheStartWithTheCure()
    {
        var (code, output, errors) = await HostProcess.RunAsync(
            "--data", _folder["data"], "--Classifier:Url=http://127.0.0.1:1/", $"--Classifier:Secret={new string('s', 32)}", "--Classifier:Timeout=00:00:02", "--Read:WriteDeadline=00:00:04");

        Assert.Equal(2, code);
        Assert.Contains("Give Classifier:Timeout at most 00:00:01, or Read:WriteDeadline at least 00:00:08", errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
        Assert.DoesNotContain("Ready", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Discussion:FloodSeconds", "abc", "'abc' is not a whole number")]
    [InlineData("Discussion:FloodSeconds", "99999999999", "'99999999999' is not a whole number")]
    [InlineData("Discussion:Moderation", "Some", "'Some' is not one of None, All")]
    [InlineData("Limits:Enabled", "perhaps", "'perhaps' is not true or false")]
    [InlineData("Live:Poll", "soon", "'soon' is not a time, which is written hh:mm:ss")]
    [InlineData("Threads:TailBytes", "4k", "'4k' is not a whole number")]
    [InlineData("Proxy:Trusted", "127.0.0.1", "'127.0.0.1' is no list. Write --Proxy:Trusted:0=... (in the environment Proxy__Trusted__0,")]
    [InlineData("Discussion:DisallowedWords", "pills", "'pills' is no list")]
    public async Task Value_OfAnotherKind_IsRefusedInPlainWords(string key, string value, string words)
    {
        var file = _folder.Write("story.md", Stories.Markdown("Ferry", "ferry"));
        string[] setting = [$"--{key}={value}"];
        var environment = (Name: key.Replace(":", "__", StringComparison.Ordinal), value);

        foreach (var (code, output, errors) in new[]
        {
            await HostProcess.RunAsync(["--data", _folder["data"], .. setting]),
            await HostProcess.RunAsync(["import", file, "--data", _folder["data"], .. setting]),
            await HostProcess.RunWithAsync(environment, "--data", _folder["data"]),
        })
        {
            Assert.Equal(2, code);
            Assert.StartsWith($"{key}: {words}", errors, StringComparison.Ordinal);
            Assert.DoesNotContain("System.", errors, StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
            Assert.Equal("", output);
        }
    }

    // With the certificate left out the ports would speak in the clear. What is for others is left alone.
    [Theory]
    [InlineData("Cluster__Tls__Certficate", "Cluster:Tls:Certficate: there is no such setting. Did you mean Cluster:Tls:Certificate?")]
    [InlineData("Operations__Prot", "Operations:Prot: there is no such setting. Did you mean Operations:Port?")]
    public async Task Setting_ThatIsMistypedInTheEnvironment_StopsTheStartAndIsNamed(string variable, string words)
    {
        var (code, output, errors) = await HostProcess.RunWithAsync((variable, "silo.pem"), "--data", _folder["data"], "--urls", "http://127.0.0.1:0", "--Operations:Port=99999");

        Assert.Equal(2, code);
        Assert.StartsWith(words, errors, StringComparison.Ordinal);
        Assert.Contains($"in the environment ({variable})", errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
        Assert.Equal("", output);
    }

    [Fact]
    public async Task WebRole_WithoutGateway_IsRefusedWithTheKey()
    {
        var (code, _, errors) = await HostProcess.RunAsync("--role", "web", "--urls", "http://127.0.0.1:0", "--Operations:Port=0");

        Assert.Equal(2, code);
        Assert.Contains("Cluster:Gateways", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DataFolder_ThatIsAFile_IsRefusedWithItsName()
    {
        var file = _folder.Write("file", "");

        var (code, _, errors) = await HostProcess.RunAsync("--data", file, "--urls", "http://127.0.0.1:0", "--Operations:Port=0");

        Assert.Equal(1, code);
        Assert.Contains(file, errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DataFolder_OfAFrontEndThatIsAFile_IsRefusedForItsCopies()
    {
        var file = _folder.Write("file", "");

        var (code, output, errors) = await HostProcess.RunAsync("--role", "web", "--Cluster:Gateways:0=127.0.0.1:1", "--data", file, "--urls", "http://127.0.0.1:0", "--Operations:Port=0");

        Assert.Equal(2, code);
        Assert.Contains("Read:CopyFolder: ", errors, StringComparison.Ordinal);
        Assert.Contains($"{file} is a file.", errors, StringComparison.Ordinal);
        Assert.Contains("--data DIR", errors, StringComparison.Ordinal);
        Assert.DoesNotContain("Ready", output, StringComparison.Ordinal);
    }
}
