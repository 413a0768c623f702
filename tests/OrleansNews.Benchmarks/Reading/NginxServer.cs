using System.Diagnostics;

namespace OrleansNews.Benchmarks.Reading;

/// <summary>The other reference: nginx with a worker for each core, serving the same bytes as a file, and on a second port with <c>gzip on</c>.</summary>
internal sealed class NginxServer : IAsyncDisposable
{
    private readonly Process _process;
    private readonly TemporaryFolder _folder;

    private NginxServer(Process process, TemporaryFolder folder, int plain, int gzip) =>
        (_process, _folder, Plain, Gzip) = (process, folder, new($"http://127.0.0.1:{plain}/page.html"), new($"http://127.0.0.1:{gzip}/page.html"));

    /// <summary>The file as it is.</summary>
    public Uri Plain { get; }

    /// <summary>The file, compressed for each request that takes it.</summary>
    public Uri Gzip { get; }

    public static async Task<NginxServer> StartAsync(byte[] page)
    {
        var folder = new TemporaryFolder();
        await File.WriteAllBytesAsync(folder["page.html"], page);
        var (plain, gzip) = (LoopbackPorts.Next(), LoopbackPorts.Next());
        folder.Write("nginx.conf", $$"""
            {{(Environment.UserName == "root" ? "user root;" : "")}}
            daemon off;
            worker_processes auto;
            pid {{folder["pid"]}};
            error_log {{folder["errors"]}};
            events { worker_connections 1024; }
            http {
              access_log off;
              sendfile on;
              tcp_nopush on;
              keepalive_requests 1000000000;
              open_file_cache max=100 inactive=60s;
              default_type text/html;
              client_body_temp_path {{folder["temporary"]}};
              server { listen 127.0.0.1:{{plain}}; root {{folder.Path}}; }
              server { listen 127.0.0.1:{{gzip}}; root {{folder.Path}}; gzip on; }
            }
            """);
        var start = new ProcessStartInfo("nginx") { ArgumentList = { "-c", folder["nginx.conf"], "-p", folder.Path, "-e", folder["errors"] } };
        var server = new NginxServer(Process.Start(start)!, folder, plain, gzip);
        using var client = new HttpClient();
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                if ((await client.GetByteArrayAsync(server.Plain)).AsSpan().SequenceEqual(page)) return server;
                throw new InvalidOperationException("nginx serves something else.");
            }
            catch (HttpRequestException) when (attempt < 100)
            {
                await Task.Delay(20);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        _folder.Dispose();
    }
}
