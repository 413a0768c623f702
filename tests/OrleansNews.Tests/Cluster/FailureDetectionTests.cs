using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using OrleansNews.Site;

namespace OrleansNews.Cluster;

/// <summary>What ARCHITECTURE.md says of failure detection, and failover was measured with, is what a silo and its clients have.</summary>
public sealed class FailureDetectionTests : IDisposable
{
    // What Orleans waits with the end of a process that was told it is dead.
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(2);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("news-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Silo_GivesUpAnotherAfterThreeProbesOfTwoSeconds_WhenTwoSaySo()
    {
        using var silo = BuildSilo();
        var detection = silo.Services.GetRequiredService<IOptions<ClusterMembershipOptions>>().Value;

        Assert.Equal((TimeSpan.FromSeconds(2), 3, 2), (detection.ProbeTimeout, detection.NumMissedProbesLimit, detection.NumVotesForDeathDeclaration));
        Assert.True(detection.LivenessEnabled);
    }

    // While a connection is open nobody votes before this has gone by in silence: it is the time that a pause, or a network that drops everything, takes to be found out.
    [Fact]
    public void Silo_WithOpenConnections_IsGivenUpAfterSixSecondsOfSilence()
    {
        using var silo = BuildSilo();
        var detection = silo.Services.GetRequiredService<IOptions<ClusterMembershipOptions>>().Value;

        Assert.Equal(TimeSpan.FromSeconds(6), detection.MaxProbeTimeout * detection.NumMissedProbesLimit);
        Assert.Equal(TimeSpan.FromSeconds(1), detection.MinProbeTimeout);
    }

    // A silo that is cut off from the others reads in the table that it was given up. Until then it answers front ends that reach it with what it had.
    [Fact]
    public void Silo_ThatWasGivenUp_KnowsBeforeFrontEndsGiveUpWhatTheyCannotCheck()
    {
        using var silo = BuildSilo();
        var detection = silo.Services.GetRequiredService<IOptions<ClusterMembershipOptions>>().Value;

        var givenUp = detection.MaxProbeTimeout * (detection.NumMissedProbesLimit + 1);
        Assert.InRange(givenUp + detection.TableRefreshTimeout + LastWords, TimeSpan.Zero, PageFollower.GiveUpAfter - TimeSpan.FromSeconds(2));
    }

    // As long as the lease runs, counted from the silence on, no grain of a silo that was given up is active elsewhere: until it knows, and no longer.
    [Fact]
    public void StrongDirectory_KeepsGrainsOfADeadSiloUntilItKnows()
    {
        using var silo = BuildSilo("--Cluster:GrainDirectory=Strong");
        var detection = silo.Services.GetRequiredService<IOptions<ClusterMembershipOptions>>().Value;
        var lease = silo.Services.GetRequiredService<IOptions<GrainDirectoryOptions>>().Value.RangeLeaseDuration;

        var window = detection.MaxProbeTimeout * detection.NumMissedProbesLimit;
        var known = detection.TableRefreshTimeout + LastWords;
        Assert.InRange(lease - window, known, known + TimeSpan.FromSeconds(1));
    }

    [Fact]
    public void Client_LooksForGatewaysEverySecond()
    {
        using var client = NewsHost.BuildForVerbOnCluster(Settings, _folder.FullName);

        Assert.Equal(TimeSpan.FromSeconds(1), client.Services.GetRequiredService<IOptions<GatewayOptions>>().Value.GatewayListRefreshPeriod);
    }

    private IHost BuildSilo(params string[] more) => NewsHost.BuildSilo([.. Settings, "--Role=silo", .. more], demo: false);

    private string[] Settings => [$"--Data={_folder.FullName}", "--Storage:Provider=Postgres", "--Storage:Postgres:ConnectionString=Host=127.0.0.1;Database=nowhere", "--Operations:Port=0"];
}
