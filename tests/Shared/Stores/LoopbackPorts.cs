using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace OrleansNews.Processes;

/// <summary>Ports of the loopback address for servers that have to be told one.</summary>
public static class LoopbackPorts
{
    private const string SystemRange = "/proc/sys/net/ipv4/ip_local_port_range";

    private static readonly ConcurrentDictionary<int, bool> Given = [];
    private static readonly (int First, int End) Range = OutsideOfTheSystems();

    /// <summary>
    /// A port that is free at this moment. It was never given before, and the system does not give it to a connection: so nobody takes it before it is used.
    /// </summary>
    public static int Next()
    {
        while (true)
        {
            var port = Random.Shared.Next(Range.First, Range.End);
            if (Given.ContainsKey(port) || !IsFree(port) || !Given.TryAdd(port, true)) continue;
            return port;
        }
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var probe = new TcpListener(IPAddress.Loopback, port);
            probe.Start();
            return true;
        }
        catch (SocketException taken) when (taken.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            return false;
        }
    }

    // The larger of the two gaps that the system's own range leaves; where it leaves none, a port may be lost to a connection.
    private static (int First, int End) OutsideOfTheSystems()
    {
        const int first = 10_000, end = 65_536, enough = 1_000;
        if (!File.Exists(SystemRange)) return (first, 32_768);
        var system = File.ReadAllText(SystemRange).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(port => int.Parse(port, CultureInfo.InvariantCulture)).ToArray();
        (int First, int End) below = (first, system[0]), above = (system[1] + 1, end);
        var larger = below.End - below.First >= above.End - above.First ? below : above;
        return larger.End - larger.First >= enough ? larger : (first, end);
    }
}
