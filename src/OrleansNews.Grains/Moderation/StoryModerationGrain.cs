using Microsoft.Extensions.DependencyInjection;
using Orleans.Concurrency;
using Orleans.Providers;
using Orleans.Storage;
using OrleansNews.Accounts;

namespace OrleansNews.Moderation;

[GrainType("story-moderation"), Reentrant]
internal sealed class StoryModerationGrain : Grain, IStoryModerationGrain
{
    private readonly CommittedState<StoryModerationState> _state;

    public StoryModerationGrain([FromKeyedServices(ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME)] IGrainStorage storage) =>
        _state = new(GrainContext, storage, "story-moderation");

    public override Task OnActivateAsync(CancellationToken cancellationToken) => _state.LoadAsync();

    public Task<StoryModeration> GetAsync(StoryModeration otherwise) =>
        Task.FromResult(_state.Current.Mode == StoryModeration.Site ? otherwise : _state.Current.Mode);

    public async Task<bool> SetAsync(StoryModeration mode, Actor actor)
    {
        if (!actor.May(Permission.ModerateComments) || !Enum.IsDefined(mode)) return false;
        await _state.ChangeAsync(state => (state.Mode == mode ? state : state with { Mode = mode }, true));
        return true;
    }
}
