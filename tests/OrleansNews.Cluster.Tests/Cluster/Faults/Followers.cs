using System.Globalization;
using OrleansNews.Live;
using OrleansNews.Processes;

namespace OrleansNews.Cluster.Faults;

/// <summary>Readers of the live feeds of several stories, from their beginning to their end.</summary>
internal sealed class Followers(HttpMessageInvoker http, IReadOnlyList<HostProcess> fronts, int seed) : IAsyncDisposable
{
    private readonly List<Uri> _sites = [.. fronts.Select(front => front.Site)];
    private readonly Dictionary<long, Following> _all = [];
    private readonly CancellationTokenSource _end = new();

    /// <summary>How often they connected.</summary>
    public int Connections => _all.Values.SelectMany(following => following.Readers).Sum(reader => reader.Connections);

    public bool Follows(long article) => _all.ContainsKey(article);

    public void Follow(long article, int count, CancellationToken cancel)
    {
        var end = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel, _end.Token);
        var readers = Enumerable.Range(0, count).Select(number => new RestlessReader(
            http, new Random(unchecked((((seed * 31) + (int)article) * 31) + number)), random => new(_sites[random.Next(_sites.Count)], string.Create(CultureInfo.InvariantCulture, $"/api/articles/{article}/live")))).ToArray();
        _all.Add(article, new(readers, end, Task.WhenAll(readers.Select(reader => Task.Run(() => reader.ReadAsync(end.Task, stop.Token), stop.Token))), stop));
    }

    /// <summary>What the readers of a story have read when they have reached its end.</summary>
    public async Task<IEnumerable<Reconstruction>> EndAsync(long article, string end)
    {
        var following = _all[article];
        following.End.TrySetResult(end);
        await following.Reading;
        return following.Readers.Select(reader => reader.Reconstruction);
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        foreach (var following in _all.Values)
        {
            following.End.TrySetCanceled();
            await following.Reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            following.Stop.Dispose();
        }

        _end.Dispose();
    }

    private sealed record Following(RestlessReader[] Readers, TaskCompletionSource<string> End, Task Reading, CancellationTokenSource Stop);
}
