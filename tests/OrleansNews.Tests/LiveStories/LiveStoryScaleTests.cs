using OrleansNews.Articles;
using OrleansNews.Cluster;

namespace OrleansNews.LiveStories;

/// <summary>Many entries: read in pages, in both directions, with what readers may not see left out, and none of it in the story's head.</summary>
public sealed class LiveStoryScaleTests(NewsCluster cluster) : IClassFixture<NewsCluster>
{
    [Fact]
    public async Task ManyEntries_AreReadInPages_FromBothEnds_AsAListOfThemWouldBe()
    {
        const int entries = 450;
        var (_, live, _) = await cluster.Client.LiveStoryAsync();
        var random = new Random(7);
        var shown = new List<long>();
        for (var i = 1; i <= entries; i++)
        {
            shown.Add(await live.AddedAsync($"Entry {i}."));
            if (random.Next(4) == 0)
            {
                var gone = shown[random.Next(shown.Count)];
                shown.Remove(gone);
                Assert.IsType<LiveEntrySaved>(await live.WithdrawAsync(new(gone, "", Stories.Author)));
            }
        }

        await live.DeactivateAsync();
        Assert.Equal(shown, await ReadAllAsync(live, oldestFirst: true));
        Assert.Equal(Enumerable.Reverse(shown), await ReadAllAsync(live, oldestFirst: false));
        Assert.Equal((shown.Count, entries), await CountAsync(live));
        Assert.All((await live.GetForEditingAsync(51, 100, Stories.Author))!.Items, (item, at) => Assert.Equal(50 - at, item.Entry.Number));
    }

    [Fact]
    public async Task Changes_AfterEveryVersion_AreWhatChangedSince_AndTooManyAreNoneToTell()
    {
        var (_, live, _) = await cluster.Client.LiveStoryAsync();
        for (var i = 1; i <= 60; i++) await live.AddedAsync($"Entry {i}.");
        await live.CorrectAsync(new(3, 1, new("", "Corrected."), "", Stories.Author));
        await live.WithdrawAsync(new(59, "", Stories.Author));

        Assert.Equal((false, 0), Told(await live.GetChangesAsync(0)));
        Assert.Equal((true, 0), Told(await live.GetChangesAsync(62)));
        Assert.Equal((true, 0), Told(await live.GetChangesAsync(99)));
        var changes = (await live.GetChangesAsync(57))!;
        Assert.Equal([(58, true), (60, true), (3, true), (59, false)], changes.Items.Select(change => ((int)change.Number, change.Entry is not null)));
        Assert.Equal(62, changes.Story.Version);
    }

    [Fact]
    public async Task Entries_AreNowhereInTheStoryItself()
    {
        var (article, live, saved) = await cluster.Client.LiveStoryAsync();
        var writes = cluster.Storage.CountOf(StorageOperation.Write, "article");
        for (var i = 1; i <= 5; i++) await live.AddedAsync($"Entry {i}.");

        Assert.Equal(writes, cluster.Storage.CountOf(StorageOperation.Write, "article"));
        var published = (await article.GetPublishedAsync(0))!;
        Assert.Equal((1L, LiveOrder.NewestFirst), (published.Revision, published.Live));
        Assert.Equal(saved.Version, (await article.GetForEditingAsync(Stories.Author))!.Version);
    }

    [Theory]
    [InlineData("live-entry-text", StorageFault.Before)]
    [InlineData("live-entry-text", StorageFault.After)]
    [InlineData("live-story", StorageFault.Before)]
    [InlineData("live-story", StorageFault.After)]
    [InlineData("live-story", StorageFault.Conflict)]
    public async Task Add_WriteFails_IsMadeOnceByTheSameSubmission(string state, StorageFault fault)
    {
        var (_, live, _) = await cluster.Client.LiveStoryAsync();
        await live.AddedAsync("One.");
        var entry = LiveStoryFixtures.Entry("Two.");
        cluster.Storage.Arm(StorageOperation.Write, state, fault);

        await Assert.ThrowsAnyAsync<Exception>(() => live.AddAsync(entry));
        cluster.Storage.Heal();

        Assert.Equal(2, Assert.IsType<LiveEntrySaved>(await live.AddAsync(entry)).Number);
        Assert.Equal("2 1", (await live.ReadAsync(new(false, 0, 10)))!.Items.Numbers());
    }

    private static (bool, int) Told(LiveStoryChanges? changes) => (changes!.Complete, changes.Items.Length);

    private static async Task<(int, long)> CountAsync(ILiveStoryGrain live)
    {
        var page = await live.ReadAsync(new(false, 0, 1));
        return (page!.Story.Count, page.Story.LastNumber);
    }

    private static async Task<List<long>> ReadAllAsync(ILiveStoryGrain live, bool oldestFirst)
    {
        var all = new List<long>();
        while (true)
        {
            var page = (await live.ReadAsync(new(oldestFirst, all.LastOrDefault(), 17)))!;
            all.AddRange(page.Items.Select(entry => entry.Number));
            Assert.Equal(page.HasMore, page.Items.Length == 17 && all.Count < page.Story.Count);
            if (!page.HasMore) return all;
        }
    }
}
