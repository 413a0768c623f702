using OrleansNews.Articles;
using OrleansNews.Cluster;
using OrleansNews.LiveStories;

namespace OrleansNews.Search;

/// <summary>What it costs to show a live story among the results: no more of its entries are read than it takes to show why it was found.</summary>
public sealed class LiveHitTests : IAsyncLifetime
{
    private const int Entries = 120;

    private readonly NewsCluster _cluster;
    private int _reads;

    public LiveHitTests() => _cluster = new() { ConfigureSilo = silo => silo.AddOutgoingGrainCallFilter(CountAsync) };

    public ValueTask InitializeAsync() => _cluster.InitializeAsync();

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task Search_OfALiveStory_ReadsItsEntriesAsFarBackAsTheWordsStand()
    {
        var (_, live, _) = await _cluster.Client.LiveStoryAsync();
        for (var number = 1; number <= Entries; number++) await live.AddedAsync($"Ward w{number}x is counted.");
        await _cluster.UntilFoundAsync("w1x", 1);

        Assert.Equal(0, await ReadsOfAsync("election"));
        Assert.Equal(1, await ReadsOfAsync($"election w{Entries}x"));
        Assert.Equal(1, await ReadsOfAsync("w30x"));
        Assert.Equal(2, await ReadsOfAsync("w1x"));
    }

    private async Task<int> ReadsOfAsync(string words)
    {
        var before = _reads;
        var hit = Assert.Single(Assert.IsType<SearchFound>(await _cluster.Client.GetGrain<ISearchGrain>(0).SearchAsync(new(words))).Hits);
        var marked = hit.Title.Concat(hit.Snippet).Where(run => run.IsMatch).Select(run => run.Part.ToLowerInvariant());
        Assert.Equal(words.Split(' ').Order(), marked.Distinct().Order());
        return _reads - before;
    }

    // The follower reads entries too, and is no grain.
    private Task CountAsync(IOutgoingGrainCallContext call)
    {
        if (call.SourceId is { } source && source.Type.ToString() == "search" && ClientCalls.NameOf(call) == "ILiveStoryGrain.ReadAsync") Interlocked.Increment(ref _reads);
        return call.Invoke();
    }
}
