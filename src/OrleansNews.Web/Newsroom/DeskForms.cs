using OrleansNews.Accounts;
using OrleansNews.Articles;
using OrleansNews.Listings;
using OrleansNews.Moderation;
using OrleansNews.Site;

namespace OrleansNews.Newsroom;

/// <summary>Shows the desk.</summary>
internal sealed class DeskForms(IClusterClient cluster, SiteFrames frames, StoryDesk desk)
{
    private const int GoneOut = 10;

    public async Task<IResult> ShowAsync(HttpContext context)
    {
        var actor = context.Staff();
        var stories = desk.ReadAsync(actor);
        var listed = cluster.GetGrain<IListingGrain>(ListingKeys.All).ReadAsync(new(1, GoneOut));
        var comments = CountCommentsAsync(actor);
        var model = new DeskModel(await frames.GetAsync(), actor, [.. (await stories).Where(story => story.DiscardedAt is null).OrderByDescending(story => story.SavedAt).ThenByDescending(story => story.Article.Value)], (await listed).Items)
        {
            Comments = await comments,
        };
        return new PageResult<DeskPage, DeskModel>(model, personal: true);
    }

    private async Task<QueueCounts?> CountCommentsAsync(Actor actor)
    {
        if (!actor.May(Permission.ModerateComments)) return null;
        var counts = await Task.WhenAll(Enumerable.Range(0, IModerationQueueGrain.Shards).Select(shard => cluster.GetGrain<IModerationQueueGrain>(shard).CountAsync(actor)));
        return counts.OfType<QueueCounts>().Aggregate((left, right) => left + right);
    }
}
