using Microsoft.Extensions.DependencyInjection;
using OrleansNews.Accounts;
using OrleansNews.Articles;
using OrleansNews.Cluster;

namespace OrleansNews.Site;

public sealed class SiteGrainTests(NewsCluster cluster) : IClassFixture<NewsCluster>
{
    private ISiteGrain Site => cluster.Client.GetGrain<ISiteGrain>(0);

    [Fact]
    public async Task Update_ByAnAdministrator_IsKeptAndHasANewVersion()
    {
        var before = (await Site.GetAsync(0))!;
        Assert.Null(await Site.GetAsync(before.Version));

        var result = await Site.UpdateAsync(before with { Title = "The Quay", Discussion = before.Discussion with { ModerationWords = ["casino*"] } }, Actor.System);
        await Site.DeactivateAsync();

        Assert.True(result.Saved);
        var after = (await Site.GetAsync(before.Version))!;
        Assert.True(after.Version > before.Version);
        Assert.Equal("The Quay", after.Title);
        Assert.Equal(["casino*"], after.Discussion.ModerationWords);
        Assert.Null(await Site.GetAsync(after.Version));
    }

    [Fact]
    public async Task Update_OfAnOldVersionOrByAnAuthorOrFaulty_ChangesNothing()
    {
        var current = (await Site.GetAsync(0))!;

        var refusals = new[]
        {
            await Site.UpdateAsync(current with { Title = "Late", Version = current.Version - 1 }, Actor.System),
            await Site.UpdateAsync(current with { Title = "Not mine", Sections = [Term.Named("Not mine")] }, Stories.Author),
            await Site.UpdateAsync(current with { Title = "" }, Actor.System),
        };

        Assert.All(refusals, refusal => Assert.False(refusal.Saved));
        Assert.All(refusals, refusal => Assert.Single(refusal.Errors));
        Assert.Equal("title", refusals[2].Errors[0].Field);
        Assert.Null(await Site.GetAsync(current.Version));
    }

    [Fact]
    public async Task Update_ByAnEditor_ChangesTheSectionsAlone()
    {
        var before = (await Site.GetAsync(0))!;

        var result = await Site.UpdateAsync(before with { Sections = [Term.Named("World")], DefaultSection = Term.Named("World"), Title = "Not mine", Permalinks = "/%postname%/", Discussion = new() { MaxLinks = 99 } }, Stories.Editor);

        Assert.True(result.Saved);
        var after = (await Site.GetAsync(0))!;
        Assert.Equal(("world", "World"), (Assert.Single(after.Sections).Path, after.DefaultSection.Name));
        Assert.Equal((before.Title, before.Permalinks, before.Discussion.MaxLinks), (after.Title, after.Permalinks, after.Discussion.MaxLinks));
        Assert.Equal("site_conflict", Assert.Single((await Site.UpdateAsync(before with { Sections = [] }, Stories.Editor)).Errors).Code);
        Assert.True((await Site.UpdateAsync(after with { Sections = before.Sections, DefaultSection = before.DefaultSection }, Actor.System)).Saved);
    }

    [Fact]
    public async Task Secret_AskedForTwice_IsTheSameAndOfItsPurposeAlone()
    {
        var purpose = Guid.NewGuid().ToString("N");
        var asked = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Site.GetSecretAsync(purpose)));
        await Site.DeactivateAsync();

        var again = await Site.GetSecretAsync(purpose);

        Assert.Equal(32, again.Length);
        Assert.All(asked, secret => Assert.Equal(again, secret));
        Assert.NotEqual(again, await Site.GetSecretAsync(purpose + "2"));
    }

    [Fact]
    public async Task Secret_NotWritten_IsNotGivenOut()
    {
        await Site.GetAsync(0);
        cluster.Storage.Arm(StorageOperation.Write, "site", StorageFault.Before);

        await Assert.ThrowsAsync<IOException>(() => Site.GetSecretAsync(Guid.NewGuid().ToString("N")));
    }

    [Fact]
    public async Task Get_SettingsThatTheConfigurationFixes_WinOverThoseOfStaff()
    {
        await using var fixedCluster = new NewsCluster
        {
            ConfigureSilo = silo => silo.Services.Configure<DiscussionOptions>(options => options.FloodSeconds = 0),
        };
        await fixedCluster.InitializeAsync();
        var site = fixedCluster.Client.GetGrain<ISiteGrain>(0);
        var before = (await site.GetAsync(0))!;
        Assert.Equal(0, before.Discussion.FloodSeconds);

        await site.UpdateAsync(before with { Discussion = before.Discussion with { FloodSeconds = 60, MaxLinks = 5 } }, Actor.System);

        var after = (await site.GetAsync(0))!;
        Assert.Equal((0, 5), (after.Discussion.FloodSeconds, after.Discussion.MaxLinks));
    }
}
