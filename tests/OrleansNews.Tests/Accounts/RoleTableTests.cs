using OrleansNews.Articles;
using OrleansNews.Cluster;
using OrleansNews.Comments;
using OrleansNews.Media;
using OrleansNews.Site;

namespace OrleansNews.Accounts;

/// <summary>The table of roles against the grains: every row is tried by every role.</summary>
public sealed class RoleTableTests(NewsCluster cluster) : IClassFixture<NewsCluster>
{
    private static readonly Actor Mara = new("mara", "Mara", Role.Author);

    // Each does in a grain what its row speaks of, and says whether the grain let it. The actor's login is always mara.
    private static readonly Dictionary<(Deed, Matter), Func<IClusterClient, Actor, Task<bool>>> Probes = new()
    {
        [(Deed.Write, Matter.OwnDraft)] = (grains, actor) => WriteAsync(grains, actor, Mara, published: false),
        [(Deed.Write, Matter.OwnPublished)] = (grains, actor) => WriteAsync(grains, actor, Mara, published: true),
        [(Deed.Write, Matter.OthersDraft)] = (grains, actor) => WriteAsync(grains, actor, Stories.OtherAuthor, published: false),
        [(Deed.Write, Matter.OthersPublished)] = (grains, actor) => WriteAsync(grains, actor, Stories.OtherAuthor, published: true),
        [(Deed.Publish, Matter.OwnDraft)] = (grains, actor) => PublishAsync(grains, actor, Mara, published: false),
        [(Deed.Publish, Matter.OwnPublished)] = (grains, actor) => PublishAsync(grains, actor, Mara, published: true),
        [(Deed.Publish, Matter.OthersDraft)] = (grains, actor) => PublishAsync(grains, actor, Stories.OtherAuthor, published: false),
        [(Deed.Publish, Matter.OthersPublished)] = (grains, actor) => PublishAsync(grains, actor, Stories.OtherAuthor, published: true),
        [(Deed.Withdraw, Matter.OwnPublished)] = (grains, actor) => WithdrawAsync(grains, actor, Mara),
        [(Deed.Withdraw, Matter.OthersPublished)] = (grains, actor) => WithdrawAsync(grains, actor, Stories.OtherAuthor),
        [(Deed.Decide, Matter.Comments)] = async (grains, actor) =>
        {
            var article = await StoryAsync(grains, Stories.OtherAuthor, published: true);
            return (await grains.GetGrain<ICommentThreadGrain>(article.Id().Value).SetOpenAsync(false, actor)).Done;
        },
        [(Deed.See, Matter.CommenterData)] = async (grains, actor) =>
        {
            var article = await StoryAsync(grains, Stories.OtherAuthor, published: true);
            return await grains.GetGrain<ICommentThreadGrain>(article.Id().Value).ReadForModeratorsAsync([], actor) is not null;
        },
        [(Deed.See, Matter.Media)] = async (grains, actor) => await grains.GetGrain<IMediaLibraryGrain>(0).FindAsync(new("", "", 1, 1), actor) is not null,
        [(Deed.Write, Matter.OwnMedia)] = (grains, actor) => ChangePictureAsync(grains, actor, Mara),
        [(Deed.Write, Matter.OthersMedia)] = (grains, actor) => ChangePictureAsync(grains, actor, Stories.OtherAuthor),
        [(Deed.Delete, Matter.OwnMedia)] = (grains, actor) => DeletePictureAsync(grains, actor, Mara),
        [(Deed.Delete, Matter.OthersMedia)] = (grains, actor) => DeletePictureAsync(grains, actor, Stories.OtherAuthor),
        [(Deed.Change, Matter.Settings)] = async (grains, actor) =>
        {
            var (site, title) = (grains.GetGrain<ISiteGrain>(0), $"Paper {Guid.NewGuid():N}");
            await site.UpdateAsync((await site.GetAsync(0))! with { Title = title }, actor);
            return (await site.GetAsync(0))!.Title == title;
        },
        [(Deed.Change, Matter.Sections)] = async (grains, actor) =>
        {
            var (site, sections) = (grains.GetGrain<ISiteGrain>(0), new[] { Term.Named($"Section {Guid.NewGuid():N}") });
            return (await site.UpdateAsync((await site.GetAsync(0))! with { Sections = [.. sections] }, actor)).Saved && (await site.GetAsync(0))!.Sections.SequenceEqual(sections);
        },
        [(Deed.Change, Matter.Accounts)] = async (grains, actor) => await grains.GetGrain<IStaffGrain>(0).ListAsync(actor) is not null,
        [(Deed.Change, Matter.OwnAccount)] = async (grains, actor) =>
        {
            await grains.GetGrain<IStaffGrain>(0).CreateAsync(new("mara", "Mara", "mara@example.org", Role.Author, "hash"), Actor.System);
            return await grains.GetGrain<IAccountGrain>("mara").GetAsync(actor) is not null;
        },
    };

    // What is no grain's: held by the test named.
    private static readonly Dictionary<(Deed, Matter), string> Elsewhere = new()
    {
        [(Deed.See, Matter.Dashboard)] = nameof(RoleEndpointTests),
    };

    [Fact]
    public void Rows_AreAllTried() => Assert.Empty(RoleTable.Rows.Select(row => (row.Deed, row.Matter)).Except(Probes.Keys).Except(Elsewhere.Keys));

    [Fact]
    public async Task Grains_LetEachRoleDoWhatItsRowSays_AndNothingElse()
    {
        var wrong = new List<string>();
        foreach (var ((deed, matter), probe) in Probes)
        {
            foreach (var role in Enum.GetValues<Role>())
            {
                var done = await probe(cluster.Client, Mara with { Role = role });
                if (done != role.May(deed, matter)) wrong.Add($"{role} {deed} {matter}: {(done ? "done" : "refused")}");
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public void Rows_OfOnePermission_HaveTheSameRoles()
    {
        foreach (var permission in RoleTable.Rows.GroupBy(row => row.Permission))
            Assert.All(permission, row => Assert.True(row.Roles.ToHashSet().SetEquals(permission.First().Roles), $"{row.Deed} {row.Matter}"));
    }

    [Fact]
    public void Table_HasEveryPermissionAndNoRowTwice()
    {
        Assert.Empty(Enum.GetValues<Permission>().Except(RoleTable.Rows.Select(row => row.Permission)));
        Assert.Equal(RoleTable.Rows.Length, RoleTable.Rows.DistinctBy(row => (row.Deed, row.Matter)).Count());
    }

    // The table by rule instead of by row: what WordPress says of the roles it has.
    [Theory]
    [InlineData(Role.Subscriber, 1)]
    [InlineData(Role.Contributor, 2)]
    [InlineData(Role.Author, 9)]
    [InlineData(Role.Editor, 19)]
    [InlineData(Role.Administrator, 22)]
    [InlineData(Role.Moderator, 3)]
    [InlineData(Role.Operator, 2)]
    [InlineData((Role)0, 0)]
    [InlineData((Role)99, 0)]
    public void Role_HasThisManyRows(Role role, int rows) => Assert.Equal(rows, RoleTable.Rows.Count(row => role.May(row.Deed, row.Matter)));

    private static async Task<bool> ChangePictureAsync(IClusterClient grains, Actor actor, Actor owner)
    {
        var media = await grains.NewPictureAsync(owner);
        return await grains.GetGrain<IMediaGrain>(media.Source.Id.Value).ChangeAsync(media.Details with { Caption = "Changed" }, media.Version, actor) is MediaSaved;
    }

    private static async Task<bool> DeletePictureAsync(IClusterClient grains, Actor actor, Actor owner)
    {
        var picture = grains.GetGrain<IMediaGrain>((await grains.NewPictureAsync(owner)).Source.Id.Value);
        var done = await picture.DeleteAsync(actor) is MediaDeleted;
        Assert.Equal(done, await picture.GetAsync(Actor.System) is null);
        return done;
    }

    private static async Task<IArticleGrain> StoryAsync(IClusterClient grains, Actor owner, bool published)
    {
        var article = await grains.NewArticleAsync();
        if (published) await article.PublishedAsync(Stories.Harbour.Unique(), 0, owner);
        else Assert.IsType<ArticleSaved>(await article.SaveDraftAsync(new(Stories.Harbour.Unique(), 0, owner)));
        return article;
    }

    private static async Task<bool> WriteAsync(IClusterClient grains, Actor actor, Actor owner, bool published)
    {
        var article = await StoryAsync(grains, owner, published);
        var saved = await article.SaveDraftAsync(new(Stories.Harbour.Unique(), 1, actor)) is ArticleSaved;
        Assert.Equal(saved, await article.GetForEditingAsync(actor) is not null);
        return saved;
    }

    private static async Task<bool> PublishAsync(IClusterClient grains, Actor actor, Actor owner, bool published) =>
        await (await StoryAsync(grains, owner, published)).PublishAsync(new(Stories.Harbour.Unique(), 1, actor)) is ArticleSaved;

    private static async Task<bool> WithdrawAsync(IClusterClient grains, Actor actor, Actor owner) =>
        await (await StoryAsync(grains, owner, published: true)).WithdrawAsync(new(1, actor)) is ArticleSaved;
}
