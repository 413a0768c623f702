using OrleansNews.Cluster;
using OrleansNews.Comments.Threads;
using OrleansNews.Logs;

namespace OrleansNews.Comments;

/// <summary>What a thread does when stored bytes are lost or spoiled, and when an activation ends over its work.</summary>
[Collection(nameof(SmallThreadsCollection))]
public sealed class DamagedThreadTests(SmallThreadsCluster cluster) : SmallThread(cluster)
{
    [Fact]
    public async Task Block_IsLost_CommentsAreDamagedNeverMissingAndPostingGoesOn()
    {
        for (var i = 0; i < 40; i++) await PostAsync($"Text {i} {new string('x', 200)}");
        // The next activation is open when the last one has ended, and merges nothing before a post: the blocks stay as the head names them.
        await Thread.DeactivateAsync();
        await Thread.GetVersionAsync(default);
        var store = StoreOf(News, Article);
        var head = LogHeadCodec.Decode((await store.ReadHeadAsync())!.Json).Head;
        await store.DeleteAsync(head.Blocks[0].Name);
        await Thread.DeactivateAsync();
        var page = await Thread.ReadPageAsync(new ThreadPageQuery { Limit = 100 });
        Assert.Equal((40, 40), (page.Total, page.Items.Length));
        Assert.Equal(head.Blocks[0].Count, page.Items.Count(item => item.Damaged));
        Assert.All(page.Items.Where(item => item.Damaged), item => Assert.Equal(("", ""), (item.Text, item.Author)));
        Assert.All(page.Items.Where(item => !item.Damaged), item => Assert.StartsWith("Text ", item.Text));
        await PostAsync("Goes on");
        Assert.Equal(41, (await Thread.GetVersionAsync(default)).Total);
        var again = Assert.IsType<CommentPosted>(await Thread.PostAsync(Posts.New($"Text 39 {new string('x', 200)}")));
        Assert.True(again.Repeated);
    }

    [Fact]
    public async Task Deactivation_WhileBlocksAreMerged_NextActivationMeetsNoLateWrite()
    {
        var other = News.Client.GetGrain<ICommentThreadGrain>(NextArticle().Value);
        await other.FindByCommenterAsync("somebody");
        var merging = News.Storage.Hold(StorageOperation.Read, Head + "-block"); // Only merging reads blocks of what was just posted.
        while (!merging.Reached.IsCompleted) await PostAsync($"Text {Guid.NewGuid()} {new string('x', 200)}");
        var opening = News.Storage.Hold(StorageOperation.Read, Head);
        opening.Open();
        await Thread.DeactivateAsync();
        var next = Thread.FindAsync(CommentId.Native(Article, 1), 50);
        for (var i = 0; i < 100; i++) await other.FindByCommenterAsync("somebody"); // Calls enough for the next activation to have opened.
        Assert.False(opening.Reached.IsCompleted, "The next activation opened while this one still merged.");
        merging.Open();
        Assert.NotNull(await next);
    }

    [Fact]
    public async Task Block_IsSpoiledBehindTheStoredIndex_CommentKeepsItsPlaceAndSaysSo()
    {
        for (var i = 0; i < 130; i++) await PostAsync($"Text {i} {new string('x', 200)}");
        var store = StoreOf(News, Article);
        var head = LogHeadCodec.Decode((await store.ReadHeadAsync())!.Json).Head;
        while (head.Snapshot is null)
        {
            await PostAsync($"More {Guid.NewGuid()}");
            head = LogHeadCodec.Decode((await store.ReadHeadAsync())!.Json).Head;
        }

        // The next activation is open when the last one has ended, and merges nothing before a post: the blocks stay as the head names them.
        await Thread.DeactivateAsync();
        await Thread.GetVersionAsync(default);
        head = LogHeadCodec.Decode((await store.ReadHeadAsync())!.Json).Head;
        await store.DeleteAsync(head.Blocks[0].Name);
        await store.CreateAsync(head.Blocks[0].Name, "{\"spoiled\":true}"u8.ToArray());
        var first = await Thread.FindAsync(CommentId.Native(Article, 1), 50);
        Assert.Equal((CommentStatus.Approved, true, 1), (first!.Status, first.View.Damaged, first.Page));
        var newest = (await Thread.ReadPageAsync(new ThreadPageQuery { Page = 0 })).Items;
        Assert.NotEmpty(newest);
        Assert.DoesNotContain(newest, item => item.Damaged && item.Id.Number > head.Blocks[0].Count);
    }

    [Fact]
    public async Task Snapshot_IsLost_IndexIsMadeAnewFromTheLog()
    {
        for (var i = 0; i < 130; i++) await PostAsync($"Text {i}");
        var store = StoreOf(News, Article);
        var head = LogHeadCodec.Decode((await store.ReadHeadAsync())!.Json).Head;
        if (head.Snapshot is { } snapshot) await store.DeleteAsync(snapshot.Name);
        await Thread.DeactivateAsync();
        Assert.Equal(130, (await TextsAsync()).Count);
        Assert.True(Assert.IsType<CommentPosted>(await Thread.PostAsync(Posts.New("Text 3"))).Repeated);
    }
}
