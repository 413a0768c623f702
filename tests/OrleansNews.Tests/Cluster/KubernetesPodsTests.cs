using System.Net;
using k8s;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Hosting.Kubernetes;
using Orleans.Runtime;
using Orleans.TestingHost;
using OrleansNews.Settings;

namespace OrleansNews.Cluster;

/// <summary>Silos as pods: <c>Cluster:Kubernetes</c>.</summary>
public class KubernetesPodsTests
{
    private const string PodName = "orleans-news-silo-7d9f";
    private const string OtherPodName = "orleans-news-silo-4c2b";

    [Theory]
    [InlineData("true", true)]
    [InlineData("false", false)]
    public void Silo_FollowsPods_WhereTheSettingSaysSo_AndNowhereElse(string setting, bool follows)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());

        builder.AddNewsSilo(PlanOf(("Cluster:Kubernetes", setting)), folder: null, "search.db");

        Assert.Equal(follows, builder.Services.Any(service => !service.IsKeyedService && service.ImplementationType == typeof(KubernetesClusterAgent)));
    }

    [Fact]
    public async Task WatchPods_InAPod_LabelsItAndFollowsTheOthers_WithNoMoreRightsThanTheRoleHas()
    {
        await using var kubernetes = new PodsOfAKubernetes(PodName);
        await kubernetes.StartAsync();
        await using var cluster = Compose(kubernetes);
        await cluster.DeployAsync();

        await kubernetes.Watched.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        var names = cluster.GetSiloServiceProvider(null).GetRequiredService<IOptions<ClusterOptions>>().Value;
        Assert.Equal((names.ClusterId, names.ServiceId), (kubernetes.Labels["orleans/clusterId"], kubernetes.Labels["orleans/serviceId"]));
        Assert.Equal(["get", "list", "patch", "watch"], kubernetes.Verbs.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(kubernetes.Verbs.Keys.Order(StringComparer.Ordinal), KubernetesManifests.VerbsOfTheSilo.Order(StringComparer.Ordinal));
        Assert.Empty(kubernetes.Strange);
    }

    [Fact]
    public async Task Silo_WhosePodWasDeleted_IsGivenUp_LongBeforeProbesWould()
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var kubernetes = new PodsOfAKubernetes(PodName);
        await kubernetes.StartAsync();
        await using var cluster = Compose(kubernetes);
        await cluster.DeployAsync();
        await kubernetes.Watched.WaitAsync(TimeSpan.FromSeconds(30), cancel);
        var own = Assert.Single(cluster.Silos);
        var members = own.ServiceProvider.GetRequiredService<IClusterMembershipService>();
        var other = await JoinAsync(own.ServiceProvider.GetRequiredService<IMembershipTable>(), OtherPodName, cancel);
        await members.Refresh(default, cancel);
        Assert.Equal(SiloStatus.Active, members.CurrentSnapshot.GetSiloStatus(other));

        kubernetes.Delete(OtherPodName);

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        await foreach (var seen in members.MembershipUpdates.WithCancellation(patience.Token))
        {
            if (seen.GetSiloStatus(other) == SiloStatus.Dead) break;
        }

        Assert.Equal((SiloStatus.Dead, SiloStatus.Active), (members.CurrentSnapshot.GetSiloStatus(other), members.CurrentSnapshot.GetSiloStatus(own.SiloAddress)));
        Assert.Empty(kubernetes.Strange);
    }

    [Fact]
    public void WatchPods_OpensThePortsOnTheAddressOfThePod_AndOnNoOther()
    {
        var services = new ServiceCollection();
        services.Configure<EndpointOptions>(ends => ends.AdvertisedIPAddress = IPAddress.Parse("10.0.0.7"));
        new SiloBuilder(services).WatchPods(PlanOf());
        using var provider = services.BuildServiceProvider();

        var ends = provider.GetRequiredService<IOptions<EndpointOptions>>().Value;

        Assert.Equal((IPEndPoint.Parse("10.0.0.7:11111"), IPEndPoint.Parse("10.0.0.7:30000")), (ends.SiloListeningEndpoint, ends.GatewayListeningEndpoint));
    }

    [Fact]
    public void Errors_OfASiloInAPod_AreNone() => Assert.Empty(KubernetesPods.Errors(PlanOf(), isInPod: true));

    [Theory]
    [InlineData("Cluster:Address", "127.0.0.1", "Cluster:Address: no other pod reaches 127.0.0.1.")]
    [InlineData("Cluster:ClusterId", "news.", "Cluster:ClusterId: 'news.' cannot be a label of a pod.")]
    [InlineData("Cluster:ServiceId", "-news", "Cluster:ServiceId: '-news' cannot be a label of a pod.")]
    public void Errors_OfASettingThatCannotBe_NameItAndTheCure(string key, string value, string expected) =>
        Assert.StartsWith(expected, Assert.Single(KubernetesPods.Errors(PlanOf((key, value)), isInPod: true)), StringComparison.Ordinal);

    [Fact]
    public void Errors_OfASiloThatIsAlone_SayThatNoPodCanBeAnother() =>
        Assert.StartsWith("Cluster:Kubernetes: this silo is alone", Assert.Single(KubernetesPods.Errors(PlanOf() with { Membership = ClusterMembership.None }, isInPod: true)), StringComparison.Ordinal);

    [Fact]
    public void Validate_OutsideOfAPod_NamesTheKeyAndTheCure()
    {
        var plan = PlanOf();

        var result = new NewsClusterOptionsValidator(plan).Validate(null, plan.Options);

        Assert.Equal("Cluster:Kubernetes: this process is in no pod with a service account. Run it as deploy/kubernetes does, or leave the setting out.", Assert.Single(result.Failures!));
    }

    [Fact]
    public void Validate_FrontEndAndSilosElsewhere_AskForNoPod()
    {
        var front = PlanOf() with { Role = HostRole.Web };
        var silo = PlanOf(("Cluster:Kubernetes", "false"), ("Cluster:Address", "127.0.0.1"));

        Assert.True(new NewsClusterOptionsValidator(front).Validate(null, front.Options).Succeeded);
        Assert.True(new NewsClusterOptionsValidator(silo).Validate(null, silo.Options).Succeeded);
    }

    private static InProcessTestCluster Compose(PodsOfAKubernetes kubernetes)
    {
        Environment.SetEnvironmentVariable(KubernetesHostingOptions.PodNameEnvironmentVariable, PodName);
        Environment.SetEnvironmentVariable(KubernetesHostingOptions.PodNamespaceEnvironmentVariable, PodsOfAKubernetes.Namespace);
        var builder = new InProcessTestClusterBuilder(1);
        builder.ConfigureSilo((_, silo) =>
        {
            silo.WatchPods(PlanOf());
            // The silos of a test meet in memory, and under this address.
            silo.Services.PostConfigure<EndpointOptions>(ends =>
            {
                ends.SiloListeningEndpoint = new IPEndPoint(IPAddress.Loopback, ends.SiloPort);
                ends.GatewayListeningEndpoint = new IPEndPoint(IPAddress.Loopback, ends.GatewayPort);
            });
            silo.Services.Configure<KubernetesHostingOptions>(options => options.GetClientConfiguration = () => new KubernetesClientConfiguration { Host = kubernetes.Address });
            // Within the time of a test nobody is given up for silence.
            silo.Services.Configure<ClusterMembershipOptions>(detection => detection.NumMissedProbesLimit = 1_000);
        });
        return builder.Build();
    }

    // A silo as the others know it, and behind it nothing: a machine that was lost together with its pod.
    private static async Task<SiloAddress> JoinAsync(IMembershipTable table, string pod, CancellationToken cancel)
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        var silo = new MembershipEntry
        {
            SiloAddress = SiloAddress.New(IPAddress.Loopback, 1, 1),
            Status = SiloStatus.Active,
            SiloName = pod,
            HostName = pod,
            StartTime = now,
            IAmAliveTime = now,
        };
        Assert.True(await table.InsertRowAsync(silo, (await table.ReadAllAsync(cancel)).Version.Next(), cancel));
        return silo.SiloAddress;
    }

    private static ClusterPlan PlanOf(params (string Key, string Value)[] settings)
    {
        Dictionary<string, string?> all = new() { ["Cluster:Kubernetes"] = "true", ["Cluster:Address"] = "10.0.0.7", ["Storage:Provider"] = "Postgres" };
        foreach (var (key, value) in settings) all[key] = value;
        return ClusterPlan.Read(new ConfigurationBuilder().AddInMemoryCollection(all).Build(), HostRole.Silo);
    }

    private sealed record SiloBuilder(IServiceCollection Services) : ISiloBuilder
    {
        public IConfiguration Configuration { get; } = new ConfigurationBuilder().Build();
    }
}
