using System.Net;
using Microsoft.Extensions.Options;
using OrleansNews.Settings;

namespace OrleansNews.Cluster;

/// <summary>Refuses impossible settings of the section <c>Cluster</c>.</summary>
internal sealed class NewsClusterOptionsValidator(ClusterPlan plan) : IValidateOptions<NewsClusterOptions>
{
    public ValidateOptionsResult Validate(string? name, NewsClusterOptions options)
    {
        var errors = Errors(options).ToList();
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    private IEnumerable<string> Errors(NewsClusterOptions options)
    {
        if (!IPAddress.TryParse(options.Address, out _)) yield return $"Cluster:Address: '{options.Address}' is not an IP address. Use for example --Cluster:Address=127.0.0.1.";
        if (!IsPort(options.SiloPort)) yield return $"Cluster:SiloPort: {options.SiloPort} is not a port. Use 1 to 65535.";
        if (!IsPort(options.GatewayPort)) yield return $"Cluster:GatewayPort: {options.GatewayPort} is not a port. Use 1 to 65535.";
        if (options.SiloPort == options.GatewayPort) yield return $"Cluster:GatewayPort: {options.GatewayPort} is the silo port too. Use two different ports.";
        if (!IsName(options.ClusterId)) yield return $"Cluster:ClusterId: '{options.ClusterId}' is not a name. Use 1 to 100 of a-z, A-Z, 0-9, dot, hyphen and underscore.";
        if (!IsName(options.ServiceId)) yield return $"Cluster:ServiceId: '{options.ServiceId}' is not a name. Use 1 to 100 of a-z, A-Z, 0-9, dot, hyphen and underscore.";
        if (plan is { Role: HostRole.Web, Membership: ClusterMembership.None } && options.Gateways.Count == 0)
            yield return "Cluster:Gateways: role web needs a way to find silos. Use for example --Cluster:Gateways:0=127.0.0.1:30000, or --Storage:Provider=Postgres with the silos' database.";
        if (plan.Membership != ClusterMembership.None && options.Gateways.Count > 0)
            yield return $"Cluster:Gateways: silos are found by {plan.Membership} already. Leave the gateways out, or use --Cluster:Membership=None.";
        if (plan.Role != HostRole.Web && IPAddress.TryParse(options.Address, out var address) && (address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any)))
            yield return $"Cluster:Address: others are told this address, and nobody can connect to {address}. Use this machine's own address.";
        if (options.ShedAtCpu is < 0 or > 100) yield return $"Cluster:ShedAtCpu: {options.ShedAtCpu} is no percentage. Use 1 to 100, or 0 for never.";
        if (options.ShedAtMemory is < 0 or > 100) yield return $"Cluster:ShedAtMemory: {options.ShedAtMemory} is no percentage. Use 1 to 100, or 0 for never.";
        if (options.Kubernetes && plan.Role != HostRole.Web)
        {
            foreach (var error in KubernetesPods.Errors(plan)) yield return error;
        }

        foreach (var gateway in options.Gateways)
        {
            if (!IPEndPoint.TryParse(gateway, out var place) || place.Port == 0) yield return $"Cluster:Gateways: '{gateway}' is not address:port. Use for example 127.0.0.1:30000.";
        }
    }

    private static bool IsName(string text) => text.Length is >= 1 and <= 100 && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' or '_');

    private static bool IsPort(int port) => port is >= 1 and <= 65535;
}
