using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;

namespace OrleansNews.Cluster.Faults;

/// <summary>A decision that was acknowledged and then lost is found out.</summary>
public sealed class ModeratorsTests
{
    private const long Hidden = 7;
    private static readonly Acknowledged _comment = new(1, "mark-1-1-end A text.", Hidden, 0);

    private readonly ConcurrentDictionary<string, bool> _words = new();

    [Fact]
    public async Task Decision_ThatIsKept_LeavesNothing() => Assert.Empty(await HideAndLookAsync(_ => "Nothing."));

    [Theory]
    [InlineData("/story/")]
    [InlineData("/story/feed/")]
    [InlineData("/story/feed/atom/")]
    [InlineData("/comments/feed/")]
    [InlineData("/comments/7")]
    [InlineData("/api/comments/7")]
    [InlineData("/api/articles/1/comments")]
    public async Task Decision_ThatIsLost_IsNamedByWhereItsTextIsAtTheEnd(string path) =>
        Assert.Contains(path, Assert.Single(await HideAndLookAsync(asked => asked == path ? _comment.Text : "Nothing.")), StringComparison.Ordinal);

    [Fact]
    public async Task Decision_ThatIsLost_IsNamedByTheAddressThatLeadsToItsComment() =>
        Assert.Contains("/comments/7", Assert.Single(await HideAndLookAsync(asked => asked == "/comments/7" ? "" : "Nothing.")), StringComparison.Ordinal);

    [Theory]
    [InlineData("/story/")]
    [InlineData("/story/feed/")]
    [InlineData("/comments/feed/")]
    [InlineData("/api/articles/1/comments")]
    public async Task Decision_ThatIsLost_IsNamedByWhoLooksMeanwhile(string path)
    {
        await using var site = await StartAsync(asked => asked == path ? _comment.Text : "Nothing.");
        await using var moderators = new Moderators("news-session=x", () => site.Client, seed: 1, _ => (_comment, "/story/"), TimeSpan.FromMilliseconds(1));
        await using var watchers = new HiddenTextWatchers([site.Client], [(1, "/story/")], moderators);
        moderators.Start();
        await UntilAsync(() => moderators.Decided.Any(decision => decision.IsHidden));
        await moderators.StopAsync();
        watchers.Start();
        await UntilAsync(() => watchers.Looks.Any(look => look.Shows) && watchers.Looks.Any(look => !look.Shows));

        Assert.All(watchers.Looks, look => Assert.Equal(look.Shows, new Uri(look.Where).AbsolutePath == path));
    }

    [Fact]
    public async Task Moderators_HoldAndCallSpamAndThrowAwayAndTakeBack()
    {
        var id = 0L;
        await using var site = await StartAsync(_ => "Nothing.");
        await using var moderators = new Moderators("news-session=x", () => site.Client, seed: 1, _ => (_comment with { Id = Interlocked.Increment(ref id) }, "/story/"), TimeSpan.FromMilliseconds(1));
        moderators.Start();
        await UntilAsync(() => _words.Count == 4);
        await moderators.StopAsync();

        Assert.Equal(["approved", "hold", "spam", "trash"], _words.Keys.Order());
        Assert.Contains(moderators.Decided, decision => decision.IsHidden);
        Assert.Contains(moderators.Decided, decision => decision is { IsHidden: false, DecidedAt: not null });
    }

    // Every decision is acknowledged; what is at an address is what the test says.
    private async Task<List<string>> HideAndLookAsync(Func<string, string> answer)
    {
        await using var site = await StartAsync(answer);
        await using var moderators = new Moderators("news-session=x", () => site.Client, seed: 1, _ => (_comment, "/story/"), TimeSpan.FromMilliseconds(1));
        using var reader = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = site.Client.BaseAddress };
        await using var watchers = new HiddenTextWatchers([reader], [(1, "/story/")], moderators);
        moderators.Start();
        await UntilAsync(() => moderators.Decided.Any(decision => decision.IsHidden));
        await moderators.StopAsync();
        Assert.True(await watchers.EndAsync() > 6);
        return [.. HiddenTexts.Breaches(watchers.Looks.Select(look => look with { HiddenAt = look.AskedAt - FaultSpan.Seconds(3) }), [])];
    }

    private Task<UnwillingSite> StartAsync(Func<string, string> answer) => UnwillingSite.StartAsync(async context =>
    {
        if (context.Request.Method == HttpMethods.Put) _words.TryAdd((await context.Request.ReadFromJsonAsync<Dictionary<string, string>>())!["status"], true);
        var text = answer(context.Request.Path);
        if (text.Length == 0) context.Response.Redirect("/story/#comment-7");
        else await context.Response.WriteAsync(text);
    });

    private static async Task UntilAsync(Func<bool> reached)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        while (!reached()) await Task.Delay(10, patience.Token);
    }
}
