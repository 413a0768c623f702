using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace OrleansNews.Cluster.Faults;

/// <summary>Editors say which of their requests were not answered: a rolling restart must leave none.</summary>
public sealed class BusyEditorsTests
{
    private int _version;

    [Fact]
    public async Task Editors_WhoAreAnswered_NameNothing() => Assert.Empty(await EditAsync(AnswerAsync, HttpMethods.Get));

    [Theory]
    [InlineData("GET", "/newsroom/stories/1: 503")]
    [InlineData("POST", "/newsroom/stories/1/autosave: 503")]
    public async Task Editors_WhoAreAskedToComeBack_NameIt(string method, string failure) => Assert.Matches($"^{method} http.*{failure}$", Assert.Single(await EditAsync(context =>
    {
        context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        return Task.CompletedTask;
    }, method)));

    [Fact]
    public async Task Editors_WhoseConnectionBreaks_NameIt() => Assert.Matches("^POST http.*/newsroom/stories/1/autosave: ", Assert.Single(await EditAsync(context =>
    {
        context.Abort();
        return Task.CompletedTask;
    }, HttpMethods.Post)));

    // The first request of a method meets what is wrong, and every other one is answered.
    private async Task<IReadOnlyCollection<string>> EditAsync(RequestDelegate first, string method)
    {
        var asked = 0;
        await using var site = await UnwillingSite.StartAsync(context => context.Request.Method == method && Interlocked.Increment(ref asked) == 1 ? first(context) : AnswerAsync(context));
        await using var editors = new BusyEditors([1], "news-session=x", () => site.Client);
        editors.Start();
        await site.UntilAskedAsync(6);
        await editors.StopAsync();
        return editors.Failures;
    }

    private Task AnswerAsync(HttpContext context) => context.Request.Method == HttpMethods.Post
        ? context.Response.WriteAsJsonAsync(new { version = Interlocked.Increment(ref _version) })
        : context.Response.WriteAsync(string.Create(CultureInfo.InvariantCulture, $"<input name=\"version\" value=\"{_version}\"><textarea name=\"body\">Text.</textarea>"));
}
