using System.Diagnostics;
using System.Globalization;

namespace OrleansNews.Processes;

/// <summary>Microsoft's emulator of Azure's blobs, from npm, on a free port of the loopback address.</summary>
public sealed class AzuriteServer : IAsyncDisposable
{
    private const string Package = "azurite@3.37.0";

    // The account that every emulator has.
    private const string Account = "devstoreaccount1";
    private const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private readonly DirectoryInfo _folder;
    private readonly int _port;
    private readonly string[] _options;
    private ServerProcess _process;

    private AzuriteServer(DirectoryInfo folder, int port, string[] options, ServerProcess process)
    {
        _folder = folder;
        _port = port;
        _options = options;
        _process = process;
    }

    /// <summary>How to connect to it.</summary>
    public string ConnectionString => string.Create(
        CultureInfo.InvariantCulture, $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={Key};BlobEndpoint=http://127.0.0.1:{_port}/{Account}");

    /// <summary>Where it is for who has no key, but an identity; only of one that was started for that.</summary>
    public Uri ServiceUri => new(string.Create(CultureInfo.InvariantCulture, $"https://127.0.0.1:{_port}/{Account}"));

    /// <summary>Starts one; the first on this machine is fetched with npm.</summary>
    public static Task<AzuriteServer> StartAsync() => StartWithAsync();

    /// <summary>Starts one that lets in who shows a token of Microsoft's directory, over an encrypted connection. It looks at what the token says, and at no signature.</summary>
    /// <param name="certificate">A file with the server's certificate.</param>
    /// <param name="key">A file with the key of it.</param>
    public static Task<AzuriteServer> StartForIdentitiesAsync(string certificate, string key) => StartWithAsync("--oauth", "basic", "--cert", certificate, "--key", key);

    private static async Task<AzuriteServer> StartWithAsync(params string[] options)
    {
        var program = await InstallAsync();
        var folder = Directory.CreateTempSubdirectory("azurite-tests-");
        var port = LoopbackPorts.Next();
        return new(folder, port, options, await StartAsync(program, folder, port, options));
    }

    /// <summary>Stops it and starts it again on what is on the disk. In order: the emulator writes its index now and then, which Azure's own service is not like.</summary>
    public async Task RestartAsync()
    {
        await _process.StopAsync();
        await _process.DisposeAsync();
        _process = await StartAsync(await InstallAsync(), _folder, _port, _options);
    }

    /// <summary>Stops it; what it has stays on the disk until it is disposed of.</summary>
    public Task StopAsync() => _process.StopAsync();

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private static Task<ServerProcess> StartAsync(string program, DirectoryInfo folder, int port, string[] options) => ServerProcess.StartAsync(
        new("node", [program, "--blobHost", "127.0.0.1", "--blobPort", port.ToString(CultureInfo.InvariantCulture), "--location", folder.FullName, "--silent", "--skipApiVersionCheck", "--disableTelemetry", .. options]),
        readyWhen: "successfully listen");

    private static async Task<string> InstallAsync() => Path.Combine(await NpmPackages.InstallAsync(Package), "node_modules", "azurite", "dist", "src", "blob", "main.js");
}
