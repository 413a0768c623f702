using System.Reflection;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using OrleansNews.Accounts;
using OrleansNews.Cluster;
using OrleansNews.Demo;
using OrleansNews.Operations;
using OrleansNews.Settings;

namespace OrleansNews.CommandLine;

/// <summary>The lines that tell an operator where everything is.</summary>
internal static class StartReport
{
    /// <summary>What follows when everything works.</summary>
    public const string LastLine = "Ready. Ctrl+C stops it.";

    private static readonly string Version =
        typeof(StartReport).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "";

    public static async Task WriteAsync(IHost app, TextWriter output)
    {
        var node = app.Services.GetRequiredService<NodeSettings>();
        var plan = app.Services.GetRequiredService<ClusterPlan>();
        var addresses = app.Services.GetService<IServer>()?.Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        if (app.Services.GetService<DemoFilling>()?.Outcome is { } demo) await output.WriteLineAsync(demo.ToString());
        await output.WriteLineAsync($"OrleansNews {Version}, role {node.Role.ToString().ToLowerInvariant()}");
        if (addresses.Count > 0) await output.WriteLineAsync($"  pages       {string.Join("  ", addresses)}");
        if (node.Role != HostRole.Web) await output.WriteLineAsync($"  data        {(plan.Storage == StorageProvider.Sqlite ? node.Data : plan.Storage)}");
        if (plan.Membership != ClusterMembership.None) await output.WriteLineAsync($"  cluster     {plan.Options.ClusterId}, by {plan.Membership}");
        if (node.Role != HostRole.Web && !plan.IsAlone) await output.WriteLineAsync($"  silo        {plan.Options.Address}:{plan.Options.SiloPort}");
        await output.WriteLineAsync($"  operations  {app.Services.GetRequiredService<OperationsServer>().Address}");
        if (node.Role == HostRole.All && await OfferSetupAsync(app) is { } token) await output.WriteLineAsync($"  set up      {Visible(addresses.First())}/setup?token={token}  (works once)");
        await output.WriteLineAsync(LastLine);
        await output.FlushAsync();
    }

    // Without an administrator there is no way in but this link, so every start prints a fresh one, and the one before it ends.
    private static async Task<string?> OfferSetupAsync(IHost app)
    {
        var token = SetupTokens.Create();
        var offered = await app.Services.GetRequiredService<IClusterClient>().GetGrain<IStaffGrain>(0).OfferSetupAsync(SetupTokens.Hash(token));
        return offered ? token : null;
    }

    // An address that means "all of this machine's" is not one to open.
    private static string Visible(string address)
    {
        var parsed = BindingAddress.Parse(address);
        var host = parsed.Host is "*" or "+" or "[::]" or "0.0.0.0" ? "localhost" : parsed.Host;
        return $"{parsed.Scheme}://{host}:{parsed.Port}";
    }
}
