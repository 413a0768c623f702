using OrleansNews.Benchmarks.Measuring;

namespace OrleansNews.Benchmarks.Moderation;

/// <summary>
/// Readers who come at a steady pace, as those of a newspaper do: what they wait for says whether something else slows them. Readers who ask as fast as they can take every processor that is left,
/// and say how much of it that is.
/// </summary>
internal static class PacedReaders
{
    /// <summary>Requests a second for each address.</summary>
    public const int PerSecond = 200;

    private const int Readers = 10;

    private static readonly TimeSpan _between = TimeSpan.FromSeconds((double)Readers / PerSecond);

    /// <summary>Reads all addresses side by side for a time; returns what each took.</summary>
    public static async Task<IReadOnlyList<LoadResult>> ReadAsync(HttpClient client, IReadOnlyList<string> addresses, TimeSpan duration) =>
        await Task.WhenAll(addresses.Select(address => ReadAsync(client, address, duration)));

    private static async Task<LoadResult> ReadAsync(HttpClient client, string address, TimeSpan duration)
    {
        var found = await Task.WhenAll(Enumerable.Range(0, Readers).Select(async reader =>
        {
            // Not all at once.
            await Task.Delay(_between * reader / Readers);
            return await PacedLoad.RunAsync(TimeSpan.Zero, duration, _between, ReadOnceAsync);
        }));
        return new(found[0].Elapsed, [.. found.SelectMany(one => one.SortedTicks).Order()]);

        async Task ReadOnceAsync()
        {
            using var answer = await client.GetAsync(address);
            answer.EnsureSuccessStatusCode();
            await answer.Content.CopyToAsync(Stream.Null);
        }
    }
}
