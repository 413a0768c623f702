using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using OrleansNews.Processes;

namespace OrleansNews.Comments;

/// <summary>Posts many comments to one story at once and remembers what was answered to each.</summary>
internal sealed class CommentLoad(long article, int seed, int count)
{
    public static readonly string[] Unlimited = ["--Discussion:RequirePreviouslyApproved=false", "--Discussion:FloodSeconds=0", "--Limits:Enabled=false"];

    private const int AtOnce = 1_000;

    private readonly ConcurrentDictionary<int, long> _accepted = new();
    private readonly ConcurrentBag<int> _cutOff = [];
    private readonly ConcurrentBag<HttpStatusCode> _refusals = [];
    private readonly TaskCompletionSource _enough = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>By number, the ids that were answered with 201.</summary>
    public IReadOnlyDictionary<int, long> Accepted => _accepted;

    /// <summary>Numbers that had reached a connection when it broke: under way when the host died. Those that found nobody listening are not among them.</summary>
    public IReadOnlyCollection<int> CutOff => _cutOff;

    /// <summary>Numbers without a 201 so far: refused at the door, or unknown.</summary>
    public IEnumerable<int> Unanswered => Enumerable.Range(0, count).Where(number => !_accepted.ContainsKey(number));

    /// <summary>The text of a comment.</summary>
    public string TextOf(int number) => $"Comment {number} of load {seed}.";

    /// <summary>Posts all of <paramref name="numbers"/>, in an order that the seed decides; a lost connection leaves a number unanswered.</summary>
    public Task PostAsync(HttpClient client, IEnumerable<int> numbers)
    {
        var order = numbers.ToArray();
        new Random(seed).Shuffle(order);
        return Parallel.ForEachAsync(order, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (number, _) => await PostAsync(client, number));
    }

    /// <summary>Waits until a quarter of the comments is accepted and the load is in full swing.</summary>
    /// <param name="posting">The load; when it ends before that, there is nothing to wait for.</param>
    public async Task WaitForFullSwingAsync(Task posting)
    {
        await Task.WhenAny(_enough.Task, posting);
        if (_enough.Task.IsCompleted) return;
        await posting;
        var refusals = string.Join(", ", _refusals.CountBy(status => status).Select(counted => $"{counted.Value} x {counted.Key}"));
        Assert.Fail($"The load ended with {_accepted.Count} of {count} accepted and {_cutOff.Count} cut off; refused: {refusals}.");
    }

    /// <summary>All comments of the story, page by page: id and text.</summary>
    public async Task<List<(long Id, string Html)>> ReadAllAsync(HttpClient client)
    {
        var all = new List<(long, string)>();
        for (string? cursor = ""; cursor is not null;)
        {
            var page = (await client.GetFromJsonAsync<JsonNode>($"/api/articles/{article}/comments?order=oldest&limit=100&cursor={Uri.EscapeDataString(cursor)}"))!;
            all.AddRange(page["items"]!.AsArray().Select(item => (item!["id"]!.GetValue<long>(), item["html"]!.GetValue<string>())));
            cursor = page["next"]?.GetValue<string>();
        }

        return all;
    }

    private async Task PostAsync(HttpClient client, int number)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/articles/{article}/comments")
        {
            Content = JsonContent.Create(new { author = $"Reader {number}", email = $"reader{number}@example.org", text = TextOf(number) }),
            Headers = { { "Idempotency-Key", $"{seed}-{number}" } },
        };
        try
        {
            using var response = await client.SendAsync(request);
            if (response.StatusCode != HttpStatusCode.Created)
            {
                _refusals.Add(response.StatusCode);
                return;
            }

            var answer = (await response.Content.ReadFromJsonAsync<JsonNode>())!;
            _accepted[number] = answer["id"]!.GetValue<long>();
            if (_accepted.Count >= count / 4) _enough.TrySetResult();
        }
        catch (Exception lost) when (lost is HttpRequestException or IOException)
        {
            // The host died under the request: what became of it is what the test is about. A request with a body is not sent twice by the client.
            if (lost is not HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError }) _cutOff.Add(number);
        }
    }
}
