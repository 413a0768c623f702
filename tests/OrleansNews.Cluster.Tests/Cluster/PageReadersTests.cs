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

    [Fact]
    public async Task Readers_WhoAreSentOn_NameWhatIsRefusedAllTheSame() => Assert.Contains("/story/: 503", (await ReadAsync(context =>
    {
        context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        return context.Response.WriteAsync(Whole);
    }, attempts: 4))[0], StringComparison.Ordinal);

    [Fact]
    public async Task Readers_WhoseEveryConnectionBreaks_NameIt() => Assert.Contains("/story/ at ", (await ReadAsync(context =>
    {
        context.Abort();
        return Task.CompletedTask;
    }, attempts: 4))[0], StringComparison.Ordinal);

    // Nor is it asked for elsewhere: it was answered too late.
    [Fact]
    public async Task Readers_OfAPageThatDoesNotCome_NameIt() => Assert.Contains("/story/ at ", (await ReadAsync(async context =>
    {
        await context.Response.WriteAsync(Whole[..^10]);
        await Task.Delay(Timeout.Infinite, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }, attempts: 4, TimeSpan.FromMilliseconds(100)))[0], StringComparison.Ordinal);

    [Fact]
    public async Task Readers_WhoAreSentOnFromWhatIsDown_FindNothing()
    {
        await using var dead = await UnwillingSite.StartAsync(context =>
        {
            context.Abort();
            return Task.CompletedTask;
        });
        await using var site = await UnwillingSite.StartAsync(context => context.Response.WriteAsync(Whole));
        var turn = 0;
        var readers = new PageReaders(["/story/"], () => Interlocked.Increment(ref turn) % 2 == 0 ? site.Client : dead.Client, attempts: 4);
        readers.Start();
        await dead.UntilAskedAsync(5);
        await readers.DisposeAsync();

        Assert.Empty(readers.Failures);
    }

    // What was found once the server has answered a few times.
    private static async Task<IReadOnlyList<string>> ReadAsync(RequestDelegate answer, int attempts = 1, TimeSpan? patience = null)
    {
        await using var site = await UnwillingSite.StartAsync(answer);
        var readers = new PageReaders(["/story/"], () => site.Client, attempts, patience);
        readers.Start();
        await site.UntilAskedAsync(20);
        await readers.DisposeAsync();
        return readers.Failures;
    }
}
