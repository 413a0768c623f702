using OrleansNews.Cluster;

namespace OrleansNews.Listings;

/// <summary>Updates of a listing that meet at it.</summary>
public sealed class ListingBatchTests : IAsyncLifetime
{
    private const int Others = 20;

    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    private readonly TaskCompletionSource _allArrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly NewsCluster _cluster;
    private int _arrived;

    public ListingBatchTests() => _cluster = new()
    {
        ConfigureSilo = silo => silo.AddIncomingGrainCallFilter(call =>
        {
            // Behind the call that is let in first, and the one that the storage holds.
            if (call.MethodName == nameof(IListingGrain.PutAsync) && Interlocked.Increment(ref _arrived) == Others + 2) _allArrived.TrySetResult();
            return call.Invoke();
        }),
    };

    public ValueTask InitializeAsync() => _cluster.InitializeAsync();

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task Put_WhileAWriteIsInFlight_JoinsOneBatch()
    {
        var listing = _cluster.Client.GetGrain<IListingGrain>(ListingKeys.Tag("harbour"));
        await listing.PutAsync([Entry(1)]);
        var gate = _cluster.Storage.Hold(StorageOperation.Write, "listing");
        var second = listing.PutAsync([Entry(2)]);
        await gate.Reached.WaitAsync(Cancel);

        var others = Enumerable.Range(3, Others).Select(i => listing.PutAsync([Entry(i)])).ToList();
        await _allArrived.Task.WaitAsync(Cancel);
        Assert.Equal(1, (await listing.ReadAsync(new(1, 10))).Total); // not durable, not seen
        gate.Open();
        await Task.WhenAll(others.Append(second));

        Assert.Equal(2 + Others, (await listing.ReadAsync(new(1, 10))).Total);
        Assert.Equal(3, _cluster.Storage.CountOf(StorageOperation.Write, "listing", listing.GetGrainId()));
    }

    private static ListingEntry Entry(int article) => new()
    {
        Article = new(article),
        Revision = 1,
        Path = $"/2026/11/22/story-{article}/",
        Title = $"Story {article}",
        Section = new("local", "Local"),
        PublishedAt = new DateTimeOffset(2026, 11, 22, 9, 0, 0, TimeSpan.Zero).AddMinutes(article),
    };
}
