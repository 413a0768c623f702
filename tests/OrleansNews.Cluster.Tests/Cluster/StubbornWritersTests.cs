using Microsoft.AspNetCore.Http;

namespace OrleansNews.Cluster;

/// <summary>Writers who send again what was refused say that it was: a rolling restart must refuse nothing.</summary>
public sealed class StubbornWritersTests
{
    private int _ids;

    [Fact]
    public async Task Writers_WhoseCommentsAreTaken_NameNothing() => Assert.Empty(await WriteAsync(AcceptAsync));

    [Fact]
    public async Task Writers_WhoAreAskedToComeBack_NameIt() => Assert.Contains("503 for story 1", await WriteAsync(context =>
    {
        context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        return Task.CompletedTask;
    }));

    [Fact]
    public async Task Writers_WhoseConnectionBreaks_NameIt() => Assert.Contains(await WriteAsync(context =>
    {
        context.Abort();
        return Task.CompletedTask;
    }), failure => failure.Contains("Exception at ", StringComparison.Ordinal));

    /// <summary>Also while all the others go on: nobody waits to the end of a run to hear of it.</summary>
    [Fact]
    public async Task Writers_OneOfWhomIsAnsweredByAFault_AreWaitedForNoLonger()
    {
        var asked = 0;
        await using var site = await UnwillingSite.StartAsync(context =>
        {
            if (Interlocked.Increment(ref asked) != 1) return AcceptAsync(context);
            context.Response.StatusCode = StatusCodes.Status500InternalServerError;
            return context.Response.WriteAsync("A fault of the program.");
        });
        await using var writers = new StubbornWriters([1], seed: 1, () => site.Client);
        writers.Start();

        var ended = await Assert.ThrowsAsync<InvalidOperationException>(() => writers.UntilAsync(_ => false));

        Assert.Equal("500: A fault of the program.", ended.Message);
    }

    // The first comment meets what is wrong, and every other one is taken.
    private async Task<IReadOnlyCollection<string>> WriteAsync(RequestDelegate first)
    {
        var asked = 0;
        await using var site = await UnwillingSite.StartAsync(context => Interlocked.Increment(ref asked) == 1 ? first(context) : AcceptAsync(context));
        await using var writers = new StubbornWriters([1], seed: 1, () => site.Client);
        writers.Start();
        await site.UntilAskedAsync(20);
        await writers.StopAsync();
        return writers.Failures;
    }

    private Task AcceptAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status201Created;
        return context.Response.WriteAsJsonAsync(new { id = Interlocked.Increment(ref _ids), position = "1:1" });
    }
}
