using Microsoft.Extensions.DependencyInjection;
using Orleans.Concurrency;
using Orleans.Providers;
using Orleans.Storage;

namespace OrleansNews.Articles;

[GrainType("permalink"), Reentrant]
internal sealed class PermalinkGrain : Grain, IPermalinkGrain
{
    private readonly CommittedState<PermalinkState> _state;
    private readonly TimeProvider _time;

    public PermalinkGrain(
        [FromKeyedServices(ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME)] IGrainStorage storage,
        [FromKeyedServices(NewsClock.Key)] TimeProvider time)
    {
        _state = new(GrainContext, storage, "permalink");
        _time = time;
    }

    public override Task OnActivateAsync(CancellationToken cancellationToken) => _state.LoadAsync();

    public async Task<ArticleId> ClaimAsync(string path, ArticleId article)
    {
        RequireOwnPath(path);
        if (!article.IsValid) throw new ArgumentOutOfRangeException(nameof(article), article, "Not a story number.");
        var givenUp = await FindAbandonedAsync(path, article);
        var now = _time.GetUtcNow();
        return await _state.ChangeAsync(state => PermalinkRules.Claim(state, path, article, now, givenUp));
    }

    public Task<bool> ConfirmAsync(string path, ArticleId article, long revision) => SettleAsync(path, article, null, revision);

    public Task<bool> RedirectAsync(string path, ArticleId article, string newPath, long revision)
    {
        ArgumentException.ThrowIfNullOrEmpty(newPath);
        if (newPath == path) throw new ArgumentException($"The path {path} cannot lead to itself.", nameof(newPath));
        return SettleAsync(path, article, newPath, revision);
    }

    public Task<PermalinkTarget?> FindAsync(string path) => Task.FromResult(
        _state.Current.Paths.TryGetValue(path, out var held) ? new PermalinkTarget(held.Article, held.RedirectTo, !held.IsPending) : null);

    private Task<bool> SettleAsync(string path, ArticleId article, string? redirectTo, long revision)
    {
        RequireOwnPath(path);
        var now = _time.GetUtcNow();
        return _state.ChangeAsync(state => PermalinkRules.Settle(state, path, article, redirectTo, revision, now));
    }

    // A crash between claim and commit leaves a pending claim. Its story is asked before the path goes to another one: it may have committed and not yet confirmed.
    private async Task<PermalinkEntry?> FindAbandonedAsync(string path, ArticleId claimant)
    {
        if (!_state.Current.Paths.TryGetValue(path, out var held) || !PermalinkRules.MayBeAbandoned(held, claimant, _time.GetUtcNow())) return null;
        var holder = await GrainFactory.GetGrain<IArticleGrain>(held.Article.Value).GetPublishedAsync(long.MaxValue);
        return holder?.Path == path ? null : held;
    }

    private void RequireOwnPath(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(path.Length, Permalinks.MaxPathLength, nameof(path));
        if (Permalinks.BucketOf(path) != this.GetPrimaryKeyLong()) throw new ArgumentException($"The path {path} is kept by bucket {Permalinks.BucketOf(path)}.", nameof(path));
    }
}
