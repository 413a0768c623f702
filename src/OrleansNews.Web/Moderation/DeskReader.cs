using OrleansNews.Accounts;
using OrleansNews.Comments;
using OrleansNews.Site;

namespace OrleansNews.Moderation;

/// <summary>Asks the desk's grain, and each story for its headline.</summary>
internal sealed class DeskReader(IClusterClient cluster, StoryReader stories, SiteFrames frames, IOptions<ReadOptions> options, TimeProvider time)
{
    /// <summary>A page; null when the actor may not moderate.</summary>
    public async Task<(DeskPage Page, ImmutableArray<DeskItem> Items)?> ReadAsync(DeskQuery query, Actor actor) =>
        await Desk.ReadAsync(query, actor).WaitAsync(options.Value.WriteDeadline) is { } page ? (page, await WithStoriesAsync(page)) : null;

    /// <summary>One comment; null when there is none, or the actor may not moderate.</summary>
    public async Task<DeskItem?> FindAsync(CommentId id, Actor actor)
    {
        if (!id.IsNative || !await stories.MayExistAsync(id.Article)) return null;
        var page = await Desk.FindAsync(id, actor).WaitAsync(options.Value.Deadline);
        return page is null ? null : (await WithStoriesAsync(page)).FirstOrDefault();
    }

    /// <summary>How many stand in each queue; null when the actor may not moderate.</summary>
    public Task<QueueCounts?> CountAsync(Actor actor) => Desk.CountAsync(actor).WaitAsync(options.Value.Deadline);

    /// <summary>Decides. What goes down with a silo that leaves is sent again under the same name, which decides once.</summary>
    public Task<DeskOutcome?> DecideAsync(DeskDecision decision, Actor actor)
    {
        var named = decision.Command == default ? decision with { Command = Guid.NewGuid() } : decision;
        return ClusterCalls.AgainAsync(isRepeated => Desk.DecideAsync(named with { IsRepeated = named.IsRepeated || isRepeated }, actor), options.Value.WriteDeadline, time);
    }

    public Task<DeskOutcome?> DecideNextAsync(DeskQuery query, Decision decision, Actor actor) =>
        Desk.DecideNextAsync(query, decision, "", actor).WaitAsync(options.Value.WriteDeadline);

    /// <summary>A step of everything that a query finds; null when the actor may not moderate.</summary>
    public Task<DeskFound?> FindNextAsync(DeskQuery query, Actor actor) =>
        OlderSilo.ElseAsync(() => Desk.FindNextAsync(query, actor), () => ReadNextAsync(query, actor)).WaitAsync(options.Value.WriteDeadline);

    /// <summary>The headline of a story, if it is known.</summary>
    public async Task<string?> FindTitleAsync(ArticleId article) => await stories.FindAsync(article) is { } story ? story.Title : null;

    /// <summary>How the conversation under a story stands; null while its thread does not answer: that hides no comment from the desk.</summary>
    public async Task<DeskConversation?> FindConversationAsync(ArticleId article)
    {
        try
        {
            if (await stories.FindAsync(article) is not { } story) return null;
            var thread = await cluster.GetGrain<ICommentThreadGrain>(article.Value).GetVersionAsync(default).WaitAsync(options.Value.Deadline);
            var discussion = (await frames.GetSettingsAsync()).Discussion;
            return new(!thread.Open, !ConversationRules.IsOpen(thread with { Open = true }, story, discussion, frames.Now));
        }
        catch (Exception fault) when (ClusterFaults.IsUnavailable(fault))
        {
            return null;
        }
    }

    private async Task<ImmutableArray<DeskItem>> WithStoriesAsync(DeskPage page)
    {
        var known = await Task.WhenAll(page.Items.Select(item => item.Comment.View.Id.Article).Distinct().Select(async article => (article, Story: await stories.ReadAsync(article))));
        var byId = known.ToDictionary(story => story.article, story => story.Story);
        return [.. page.Items.Select(item => new DeskItem(item, byId[item.Comment.View.Id.Article]?.Title ?? ""))];
    }

    // Of an older silo: with all that a page of the desk shows, and fewer at once.
    private async Task<DeskFound?> ReadNextAsync(DeskQuery query, Actor actor) => await Desk.ReadAsync(query, actor) is { } page
        ? new([.. page.Items.Select(item => new FoundComment(item.Comment.View.Id, item.Comment.View.Status))], page.Next, page.Unreachable)
        : null;

    private IModerationDeskGrain Desk => cluster.GetGrain<IModerationDeskGrain>(0);
}
