using System.Collections.Immutable;
using Orleans.Concurrency;
using OrleansNews.Accounts;
using OrleansNews.Site;

namespace OrleansNews.Moderation;

[GrainType("moderation-log"), StatelessWorker, Reentrant]
internal sealed class ModerationLogGrain : Grain, IModerationLogGrain
{
    public async Task<LogPage?> ReadAsync(LogQuery query, Actor actor) => actor.May(Permission.ModerateComments) ? await MergeAsync(query, actor) : null;

    public async Task<LogPage?> ReadPublicAsync(LogQuery query)
    {
        if (await GrainFactory.GetGrain<ISiteGrain>(0).GetAsync(0) is not { Discussion.PublicModerationLog: true }) return null;
        var page = await MergeAsync(query with { Moderator = "", IsPublic = true }, Actor.System);
        // A silo of the build before does not look at who asks: what it found by a story that nobody may know of is left out here.
        return page with { Entries = [.. page.Entries.Select(LogRules.ForEverybody).Where(entry => query.Article is not { } article || entry.Article == article)] };
    }

    private async Task<LogPage> MergeAsync(LogQuery query, Actor actor)
    {
        IEnumerable<int> shards = query.Article is { } article ? [IModerationLogShardGrain.ShardOf(article)] : Enumerable.Range(0, IModerationLogShardGrain.Shards);
        var parts = await Task.WhenAll(shards.Select(shard => GrainFactory.GetGrain<IModerationLogShardGrain>(shard).ReadAsync(query, actor)));
        return LogRules.Merge([.. parts.OfType<LogPage>()], query.Limit);
    }
}
