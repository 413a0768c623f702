using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using OrleansNews.Articles;
using OrleansNews.Cluster;
using OrleansNews.Listings;

namespace OrleansNews.Search;

/// <summary>Each test moves the follower by hand, or has a cluster of its own, because they break the index.</summary>
public sealed class SearchFollowerTests : IAsyncLifetime
{
    private readonly NewsCluster _cluster = new();

    private SearchFollower Follower => _cluster.SiloServices.GetRequiredService<SearchFollower>();

    private ISearchIndex Index => _cluster.SiloServices.GetRequiredService<ISearchIndex>();

    [Fact]
    public async Task Follow_OneCycle_IsEnough()
    {
        var story = await PublishAsync("Ferry");
        await Follower.FollowAsync(TestContext.Current.CancellationToken);

        Assert.Equal([story], await FindAsync("ferry"));
    }

    [Fact]
    public async Task Follow_IndexMadeAnew_HasEveryStoryAgain()
    {
        var stories = new List<ArticleId>();
        for (var i = 0; i < 230; i++) stories.Add(await PublishAsync("Ferry"));
        await _cluster.UntilFoundAsync("ferry", 230);

        await Index.ResetAsync();
        Assert.Empty(await FindAsync("ferry"));
        await Follower.FollowAsync(TestContext.Current.CancellationToken);

        Assert.Equal(stories.ToHashSet(), await FindAsync("ferry"));
    }

    [Fact]
    public async Task Follow_DamagedIndex_IsMadeAnew()
    {
        var story = await PublishAsync("Ferry");
        await _cluster.UntilFoundAsync("ferry", 1);
        await using (var connection = new SqliteConnection($"Data Source={_cluster.SearchFile};Pooling=False"))
        {
            await connection.OpenAsync(TestContext.Current.CancellationToken);
            await using var command = connection.CreateCommand();
            command.CommandText = "UPDATE terms_data SET block = x'ABABABABABABABABABABABAB'";
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        Assert.IsType<SearchBusy>(await _cluster.Client.GetGrain<ISearchGrain>(0).SearchAsync(new("ferry")));
        await Follower.FollowAsync(TestContext.Current.CancellationToken);

        Assert.Equal([story], await FindAsync("ferry"));
    }

    [Fact]
    public async Task Follow_IndexAheadOfTheNewspaper_IsMadeAnew()
    {
        var story = await PublishAsync("Ferry");
        await _cluster.UntilFoundAsync("ferry", 1);
        var position = await Index.GetPositionAsync();
        Assert.True(await Index.ApplyAsync([new(new(99_999), ["ferry", "", "", "", "", ""], "", default)], [], position, position + 1_000));

        await Follower.FollowAsync(TestContext.Current.CancellationToken);

        Assert.Equal([story], await FindAsync("ferry"));
        Assert.Equal(position, await Index.GetPositionAsync());
    }

    [Fact]
    public async Task Follow_StoryThatCannotBeRead_IsTriedAgainAndThenLeftOut()
    {
        await _cluster.Client.GetGrain<IListingGrain>(ListingKeys.All).PutAsync([new() { Article = new(77_777), Revision = 1, Path = "/x/", Title = "Ferry", PublishedAt = default }]);
        var story = await PublishAsync("Ferry");
        _cluster.Storage.Arm(StorageOperation.Read, "article", StorageFault.Before, times: 5);

        for (var attempt = 1; attempt < 5; attempt++) await Assert.ThrowsAnyAsync<Exception>(() => Follower.FollowAsync(TestContext.Current.CancellationToken));
        await Follower.FollowAsync(TestContext.Current.CancellationToken);

        Assert.Equal([story], await FindAsync("ferry"));
    }

    public ValueTask InitializeAsync() => _cluster.InitializeAsync();

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    private async Task<ArticleId> PublishAsync(string title)
    {
        var article = await _cluster.Client.NewArticleAsync();
        await article.PublishedAsync(new ArticleContent { Title = title, Body = "Text." }.Unique());
        return article.Id();
    }

    private async Task<HashSet<ArticleId>> FindAsync(string word)
    {
        var read = QueryReader.Read(word);
        return [.. (await Index.FindAsync(new(read.AllOf, [], _cluster.Time.GetUtcNow(), 0, 500))).Stories];
    }
}
