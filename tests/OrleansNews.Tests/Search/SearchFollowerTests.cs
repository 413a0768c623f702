using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
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
    public async Task Follow_IndexOfASecondSilo_HasTheSameStories_AndAfterItsFileWasDeletedAgain()
    {
        var kept = await PublishAsync("Ferry");
        var article = await _cluster.Client.NewArticleAsync();
        var saved = await article.PublishedAsync(new ArticleContent { Title = "Ferry", Body = "Text." }.Unique());
        var folder = Directory.CreateTempSubdirectory("second-silo-");
        try
        {
            var file = Path.Combine(folder.FullName, "search.db");
            await using (var index = new SqliteSearchIndex(file, "news", new(), NullLogger<SqliteSearchIndex>.Instance))
            {
                var second = FollowerInto(index);
                await second.FollowAsync(TestContext.Current.CancellationToken);
                Assert.Equal([kept, article.Id()], await FindAsync("ferry", index));

                // What changes is there, and what is withdrawn is not, after one cycle of its own, which comes every second.
                Assert.IsType<ArticleSaved>(await article.WithdrawAsync(new(saved.Version, Stories.Author)));
                await article.DeliveredAsync();
                var late = await PublishAsync("Ferry");
                await second.FollowAsync(TestContext.Current.CancellationToken);
                Assert.Equal([kept, late], await FindAsync("ferry", index));
                Assert.Equal((await _cluster.Client.GetGrain<IListingGrain>(ListingKeys.All).ReadChangesAsync(0, 1)).Version, await index.GetPositionAsync());
            }

            foreach (var path in Directory.EnumerateFiles(folder.FullName)) File.Delete(path);
            await using var anew = new SqliteSearchIndex(file, "news", new(), NullLogger<SqliteSearchIndex>.Instance);
            Assert.Equal(0, await anew.GetPositionAsync());
            await FollowerInto(anew).FollowAsync(TestContext.Current.CancellationToken);
            Assert.Equal(2, (await FindAsync("ferry", anew)).Count);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
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

    /// <summary>A store that is away for longer than a story is tried for: what was published then must be found all the same, also where the silo was started anew meanwhile.</summary>
    [Fact]
    public async Task Follow_StoryThatCouldNotBeReadForAWhile_IsFoundLater()
    {
        var story = await PublishAsync("Ferry");
        var folder = Directory.CreateTempSubdirectory("outage-");
        try
        {
            var file = Path.Combine(folder.FullName, "search.db");
            await using (var index = new SqliteSearchIndex(file, "news", new(), NullLogger<SqliteSearchIndex>.Instance))
            {
                var follower = FollowerInto(index);
                _cluster.Calls.Instead = call => ClientCalls.NameOf(call) == "IArticleGrain.GetPublishedAsync" ? throw new TimeoutException() : call.Invoke();
                for (var attempt = 1; attempt < 5; attempt++) await Assert.ThrowsAnyAsync<Exception>(() => follower.FollowAsync(TestContext.Current.CancellationToken));
                await follower.FollowAsync(TestContext.Current.CancellationToken);
                Assert.Empty(await FindAsync("ferry", index));
                _cluster.Calls.Instead = null;
            }

            await using var anew = new SqliteSearchIndex(file, "news", new(), NullLogger<SqliteSearchIndex>.Instance);
            Assert.NotEqual(0, await anew.GetPositionAsync());
            await FollowerInto(anew).FollowAsync(TestContext.Current.CancellationToken);

            Assert.Equal([story], await FindAsync("ferry", anew));
            Assert.Empty(await anew.SomeUnreadAsync(10));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>An activation that another one took over may still answer, and does not know that the story is out.</summary>
    [Fact]
    public async Task Follow_StoryThatIsOlderThanItsChange_IsReadAgain()
    {
        var story = await PublishAsync("Ferry");
        await _cluster.UntilFoundAsync("ferry", 1);
        await Index.ResetAsync();
        var asked = 0;
        _cluster.Calls.Instead = async call =>
        {
            await call.Invoke();
            if (ClientCalls.NameOf(call) == "IArticleGrain.GetPublishedAsync" && ++asked == 1) call.Result = null;
        };
        var follower = FollowerInto(Index);

        await Assert.ThrowsAsync<InvalidOperationException>(() => follower.FollowAsync(TestContext.Current.CancellationToken));
        await follower.FollowAsync(TestContext.Current.CancellationToken);

        Assert.Equal([story], await FindAsync("ferry"));
    }

    // The silo's own follower looks once when it starts, and then when the clock is moved: until that look is over it would meet what a test arms.
    public async ValueTask InitializeAsync()
    {
        await _cluster.InitializeAsync();
        while (!_cluster.SiloServices.GetRequiredService<SearchProgress>().IsComplete) await Task.Delay(5, TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    private SearchFollower FollowerInto(ISearchIndex index) => new(_cluster.Client, index, new(), _cluster.Time, NullLogger<SearchFollower>.Instance);

    private async Task<ArticleId> PublishAsync(string title)
    {
        var article = await _cluster.Client.NewArticleAsync();
        await article.PublishedAsync(new ArticleContent { Title = title, Body = "Text." }.Unique());
        return article.Id();
    }

    private async Task<HashSet<ArticleId>> FindAsync(string word, ISearchIndex? index = null)
    {
        var read = QueryReader.Read(word);
        return [.. (await (index ?? Index).FindAsync(new(read.AllOf, [], _cluster.Time.GetUtcNow(), 0, 500))).Stories];
    }
}
