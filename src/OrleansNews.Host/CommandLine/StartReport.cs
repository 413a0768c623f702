using System.Reflection;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using OrleansNews.Operations;
using OrleansNews.Settings;

namespace OrleansNews.CommandLine;

/// <summary>The lines that tell an operator where everything is.</summary>
internal static class StartReport
{
    private static readonly string Version =
        typeof(StartReport).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "";

    public static void Write(WebApplication app, TextWriter output)
    {
        var node = app.Services.GetRequiredService<NodeSettings>();
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        output.WriteLine($"OrleansNews {Version}, role {node.Role.ToString().ToLowerInvariant()}");
        output.WriteLine($"  pages       {string.Join("  ", addresses)}");
        if (node.Role != HostRole.Web) output.WriteLine($"  data        {node.Data}");
        output.WriteLine($"  operations  {app.Services.GetRequiredService<OperationsServer>().Address}");
        output.Flush();
    }
}
