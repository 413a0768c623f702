using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;

namespace OrleansNews.Site;

/// <summary>
/// The host as it composes itself, role all on a folder of its own, on a free port of the loopback address. The factory's own builder is left aside and nothing of
/// the composition is replaced, so that an error of order or authorisation in it shows.
/// </summary>
public sealed class HostFactory : WebApplicationFactory<Program>
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("news-");
    private WebApplication? _app;

    public HostFactory() => UseKestrel(0);

    /// <summary>Every endpoint of the public port.</summary>
    public IEnumerable<RouteEndpoint> Endpoints
    {
        get
        {
            StartServer();
            return ((IEndpointRouteBuilder)_app!).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>();
        }
    }

    /// <summary>A reader without cookies who follows no redirect.</summary>
    public HttpClient CreateReader()
    {
        StartServer();
        return new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new(_app!.Urls.Single()) };
    }

    /// <summary>Somebody with cookies who follows no redirect.</summary>
    public HttpClient CreateBrowser()
    {
        StartServer();
        return new(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new() }) { BaseAddress = new(_app!.Urls.Single()) };
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (_folder.Exists) _folder.Delete(recursive: true);
    }

    protected override IHostBuilder CreateHostBuilder() => new HostBuilder();

    protected override IHost CreateHost(IHostBuilder builder)
    {
        _app = NewsHost.Build([$"--Data={Path.Combine(_folder.FullName, "data")}", "--Role=all", "--Urls=http://127.0.0.1:0", "--Operations:Port=0", "--Proxy:Trusted:0=127.0.0.1"], demo: false);
        _app.Start();
        return _app;
    }
}
