using OrleansNews.Cluster;
using OrleansNews.Listings;

namespace OrleansNews.Articles;

/// <summary>Whoever withdraws a story is told so when no listing shows it any more.</summary>
public sealed class WithdrawingTests : IAsyncLifetime
{
    private readonly NewsCluster _cluster;
    private readonly TaskCompletionSource _told = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private IArticleGrain _article = null!;
    private ArticleSaved _published = null!;
    private string _listing = "";
    private string? _unreachable;
    private bool _isHeld;

    public WithdrawingTests() => _cluster = new()
    {
        ConfigureSilo = silo => silo.AddIncomingGrainCallFilter(async call =>
        {
            if (call.InterfaceMethod.DeclaringType!.Name is var name && name == _unreachable && call.InterfaceMethod.Name is "RemoveAsync" or "PutAsync") throw new TimeoutException("The silo cannot be reached.");
            if (_isHeld && call.InterfaceMethod.DeclaringType == typeof(IListingGrain) && call.InterfaceMethod.Name == nameof(IListingGrain.RemoveAsync)) await _told.Task;
            await call.Invoke();
        }),
    };

    public async ValueTask InitializeAsync()
    {
        await _cluster.InitializeAsync();
        var content = Stories.Harbour.Unique();
        await _cluster.Client.MakeSectionAsync(content.Section);
        _article = await _cluster.Client.NewArticleAsync();
        _published = await _article.PublishedAsync(content);
        _listing = ListingKeys.Category(content.Section!.Slug);
        await Waits.UntilAsync(IsListedAsync, "The story is never listed.");
    }

    public ValueTask DisposeAsync()
    {
        _told.TrySetResult();
        return _cluster.DisposeAsync();
    }

    [Fact]
    public async Task Withdrawal_IsAnsweredBehindTheListings_AndTheStoryIsGoneBefore()
    {
        _isHeld = true;
        var withdrawing = WithdrawAsync();
        await Waits.UntilAsync(async () => (await _article.GetPublishedAsync(0))!.Status == ArticleStatus.Withdrawn, "The story is never gone.");
        Assert.False(withdrawing.IsCompleted);
        Assert.True(await IsListedAsync());

        _told.SetResult();

        Assert.IsType<ArticleSaved>(await withdrawing);
        Assert.False(await IsListedAsync());
    }

    [Fact]
    public async Task Withdrawal_OfWhichAListingCannotBeTold_IsSentAgain()
    {
        _unreachable = nameof(IListingGrain);
        await Assert.ThrowsAsync<TimeoutException>(WithdrawAsync);
        await Assert.ThrowsAsync<TimeoutException>(WithdrawAsync);
        Assert.Equal(ArticleStatus.Withdrawn, (await _article.GetPublishedAsync(0))!.Status);

        _unreachable = null;

        Assert.IsType<ArticleSaved>(await WithdrawAsync());
        Assert.False(await IsListedAsync());
        Assert.Equal(2, (await _article.GetPublishedAsync(0))!.Revision); // It was withdrawn once.
    }

    [Fact]
    public async Task Withdrawal_OfWhichOnlyTheDeskCannotBeTold_IsAnswered()
    {
        _unreachable = nameof(IStoryDeskGrain);
        Assert.IsType<ArticleSaved>(await WithdrawAsync());
        Assert.False(await IsListedAsync());
    }

    private Task<ArticleResult> WithdrawAsync() => _article.WithdrawAsync(new(_published.Version, Stories.Editor, "It was wrong."));

    private async Task<bool> IsListedAsync() =>
        (await _cluster.Client.GetGrain<IListingGrain>(_listing).ReadAsync(new(1, 100))).Items.Any(entry => entry.Article == _article.Id());
}
