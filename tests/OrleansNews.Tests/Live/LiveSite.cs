using OrleansNews.Accounts;
using OrleansNews.Cluster;
using OrleansNews.Site;

namespace OrleansNews.Live;

/// <summary>A front end whose states are quick, with one conversation to a page and no indented replies.</summary>
public sealed class LiveSite : NewsSite, IAsyncLifetime
{
    async ValueTask IAsyncLifetime.InitializeAsync()
    {
        await InitializeAsync();
        var site = Grains.GetGrain<ISiteGrain>(0);
        var settings = (await site.GetAsync(0))!;
        Assert.True((await site.UpdateAsync(settings with { Discussion = settings.Discussion with { CommentsPerPage = 1, ThreadDepth = 1 } }, Actor.System)).Saved);
    }

    protected override IEnumerable<KeyValuePair<string, string?>> Settings => [new("Live:ReadersEvery", "00:00:00.050")];
}
