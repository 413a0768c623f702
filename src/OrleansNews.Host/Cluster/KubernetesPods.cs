using System.Net;
using k8s;
using Orleans.Configuration;
using OrleansNews.Settings;

namespace OrleansNews.Cluster;

/// <summary>Silos that are pods of Kubernetes, by Orleans' own hosting for it. Members are still found by the membership table.</summary>
internal static class KubernetesPods
{
    // A value of a label of Kubernetes.
    private const int LongestLabel = 63;

    /// <summary>Names the silo after its pod, marks the pod with the names of cluster and newspaper, and gives up members whose pods are gone.</summary>
    public static void WatchPods(this ISiloBuilder silo, ClusterPlan plan)
    {
        silo.UseKubernetesHosting();
        // The package would open the ports on every address of the pod.
        silo.Configure<EndpointOptions>(options =>
        {
            var address = IPAddress.Parse(plan.Options.Address);
            options.SiloListeningEndpoint = new IPEndPoint(address, plan.Options.SiloPort);
            if (plan.GatewayPort > 0) options.GatewayListeningEndpoint = new IPEndPoint(address, plan.GatewayPort);
        });
    }

    /// <summary>What is in the way of <c>Cluster:Kubernetes</c> in this process.</summary>
    public static IEnumerable<string> Errors(ClusterPlan plan) => Errors(plan, KubernetesClientConfiguration.IsInCluster());

    /// <inheritdoc cref="Errors(ClusterPlan)"/>
    public static IEnumerable<string> Errors(ClusterPlan plan, bool isInPod)
    {
        if (!isInPod)
            yield return "Cluster:Kubernetes: this process is in no pod with a service account. Run it as deploy/kubernetes does, or leave the setting out.";
        if (plan.Membership == ClusterMembership.None)
            yield return "Cluster:Kubernetes: this silo is alone, and no pod can be another one. Use --Storage:Provider=Postgres, or leave the setting out.";
        if (IPAddress.TryParse(plan.Options.Address, out var address) && IPAddress.IsLoopback(address))
            yield return $"Cluster:Address: no other pod reaches {address}. Set the variable Cluster__Address to the pod's status.podIP.";
        if (!IsLabel(plan.Options.ClusterId)) yield return NoLabel(nameof(NewsClusterOptions.ClusterId), plan.Options.ClusterId);
        if (!IsLabel(plan.Options.ServiceId)) yield return NoLabel(nameof(NewsClusterOptions.ServiceId), plan.Options.ServiceId);
    }

    private static string NoLabel(string key, string name) =>
        $"{NewsClusterOptions.Section}:{key}: '{name}' cannot be a label of a pod. Use at most {LongestLabel} characters, the first and the last of them a letter or a digit.";

    private static bool IsLabel(string name) => name.Length is >= 1 and <= LongestLabel && char.IsAsciiLetterOrDigit(name[0]) && char.IsAsciiLetterOrDigit(name[^1]);
}
