using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace OrleansNews.Cluster;

/// <summary>A site that answers as a test says, so that whoever asks it can be seen to notice what is wrong.</summary>
internal sealed class UnwillingSite : IAsyncDisposable
{
    private readonly SemaphoreSlim _answered = new(0);
    private readonly WebApplication _app;

    private UnwillingSite(WebApplication app, RequestDelegate answer)
    {
        _app = app;
        app.Run(async context =>
        {
            await answer(context);
            _answered.Release();
        });
    }

    /// <summary>Somebody who asks it.</summary>
    public HttpClient Client { get; private set; } = null!;

    public static async Task<UnwillingSite> StartAsync(RequestDelegate answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var site = new UnwillingSite(builder.Build(), answer);
        await site._app.StartAsync(TestContext.Current.CancellationToken);
        site.Client = new() { BaseAddress = new Uri(site._app.Urls.Single()) };
        return site;
    }

    /// <summary>Returns when it was asked so often, and answered in its way.</summary>
    public async Task UntilAskedAsync(int times)
    {
        for (var time = 0; time < times; time++) await _answered.WaitAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        Client.Dispose();
        _answered.Dispose();
    }
}
