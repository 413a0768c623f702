using System.Globalization;
using System.Net;
using System.Net.Sockets;
using OrleansNews.Processes;

namespace OrleansNews.Cluster.Faults;

/// <summary>
/// A network of its own for every silo, with a line to every other silo and one to where the database, the front ends and this test are. A silo is cut off from some of them by a
/// filter in its own network; no rule of the machine is touched, and nothing passes through its forwarding.
/// </summary>
internal sealed class FaultNetwork : IAsyncDisposable
{
    private readonly string _name = string.Create(CultureInfo.InvariantCulture, $"onf{Environment.ProcessId % 1_000_000}");
    private readonly string _subnet = string.Create(CultureInfo.InvariantCulture, $"10.213.{Environment.ProcessId % 254}");
    private readonly int _places;

    private FaultNetwork(int places) => _places = places;

    /// <summary>The address of everything that is no silo.</summary>
    public string Outside => _subnet + ".1";

    /// <summary>The address of a silo.</summary>
    public string AddressOf(int place) => string.Create(CultureInfo.InvariantCulture, $"{_subnet}.{place + 11}");

    /// <summary>What a program is started with, to run in the network of a silo.</summary>
    public string[] Enter(int place) => ["netns", "exec", NameOf(place)];

    /// <summary>Makes one; or says why this machine cannot.</summary>
    public static async Task<(FaultNetwork? Network, string Why)> TryMakeAsync(int places)
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess) return (null, "network namespaces need root on Linux");
        var network = new FaultNetwork(places);
        try
        {
            await network.MakeAsync();
            return (network, "");
        }
        catch (Exception fault) when (fault is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            await network.DisposeAsync();
            return (null, fault.Message.Trim());
        }
    }

    /// <summary>Lets no packet pass between a silo and the others.</summary>
    public Task CutFromSilosAsync(int place) =>
        CutAsync(place, $"ip saddr {{ {Others(place)} }} drop", $"ip daddr {{ {Others(place)} }} drop");

    /// <summary>Lets no packet pass between two silos.</summary>
    public Task CutFromSiloAsync(int place, int other) => CutAsync(place, $"ip saddr {AddressOf(other)} drop", $"ip daddr {AddressOf(other)} drop");

    /// <summary>Lets no packet pass between a silo and the database.</summary>
    public Task CutFromDatabaseAsync(int place, int port) => CutAsync(
        place,
        string.Create(CultureInfo.InvariantCulture, $"ip saddr {Outside} tcp sport {port} drop"),
        string.Create(CultureInfo.InvariantCulture, $"ip daddr {Outside} tcp dport {port} drop"));

    /// <summary>Lets everything pass again.</summary>
    public Task JoinAsync(int place) => RunAsync("ip", [.. Enter(place), "nft", "flush", "ruleset"]);

    public async ValueTask DisposeAsync()
    {
        // What was not made cannot be taken away.
        foreach (var undo in Enumerable.Range(0, _places).SelectMany(place => new string[][] { ["link", "delete", LinkOf(place)], ["netns", "delete", NameOf(place)] }))
        {
            using var process = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo("ip", undo) { RedirectStandardError = true });
            if (process is not null) await process.WaitForExitAsync();
        }
    }

    private async Task MakeAsync()
    {
        for (var place = 0; place < _places; place++)
        {
            await RunAsync("ip", "netns", "add", NameOf(place));
            await RunAsync("ip", "-n", NameOf(place), "link", "set", "lo", "up");
            await RunAsync("ip", "-n", NameOf(place), "address", "add", AddressOf(place) + "/32", "dev", "lo");
        }

        for (var place = 0; place < _places; place++)
        {
            var link = LinkOf(place);
            await RunAsync("ip", "link", "add", link, "type", "veth", "peer", "name", "out", "netns", NameOf(place));
            await RunAsync("ip", "address", "add", Outside + "/32", "dev", link);
            await RunAsync("ip", "link", "set", link, "up");
            await RunAsync("ip", "route", "add", AddressOf(place) + "/32", "dev", link, "src", Outside);
            await RunAsync("ip", "-n", NameOf(place), "link", "set", "out", "up");
            await RunAsync("ip", "-n", NameOf(place), "route", "add", Outside + "/32", "dev", "out", "src", AddressOf(place));
            for (var other = place + 1; other < _places; other++)
            {
                await RunAsync("ip", "-n", NameOf(place), "link", "add", LinkTo(other), "type", "veth", "peer", "name", LinkTo(place), "netns", NameOf(other));
                await LeadAsync(place, other);
                await LeadAsync(other, place);
            }
        }

        await RequireReachedAsync();
        // A machine without the filter shows it here.
        await CutFromSilosAsync(0);
        await JoinAsync(0);
    }

    private async Task LeadAsync(int from, int to)
    {
        await RunAsync("ip", "-n", NameOf(from), "link", "set", LinkTo(to), "up");
        await RunAsync("ip", "-n", NameOf(from), "route", "add", AddressOf(to) + "/32", "dev", LinkTo(to), "src", AddressOf(from));
    }

    // A firewall of this machine may be in the way.
    private async Task RequireReachedAsync()
    {
        using var listener = new TcpListener(IPAddress.Parse(Outside), 0);
        listener.Start();
        await RunAsync("ip", [.. Enter(0), "timeout", "5", "bash", "-c", string.Create(CultureInfo.InvariantCulture, $"exec 3<>/dev/tcp/{Outside}/{((IPEndPoint)listener.LocalEndpoint).Port}")]);
    }

    private async Task CutAsync(int place, string incoming, string outgoing)
    {
        await RunAsync("ip", [.. Enter(place), "nft", "add", "table", "inet", "cut"]);
        await RunAsync("ip", [.. Enter(place), "nft", "add chain inet cut incoming { type filter hook input priority 0 ; }"]);
        await RunAsync("ip", [.. Enter(place), "nft", "add chain inet cut outgoing { type filter hook output priority 0 ; }"]);
        await RunAsync("ip", [.. Enter(place), "nft", "add rule inet cut incoming " + incoming]);
        await RunAsync("ip", [.. Enter(place), "nft", "add rule inet cut outgoing " + outgoing]);
    }

    private string Others(int place) => string.Join(", ", Enumerable.Range(0, _places).Where(other => other != place).Select(AddressOf));

    private string LinkOf(int place) => string.Create(CultureInfo.InvariantCulture, $"{_name}v{place}");

    private static string LinkTo(int place) => string.Create(CultureInfo.InvariantCulture, $"to{place}");

    private string NameOf(int place) => string.Create(CultureInfo.InvariantCulture, $"{_name}-{place}");

    private static Task RunAsync(string program, params string[] arguments) => ServerProcess.RunAsync(new(program, arguments));
}
