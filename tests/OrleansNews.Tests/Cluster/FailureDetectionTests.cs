using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace OrleansNews.Cluster;

/// <summary>What ARCHITECTURE.md says of failure detection, and failover was measured with, is what a silo and its clients have.</summary>
public sealed class FailureDetectionTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("news-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Silo_GivesUpAnotherAfterThreeProbesOfTwoSeconds_WhenTwoSaySo()
    {
        using var silo = NewsHost.BuildSilo([.. Settings, "--Role=silo"], demo: false);
        var detection = silo.Services.GetRequiredService<IOptions<ClusterMembershipOptions>>().Value;

        Assert.Equal((TimeSpan.FromSeconds(2), 3, 2), (detection.ProbeTimeout, detection.NumMissedProbesLimit, detection.NumVotesForDeathDeclaration));
        Assert.True(detection.LivenessEnabled);
    }

    [Fact]
    public void Client_LooksForGatewaysEverySecond()
    {
        using var client = NewsHost.BuildForVerbOnCluster(Settings, _folder.FullName);

        Assert.Equal(TimeSpan.FromSeconds(1), client.Services.GetRequiredService<IOptions<GatewayOptions>>().Value.GatewayListRefreshPeriod);
    }

    private string[] Settings => [$"--Data={_folder.FullName}", "--Storage:Provider=Postgres", "--Storage:Postgres:ConnectionString=Host=127.0.0.1;Database=nowhere", "--Operations:Port=0"];
}
