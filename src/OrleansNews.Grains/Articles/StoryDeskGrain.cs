using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Concurrency;
using Orleans.Providers;
using Orleans.Storage;
using OrleansNews.Accounts;

namespace OrleansNews.Articles;

[GrainType("story-desk"), Reentrant]
internal sealed class StoryDeskGrain : Grain, IStoryDeskGrain
{
    private readonly CommittedState<StoryDeskState> _state;
    private readonly TimeProvider _time;

    public StoryDeskGrain(
        [FromKeyedServices(ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME)] IGrainStorage storage,
        [FromKeyedServices(NewsClock.Key)] TimeProvider time)
    {
        _state = new(GrainContext, storage, "story-desk");
        _time = time;
    }

    public override Task OnActivateAsync(CancellationToken cancellationToken) => _state.LoadAsync();

    public Task PutAsync(StoryInHand story) => ChangeAsync(story.Article, DeskEntry.From(story));

    public Task RemoveAsync(ArticleId article, long version) => ChangeAsync(article, new() { Version = version, GoneAt = _time.GetUtcNow() });

    public Task<ImmutableArray<StoryInHand>> ListAsync(Actor actor)
    {
        var now = _time.GetUtcNow();
        var there = _state.Current.Stories.Where(story => StoryDeskRules.IsThere(story.Value, now) && StoryDeskRules.MaySee(actor, story.Value));
        return Task.FromResult<ImmutableArray<StoryInHand>>([.. there.Select(story => story.Value.ToStory(story.Key))]);
    }

    private Task<bool> ChangeAsync(ArticleId article, DeskEntry said)
    {
        if (IStoryDeskGrain.ShardOf(article) != this.GetPrimaryKeyLong()) throw new ArgumentException($"Story {article} is on desk {IStoryDeskGrain.ShardOf(article)}.", nameof(article));
        var now = _time.GetUtcNow();
        return _state.ChangeAsync(state => StoryDeskRules.Put(state, article.Value, said, now));
    }
}
