using Microsoft.AspNetCore.Http;

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
        await using var site = await UnwillingSite.StartAsync(answer);
        var readers = new PageReaders(["/story/"], () => site.Client);
        readers.Start();
        await site.UntilAskedAsync(20);
        await readers.DisposeAsync();
        return readers.Failures;
    }
}
