using System.Net;
using Microsoft.Extensions.Options;
using OrleansNews.Settings;

namespace OrleansNews.Cluster;

/// <summary>Refuses impossible settings of the section <c>Cluster</c>.</summary>
internal sealed class NewsClusterOptionsValidator(NodeSettings node) : IValidateOptions<NewsClusterOptions>
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
        if (node.Role == HostRole.Web && options.Gateways.Count == 0) yield return "Cluster:Gateways: role web needs the gateway of a silo. Use for example --Cluster:Gateways:0=127.0.0.1:30000.";
        foreach (var gateway in options.Gateways)
        {
            if (!IPEndPoint.TryParse(gateway, out var address) || address.Port == 0) yield return $"Cluster:Gateways: '{gateway}' is not address:port. Use for example 127.0.0.1:30000.";
        }
    }

    private static bool IsPort(int port) => port is >= 1 and <= 65535;
}
