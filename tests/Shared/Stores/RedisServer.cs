namespace OrleansNews.Processes;

/// <summary>Redis, which tells silos who is a member.</summary>
internal static class RedisServer
{
    /// <summary>Starts one on a port of the loopback address.</summary>
    /// <param name="folder">Where it keeps what it has.</param>
    /// <param name="port">The port.</param>
    /// <param name="isKept">Whether it keeps anything.</param>
    public static Task<ServerProcess> StartAsync(string folder, string port, bool isKept = true) => ServerProcess.StartAsync(
        new("redis-server", ["--port", port, "--bind", "127.0.0.1", "--dir", folder, "--appendonly", isKept ? "yes" : "no", "--save", ""]), readyWhen: "Ready to accept connections");
}
