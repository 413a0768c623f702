using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using OrleansNews.Accounts;
using OrleansNews.Benchmarks.Measuring;

namespace OrleansNews.Benchmarks.Moderation;

/// <summary>A moderator's browser: pages of the desk, the numbers beside the queues, and decisions about a thousand at a time.</summary>
internal sealed class Moderator(HttpClient client) : IDisposable
{
    /// <summary>What is read, as the desk's own scripts and links read it.</summary>
    public static readonly IReadOnlyList<DeskRead> Reads =
    [
        new("first page of the queue of held comments", _ => "/newsroom/comments?queue=held"),
        new("first page of the queue of spam", _ => "/newsroom/comments?queue=spam"),
        new("numbers beside the queues", _ => "/api/moderation/counts"),
        new("held comments of a story on which little is said, in the shard that the wave fills", quiet => string.Create(CultureInfo.InvariantCulture, $"/newsroom/comments?queue=held&story={quiet}"), IsFilter: true),
        new("held comments with a word that none of them has", _ => "/newsroom/comments?queue=held&s=zanzibar", IsFilter: true),
    ];

    // Often enough for a percentile; a desk that is asked without a pause would compete with itself.
    private static readonly TimeSpan _between = TimeSpan.FromMilliseconds(50);

    // Faster than anybody looks at what they decide about.
    private static readonly TimeSpan _betweenDecisions = TimeSpan.FromSeconds(3);

    public static async Task<Moderator> SignInAsync(HostProcess host, string data, string login = "moderator")
    {
        await StaffAccounts.CreateAsync(data, login, Role.Administrator);
        return new(await StaffAccounts.SignInAsync(host, login));
    }

    /// <summary>
    /// Reads all of <see cref="Reads"/> again and again; returns what each took. The pages for a time, side by side; then, for half as long, what filters find: it costs so much more that it would
    /// be measured with them.
    /// </summary>
    /// <param name="quiet">The story on which little is said.</param>
    public async Task<IReadOnlyList<LoadResult>> ReadAsync(long quiet, TimeSpan warmUp, TimeSpan duration) =>
    [
        .. await Task.WhenAll(Reads.Where(read => !read.IsFilter).Select(read => ReadAsync(read.AddressOf(quiet), warmUp, duration))),
        .. await Task.WhenAll(Reads.Where(read => read.IsFilter).Select(read => ReadAsync(read.AddressOf(quiet), warmUp / 2, duration / 2))),
    ];

    public async Task ReadOnceAsync(string address)
    {
        using var answer = await client.GetAsync(address);
        answer.EnsureSuccessStatusCode();
        await answer.Content.CopyToAsync(Stream.Null);
    }

    /// <summary>Whether a page of the desk shows a word.</summary>
    public async Task<bool> SeesAsync(string address, string word)
    {
        using var answer = await client.GetAsync(address);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadAsStringAsync()).Contains(word, StringComparison.Ordinal);
    }

    /// <summary>Decides about one comment, whatever it is.</summary>
    public async Task DecideAsync(long comment, string decision)
    {
        var outcome = await SendAsync("/api/moderation/decisions", new { ids = new[] { comment }, decision }, []);
        if (outcome.GetProperty("changed").GetArrayLength() != 1) throw new InvalidOperationException($"The decision {decision} changed nothing.");
    }

    /// <summary>How many are held.</summary>
    public async Task<int> CountHeldAsync() => (await client.GetFromJsonAsync<JsonElement>("/api/moderation/counts")).GetProperty("held").GetInt32();

    /// <summary>Waits until so many are held: the queues hear of a comment a moment after its sender.</summary>
    public async Task UntilHeldAsync(int count)
    {
        while (await CountHeldAsync() != count) await Task.Delay(100);
    }

    /// <summary>Calls a thousand held comments spam and takes it back, again and again until told to stop; returns how long each of these decisions took, in milliseconds.</summary>
    public async Task<IReadOnlyList<double>> DecideAsync(Task until)
    {
        var took = new List<double>();
        while (!until.IsCompleted)
        {
            var decided = await SendAsync("/api/moderation/bulk", new { query = "queue=held", decision = "spam" }, took);
            var ids = decided.GetProperty("changed").EnumerateArray().Select(id => id.GetInt64()).ToArray();
            if (ids.Length > 0) await SendAsync("/api/moderation/decisions", new { ids, decision = "hold", expected = "spam" }, took);
            await Task.WhenAny(until, Task.Delay(_betweenDecisions));
        }

        return took;
    }

    /// <summary>Calls so many of the newest held comments spam, for good.</summary>
    public async Task<int> CallSpamAsync() => (await SendAsync("/api/moderation/bulk", new { query = "queue=held", decision = "spam" }, [])).GetProperty("changed").GetArrayLength();

    public void Dispose() => client.Dispose();

    private Task<LoadResult> ReadAsync(string address, TimeSpan warmUp, TimeSpan duration) => PacedLoad.RunAsync(warmUp, duration, _between, () => ReadOnceAsync(address));

    private async Task<JsonElement> SendAsync(string address, object input, List<double> took)
    {
        var started = System.Diagnostics.Stopwatch.GetTimestamp();
        using var answer = await client.PostAsJsonAsync(address, input);
        answer.EnsureSuccessStatusCode();
        var outcome = await answer.Content.ReadFromJsonAsync<JsonElement>();
        took.Add(System.Diagnostics.Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        if (outcome.GetProperty("failed").GetArrayLength() is > 0 and var failed) throw new InvalidOperationException($"{failed} comments were not decided about.");
        return outcome;
    }
}
