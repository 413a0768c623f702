using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace OrleansNews.Cluster;

/// <summary>The checker of page reads finds what it is there to find.</summary>
public sealed class PageReadersTests
{
    private const string Whole = "<!DOCTYPE html><html><body>News.</body></html>";

    [Fact]
    public async Task Readers_OfWholePages_FindNothing() => Assert.Empty(await ReadAsync(context => context.Response.WriteAsync(Whole)));

    [Fact]
    public async Task Readers_OfAPageThatIsRefused_NameIt() => Assert.Contains("/story/: 503", (await ReadAsync(context =>
    {
        context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        return context.Response.WriteAsync(Whole);
    }))[0], StringComparison.Ordinal);

    [Fact]
    public async Task Readers_OfAPageThatIsCutShort_NameIt() => Assert.Contains("/story/: 200", (await ReadAsync(context => context.Response.WriteAsync(Whole[..^10])))[0], StringComparison.Ordinal);

    [Fact]
    public async Task Readers_OfAConnectionThatBreaks_NameIt() => Assert.Contains("/story/ at ", (await ReadAsync(context =>
    {
        context.Abort();
        return Task.CompletedTask;
    }))[0], StringComparison.Ordinal);

    // What was found once the server has answered a few times.
    private static async Task<IReadOnlyList<string>> ReadAsync(RequestDelegate answer)
    {
        const int enough = 20;
        using var asked = new SemaphoreSlim(0);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var server = builder.Build();
        server.MapGet("/story/", async context =>
        {
            await answer(context);
            asked.Release();
        });
        await server.StartAsync(TestContext.Current.CancellationToken);
        using var client = new HttpClient { BaseAddress = new Uri(server.Urls.Single()) };
        var readers = new PageReaders(["/story/"], () => client);
        readers.Start();
        for (var time = 0; time < enough; time++) await asked.WaitAsync(TestContext.Current.CancellationToken);
        await readers.DisposeAsync();
        return readers.Failures;
    }
}
