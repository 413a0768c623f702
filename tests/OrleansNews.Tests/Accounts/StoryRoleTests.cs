using OrleansNews.Articles;
using OrleansNews.Cluster;
using OrleansNews.LiveStories;

namespace OrleansNews.Accounts;

/// <summary>The table of roles against everything that is done to a story, beyond the one deed of each row that <see cref="RoleTableTests"/> tries: by every role, on one's own and on a colleague's.</summary>
public sealed class StoryRoleTests(NewsCluster cluster) : IClassFixture<NewsCluster>
{
    private static readonly Actor Mara = new("mara", "Mara", Role.Author);

    /// <summary>What is done, the row of the table that decides, whether readers have the story, and the doing itself: whether the grain let it.</summary>
    public static readonly IReadOnlyDictionary<string, (Deed Deed, bool Published, Func<Story, Actor, Task<bool>> Try)> Deeds = new Dictionary<string, (Deed, bool, Func<Story, Actor, Task<bool>>)>
    {
        ["open"] = (Deed.Write, false, async (story, actor) => await story.Article.OpenAsync(actor, takeOver: false) is not null),
        ["take over"] = (Deed.Write, false, async (story, actor) =>
        {
            await story.Article.OpenAsync(Stories.Editor, takeOver: false);
            await story.Article.OpenAsync(actor, takeOver: true);
            return (await story.Article.OpenAsync(Stories.Editor, takeOver: false))!.Lock!.Login == actor.Login;
        }),
        ["keep open"] = (Deed.Write, false, async (story, actor) => (await story.Article.KeepOpenAsync(actor))?.Login == actor.Login),
        ["send to review"] = (Deed.Write, false, async (story, actor) => await story.Article.SaveDraftAsync(new(story.Content, 1, actor, InReview: true)) is ArticleSaved),
        ["save by itself"] = (Deed.Write, false, async (story, actor) => await story.Article.SaveDraftAsync(new(story.Content with { Body = "Typed." }, 1, actor, IsAutosave: true)) is ArticleSaved),
        ["write a note"] = (Deed.Write, false, async (story, actor) =>
        {
            var written = await story.Article.AddNoteAsync(new("Is it so?", actor)) is ArticleSaved;
            Assert.Equal(written ? 1 : 0, (await story.Article.GetNotesAsync(Stories.Editor)).Length);
            return written;
        }),
        ["read a draft that was saved before"] = (Deed.Write, false, async (story, actor) =>
        {
            Assert.IsType<ArticleSaved>(await story.Article.SaveDraftAsync(new(story.Content with { Body = "Changed." }, 1, Stories.Editor)));
            return await story.Article.GetSavedDraftAsync((await story.Article.GetForEditingAsync(Stories.Editor))!.Saved[0].Name, actor) is not null;
        }),
        ["throw a draft away"] = (Deed.Write, false, async (story, actor) => await story.Article.DiscardDraftAsync(new(1, actor)) is ArticleSaved),
        ["throw a change away"] = (Deed.Write, true, async (story, actor) =>
        {
            Assert.IsType<ArticleSaved>(await story.Article.SaveDraftAsync(new(story.Content with { Body = "Changed." }, 1, Stories.Editor)));
            return await story.Article.DiscardDraftAsync(new(2, actor)) is ArticleSaved;
        }),
        ["throw a plan away"] = (Deed.Publish, false, async (story, actor) =>
        {
            Assert.IsType<ArticleSaved>(await story.Article.ScheduleAsync(new(story.Later, 1, Stories.Editor)));
            return await story.Article.DiscardDraftAsync(new(2, actor)) is ArticleSaved;
        }),
        ["take a draft back"] = (Deed.Write, false, async (story, actor) =>
        {
            Assert.IsType<ArticleSaved>(await story.Article.DiscardDraftAsync(new(1, Stories.Editor)));
            return await story.Article.TakeDraftBackAsync(actor) is ArticleSaved;
        }),
        ["read notes"] = (Deed.Write, false, async (story, actor) =>
        {
            Assert.IsType<ArticleSaved>(await story.Article.AddNoteAsync(new("Is it so?", Stories.Editor)));
            return (await story.Article.GetNotesAsync(actor)).Length == 1;
        }),
        ["read the history"] = (Deed.Write, true, async (story, actor) => await story.Article.GetRevisionAsync(1, actor) is not null),
        ["schedule"] = (Deed.Publish, false, async (story, actor) => await story.Article.ScheduleAsync(new(story.Later, 1, actor)) is ArticleSaved),
        ["schedule a change"] = (Deed.Publish, true, async (story, actor) =>
        {
            Assert.IsType<ArticleSaved>(await story.Article.SaveDraftAsync(new(story.Content with { Body = "Changed." }, 1, Stories.Editor)));
            return await story.Article.ScheduleAsync(new(story.Later, 2, actor)) is ArticleSaved;
        }),
        ["take a plan back"] = (Deed.Publish, false, async (story, actor) =>
        {
            Assert.IsType<ArticleSaved>(await story.Article.ScheduleAsync(new(story.Later, 1, Stories.Editor)));
            return await story.Article.ScheduleAsync(new(null, 2, actor)) is ArticleSaved;
        }),
        ["set an embargo"] = (Deed.Publish, false, async (story, actor) => await story.Article.EmbargoAsync(new(story.Later, 1, actor)) is ArticleSaved),
        ["end an embargo"] = (Deed.Publish, false, async (story, actor) =>
        {
            Assert.IsType<ArticleSaved>(await story.Article.EmbargoAsync(new(story.Later, 1, Stories.Editor)));
            return await story.Article.EmbargoAsync(new(null, 2, actor)) is ArticleSaved;
        }),
        ["restore a revision"] = (Deed.Publish, true, async (story, actor) => await story.Article.PublishAsync(new(story.Content, 1, actor, Reason: "Restored", KeepsDraft: true)) is ArticleSaved),
        ["correct"] = (Deed.Publish, true, async (story, actor) =>
            await story.Article.PublishAsync(new(story.Content with { Body = "At five." }, 1, actor, Correction: new("At five, not at four.", ShowsChange: true))) is ArticleSaved),
        ["see live entries"] = (Deed.Publish, true, async (story, actor) => await story.Live.GetForEditingAsync(0, 10, actor) is not null),
        ["add a live entry"] = (Deed.Publish, true, async (story, actor) => await story.Live.AddAsync(new(Guid.NewGuid(), new("", "It moves."), false, actor)) is LiveEntrySaved),
        ["correct a live entry"] = (Deed.Publish, true, async (story, actor) => await story.Live.CorrectAsync(new(await story.EntryAsync(), 1, new("", "It moved."), "", actor)) is LiveEntrySaved),
        ["read a live entry's history"] = (Deed.Publish, true, async (story, actor) => await story.Live.GetRevisionsAsync(await story.EntryAsync(), actor) is not null),
        ["pin a live entry"] = (Deed.Publish, true, async (story, actor) => await story.Live.PinAsync(new(await story.EntryAsync(), true, actor)) is LiveEntrySaved),
        ["withdraw a live entry"] = (Deed.Publish, true, async (story, actor) => await story.Live.WithdrawAsync(new(await story.EntryAsync(), "", actor)) is LiveEntrySaved),
        ["end a live story"] = (Deed.Publish, true, async (story, actor) => await story.Live.EndAsync(new(true, actor)) is LiveEntrySaved),
    };

    public static TheoryData<string> Names => [.. Deeds.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Deed_IsForTheRolesOfItsRow_AndNobodyElse(string name)
    {
        var (deed, published, tryIt) = Deeds[name];
        var wrong = new List<string>();
        foreach (var owner in new[] { Mara, Stories.OtherAuthor })
        {
            var matter = (owner == Mara, published) switch { (true, false) => Matter.OwnDraft, (true, true) => Matter.OwnPublished, (false, false) => Matter.OthersDraft, _ => Matter.OthersPublished };
            foreach (var role in Enum.GetValues<Role>())
            {
                var done = await tryIt(await Story.WriteAsync(cluster, owner, published), Mara with { Role = role });
                if (done != role.May(deed, matter)) wrong.Add($"{role}, {name}, {matter}: {(done ? "done" : "refused")}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    /// <summary>A story of somebody's, at version 1, live when readers have it.</summary>
    public sealed record Story(IArticleGrain Article, ILiveStoryGrain Live, ArticleContent Content, DateTimeOffset Later, Actor Owner)
    {
        internal static async Task<Story> WriteAsync(NewsCluster cluster, Actor owner, bool published)
        {
            var article = await cluster.Client.NewArticleAsync();
            var content = Stories.Harbour.Unique() with { Live = published ? LiveOrder.NewestFirst : LiveOrder.None };
            if (published) await article.PublishedAsync(content, 0, owner);
            else Assert.IsType<ArticleSaved>(await article.SaveDraftAsync(new(content, 0, owner)));
            return new(article, cluster.Client.GetGrain<ILiveStoryGrain>(article.Id().Value), content, cluster.Time.GetUtcNow().AddHours(3), owner);
        }

        internal async Task<long> EntryAsync() => Assert.IsType<LiveEntrySaved>(await Live.AddAsync(new(Guid.NewGuid(), new("", "It moves."), false, Owner))).Number;
    }
}
