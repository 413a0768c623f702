using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OrleansNews.Processes;

namespace OrleansNews.Cluster;

/// <summary>A cluster that other machines reach, and that asks nobody for a certificate, says so at its start, once.</summary>
public sealed class PortsInTheClearTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("news-ports-");
    private readonly TemporaryCertificate _certificate = new();

    public void Dispose()
    {
        _certificate.Dispose();
        _folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("--Role=silo", "--Cluster:Address=10.0.0.1", "--Storage:Provider=Postgres")]
    [InlineData("--Role=all", "--Cluster:Address=10.0.0.1", "--Cluster:OpenGateway=true")]
    [InlineData("--Role=silo", "--Cluster:Address=2001:db8::1", "--Storage:Provider=Postgres")]
    public async Task Silo_OnAnAddressOfTheNetwork_NamesTheSettingAndItsCure(params string[] settings)
    {
        var line = Assert.Single(await WarningsAsync(settings));

        Assert.Contains("Cluster:Tls", line, StringComparison.Ordinal);
        Assert.Contains("Cluster:Tls:Certificate", line, StringComparison.Ordinal);
        Assert.Contains(settings[1].Split('=')[1], line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--Role=silo", "--Cluster:Address=127.0.0.1", "--Storage:Provider=Postgres")]
    [InlineData("--Role=silo", "--Cluster:Address=::1", "--Storage:Provider=Postgres")]
    [InlineData("--Role=all", "--Cluster:Address=10.0.0.1")]
    public async Task Silo_ThatNobodyElseReaches_SaysNothing(params string[] settings) => Assert.Empty(await WarningsAsync(settings));

    [Fact]
    public async Task Silo_WithCertificates_SaysNothing() => Assert.Empty(await WarningsAsync(["--Role=silo", "--Cluster:Address=10.0.0.1", "--Storage:Provider=Postgres", .. Certificates()]));

    private async Task<List<string>> WarningsAsync(string[] settings)
    {
        string[] database = settings.Contains("--Storage:Provider=Postgres") ? ["--Storage:Postgres:ConnectionString=Host=127.0.0.1;Database=nowhere"] : [];
        string[] arguments = [$"--Data={_folder.FullName}", "--Operations:Port=0", .. database, .. settings];
        using var host = NewsHost.BuildSilo(arguments, demo: false);
        using var lines = new LogLines("OrleansNews.Cluster.Tls.PortsInTheClear");
        host.Services.GetRequiredService<ILoggerFactory>().AddProvider(lines);
        foreach (var hosted in host.Services.GetServices<IHostedService>().Where(hosted => hosted.GetType().Namespace == "OrleansNews.Cluster.Tls")) await hosted.StartAsync(TestContext.Current.CancellationToken);
        var warnings = new List<string>();
        while (lines.First is { } line) warnings.Add(line);
        return warnings;
    }

    private string[] Certificates() =>
    [
        $"--Cluster:Tls:Certificate={_certificate.CertificateFile}", $"--Cluster:Tls:Key={_certificate.KeyFile}", $"--Cluster:Tls:Authority={_certificate.CertificateFile}",
    ];
}
