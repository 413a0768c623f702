using System.Net;
using OrleansNews.Articles;
using OrleansNews.Cluster;

namespace OrleansNews.LiveStories;

/// <summary>Live stories out of a front end's memory: as old as a second, and never as old as what was withdrawn.</summary>
public sealed class LiveStoryCacheTests : IAsyncLifetime
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;
    private readonly CachingSite _site = new();

    public ValueTask InitializeAsync() => _site.InitializeAsync();

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task NewEntry_IsOnTheKeptPage_WithTheNextCheck_AndAWithdrawnOneIsNot()
    {
        var (_, live, saved) = await _site.Grains.LiveStoryAsync();
        await live.AddedAsync("First words.");
        string[] addresses = [saved.Path, $"{saved.Path}entries/feed/"];
        foreach (var address in addresses) Assert.DoesNotContain("Second words", await ReadAsync(address), StringComparison.Ordinal);

        await live.AddedAsync("Second words.");
        foreach (var address in addresses) Assert.DoesNotContain("Second words", await ReadAsync(address), StringComparison.Ordinal);
        _site.Age();
        foreach (var address in addresses) Assert.Contains("Second words", await ReadAsync(address), StringComparison.Ordinal);
        Assert.Contains("Second words", await ReadAsync($"{saved.Path}entry-2/"), StringComparison.Ordinal);

        await live.WithdrawAsync(new(2, "", Stories.Author));
        _site.Age();
        foreach (var address in addresses) Assert.DoesNotContain("Second words", await ReadAsync(address), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Gone, (await _site.NewBrowser().GetAsync($"{saved.Path}entry-2/", Cancel)).StatusCode);
    }

    [Fact]
    public async Task Check_OfAPageWithoutEntries_AsksNoLiveStory()
    {
        var plain = await _site.PublishAsync(Stories.Harbour.Unique());
        var (_, live, saved) = await _site.Grains.LiveStoryAsync();
        await live.AddedAsync("First words.");
        await ReadAsync(plain.Path);
        await ReadAsync(saved.Path);
        var (before, reads) = (Calls("GetVersionAsync"), Calls("ReadAsync"));

        _site.Age();
        await ReadAsync(plain.Path);
        Assert.Equal(before, Calls("GetVersionAsync"));
        await ReadAsync(saved.Path);
        Assert.Equal((before + 1, reads), (Calls("GetVersionAsync"), Calls("ReadAsync")));

        int Calls(string method) => _site.Cluster.Calls.Of($"ILiveStoryGrain.{method}");
    }

    private Task<string> ReadAsync(string path) => _site.NewBrowser().GetStringAsync(path, Cancel);
}
