using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using OrleansNews.Operations;
using OrleansNews.Settings;
using OrleansNews.Storage;
using YamlDotNet.RepresentationModel;
using static OrleansNews.Cluster.KubernetesManifests;

namespace OrleansNews.Cluster;

public sealed partial class KubernetesManifestsTests
{
    [Fact]
    public void Manifests_AreWhatAClusterNeeds() => Assert.Equal(
        [
            "ConfigMap orleans-news", "ServiceAccount orleans-news-silo", "Role orleans-news-silo", "RoleBinding orleans-news-silo", "Deployment orleans-news-silo", "Deployment orleans-news-web",
            "Service orleans-news", "PodDisruptionBudget orleans-news-silo", "PodDisruptionBudget orleans-news-web", "NetworkPolicy orleans-news-silo",
        ],
        All.Select(manifest => $"{TextOf(At(manifest, "kind"))} {TextOf(At(manifest, "metadata", "name"))}"));

    [Fact]
    public void Manifests_UseOnlySettingsThatExist_WithValuesThatFit()
    {
        var catalogue = new SettingCatalogue(typeof(NewsHost).Assembly, typeof(NewsGrainsSiloBuilderExtensions).Assembly, typeof(DataFolder).Assembly, typeof(NewsWebExtensions).Assembly);
        var keys = Key().Matches(Text).Select(match => match.Value.Replace("__", ":", StringComparison.Ordinal)).Distinct().ToList();

        catalogue.RequireKnown(keys.Select(key => $"--{key}=1"));
        foreach (var deployment in Deployments()) catalogue.RequireFitting(new ConfigurationBuilder().AddInMemoryCollection(EnvironmentOf(deployment)).Build());

        Assert.Equal(
            ["Cluster:Address", "Cluster:Kubernetes", "Operations:Address", "Operations:DrainFor", "Operations:Port", "Storage:Postgres:ConnectionString", "Storage:Provider"], keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Ports_AreThoseOfTheProgram()
    {
        var cluster = new NewsClusterOptions();
        var operations = EnvironmentOf(Silo)["Operations:Port"]!;

        Assert.Equal([("silo", Number(cluster.SiloPort)), ("gateway", Number(cluster.GatewayPort)), ("operations", operations)], PortsOf(Silo));
        Assert.Equal([("http", "8080"), ("operations", operations)], PortsOf(Web));
        Assert.Equal(
            [Number(cluster.SiloPort), Number(cluster.GatewayPort), operations],
            Items(Of("NetworkPolicy", "orleans-news-silo"), "spec", "ingress").SelectMany(rule => Items(rule, "ports")).Select(port => TextOf(At(port, "port"))));
    }

    [Fact]
    public void Pods_MayStopForAsLongAsTheProgramTakes()
    {
        foreach (var deployment in Deployments())
        {
            var drain = TimeSpan.Parse(EnvironmentOf(deployment).GetValueOrDefault("Operations:DrainFor") ?? "0", CultureInfo.InvariantCulture);
            Assert.True(Seconds(PodOf(deployment), "terminationGracePeriodSeconds") > drain + OperationsHosting.StopWithin);
        }
    }

    [Fact]
    public void FrontEnds_GoOnServingForLongerThanReadinessTakesToBeSeen()
    {
        var probe = At(ContainerOf(Web), "readinessProbe");

        var seen = Seconds(probe, "periodSeconds") * int.Parse(TextOf(At(probe, "failureThreshold")), CultureInfo.InvariantCulture);

        Assert.True(TimeSpan.Parse(EnvironmentOf(Web)["Operations:DrainFor"]!, CultureInfo.InvariantCulture) > seen);
    }

    [Fact]
    public void Selectors_MatchThePodsThatAreMade()
    {
        foreach (var deployment in Deployments()) Assert.Equal(At(deployment, "spec", "template", "metadata", "labels"), At(deployment, "spec", "selector", "matchLabels"));
        Assert.Equal(LabelsOf(Web), At(Of("Service", "orleans-news"), "spec", "selector"));
        Assert.Equal(LabelsOf(Silo), At(Of("NetworkPolicy", "orleans-news-silo"), "spec", "podSelector", "matchLabels"));
        foreach (var role in new[] { "silo", "web" })
        {
            Assert.Equal(
                LabelsOf(Of("Deployment", $"orleans-news-{role}")), At(Of("PodDisruptionBudget", $"orleans-news-{role}"), "spec", "selector", "matchLabels"));
        }
    }

    [Fact]
    public void Silos_AloneHoldTheRightsOfTheRole()
    {
        Assert.Equal("orleans-news-silo", TextOf(At(PodOf(Silo), "serviceAccountName")));
        Assert.Equal("orleans-news-silo", TextOf(At(Assert.Single(Items(Of("RoleBinding", "orleans-news-silo"), "subjects")), "name")));
        Assert.Equal("false", TextOf(At(PodOf(Web), "automountServiceAccountToken")));
    }

    private static YamlMappingNode Silo => Of("Deployment", "orleans-news-silo");

    private static YamlMappingNode Web => Of("Deployment", "orleans-news-web");

    private static YamlMappingNode[] Deployments() => [Silo, Web];

    private static YamlNode PodOf(YamlNode deployment) => At(deployment, "spec", "template", "spec");

    private static YamlNode LabelsOf(YamlNode deployment) => At(deployment, "spec", "template", "metadata", "labels");

    private static YamlNode ContainerOf(YamlNode deployment) => Assert.Single(Items(PodOf(deployment), "containers"));

    private static IEnumerable<(string, string)> PortsOf(YamlNode deployment) =>
        Items(ContainerOf(deployment), "ports").Select(port => (TextOf(At(port, "name")), TextOf(At(port, "containerPort"))));

    private static TimeSpan Seconds(YamlNode node, string key) => TimeSpan.FromSeconds(int.Parse(TextOf(At(node, key)), CultureInfo.InvariantCulture));

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    // What the file itself says; addresses and names of pods come from Kubernetes.
    private static Dictionary<string, string?> EnvironmentOf(YamlNode deployment) =>
        ((YamlMappingNode)At(Of("ConfigMap", "orleans-news"), "data")).Children.Select(pair => (TextOf(pair.Key), TextOf(pair.Value)))
            .Concat(Items(ContainerOf(deployment), "env").Where(variable => ((YamlMappingNode)variable).Children.ContainsKey(new YamlScalarNode("value"))).Select(variable => (TextOf(At(variable, "name")), TextOf(At(variable, "value")))))
            .ToDictionary(pair => pair.Item1.Replace("__", ":", StringComparison.Ordinal), string? (pair) => pair.Item2, StringComparer.Ordinal);

    [GeneratedRegex("[A-Z][A-Za-z]+(__[A-Z][A-Za-z]+)+")]
    private static partial Regex Key();
}
