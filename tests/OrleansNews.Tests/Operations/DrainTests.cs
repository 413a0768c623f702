using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace OrleansNews.Operations;

/// <summary>How long a process that is told to stop goes on, by its role and by whether there are others.</summary>
public sealed class DrainTests : IDisposable
{
    private const string Postgres = "--Storage:Provider=Postgres";
    private const string Nowhere = "--Storage:Postgres:ConnectionString=Host=127.0.0.1;Database=nowhere";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("news-drain-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData(5, "--Role=web", "--Cluster:Gateways:0=127.0.0.1:30000")]
    [InlineData(0, "--Role=web", "--Cluster:Gateways:0=127.0.0.1:30000", "--Operations:DrainFor=00:00:00")]
    [InlineData(7, "--Role=web", "--Cluster:Gateways:0=127.0.0.1:30000", "--Operations:DrainFor=00:00:07")]
    [InlineData(0, "--Role=all")]
    [InlineData(0, "--Role=all", "--Cluster:OpenGateway=true")]
    [InlineData(0, "--Role=all", Postgres, Nowhere, "--Cluster:Membership=None")]
    [InlineData(5, "--Role=all", Postgres, Nowhere)]
    [InlineData(0, "--Role=all", Postgres, Nowhere, "--Operations:DrainFor=00:00:00")]
    [InlineData(3, "--Role=all", "--Operations:DrainFor=00:00:03")]
    public async Task Stop_TakesLongerByTheDrain_WhichAFrontEndBesideOthersHasWithoutBeingTold(int seconds, params string[] settings)
    {
        await using var app = NewsHost.Build([$"--Data={_folder.FullName}", "--Operations:Port=0", .. settings], demo: false);

        Assert.Equal(OperationsHosting.StopWithin + TimeSpan.FromSeconds(seconds), StopOf(app));
    }

    [Fact]
    public void Stop_OfASiloWithoutPages_TakesNoLonger()
    {
        using var silo = NewsHost.BuildSilo([$"--Data={_folder.FullName}", "--Operations:Port=0", "--Role=silo", Postgres, Nowhere], demo: false);

        Assert.Equal(OperationsHosting.StopWithin, StopOf(silo));
    }

    private static TimeSpan StopOf(IHost host) => host.Services.GetRequiredService<IOptions<HostOptions>>().Value.ShutdownTimeout;
}
