using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;

namespace OrleansNews.Live;

/// <summary>A lively discussion: comments are posted, edited, hidden and shown again, and every receipt is kept.</summary>
/// <param name="article">The story.</param>
/// <param name="staff">A moderator's client.</param>
/// <param name="posting">Where comments are posted, by number.</param>
internal sealed class Discussion(long article, HttpClient staff, Func<int, HttpClient> posting)
{
    private const int AtOnce = 12;

    private readonly ConcurrentBag<LoggedEvent> _receipts = [];
    private int _posted;

    /// <summary>Posts comments; every tenth is edited, every tenth hidden, and every second of those shown again.</summary>
    /// <param name="comments">How many.</param>
    /// <param name="reachedAsync">Called with the number of comments that are there.</param>
    /// <param name="cancel">Gives up.</param>
    public Task HoldAsync(int comments, Func<int, Task> reachedAsync, CancellationToken cancel) => Parallel.ForEachAsync(
        Enumerable.Range(0, comments), new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancel }, async (number, _) =>
        {
            var id = await PostAsync(number, cancel);
            if (number % 10 == 3) await EditAsync(id, number, cancel);
            if (number % 10 == 5) await DecideAsync(id, "trash", cancel);
            if (number % 20 == 5) await DecideAsync(id, "restore", cancel);
            await reachedAsync(Interlocked.Increment(ref _posted));
        });

    /// <summary>What happened, from the receipts, and what readers see now, from the API.</summary>
    public async Task<LoggedConversation> ReadAsync(CancellationToken cancel)
    {
        var visible = new Dictionary<long, string>();
        for (string? cursor = ""; cursor is not null;)
        {
            var page = (await staff.GetFromJsonAsync<JsonNode>($"/api/articles/{article}/comments?order=oldest&limit=100&cursor={Uri.EscapeDataString(cursor)}", cancel))!;
            foreach (var item in page["items"]!.AsArray().Where(item => item!["status"]!.GetValue<string>() == "approved"))
                visible.Add(item!["id"]!.GetValue<long>(), Reconstruction.MarkIn(Encoding.UTF8.GetBytes(item["html"]!.GetValue<string>())));
            cursor = page["next"]?.GetValue<string>();
        }

        return new([.. _receipts.OrderBy(logged => logged.Sequence)], visible);
    }

    private async Task<long> PostAsync(int number, CancellationToken cancel)
    {
        var answer = await SendAsync(posting(number), HttpMethod.Post, $"/api/articles/{article}/comments", new
        {
            author = $"Reader {number} \u2028 \U0001F6A2",
            email = $"reader{number}@example.org",
            text = $"mark-{number}-0-end\r\n\r\nid: 7:7\n\ndata: {{}}\r\u2028 {new string('x', number % 200)} \U0001F469\u200D\U0001F467",
            parent = (long?)null,
        }, cancel);
        var id = answer["id"]!.GetValue<long>();
        Note(answer, "comment", id);
        return id;
    }

    private async Task EditAsync(long id, int number, CancellationToken cancel) =>
        Note(await SendAsync(staff, HttpMethod.Put, $"/api/comments/{id}", new { text = $"mark-{number}-1-end, edited", version = 1 }, cancel), "edited", id);

    private async Task DecideAsync(long id, string status, CancellationToken cancel) =>
        Note(await SendAsync(staff, HttpMethod.Put, $"/api/comments/{id}/status", new { status }, cancel), "decided", id);

    private void Note(JsonNode receipt, string name, long comment)
    {
        var position = receipt["position"]!.GetValue<string>().Split(':');
        _receipts.Add(new(long.Parse(position[0], CultureInfo.InvariantCulture), long.Parse(position[1], CultureInfo.InvariantCulture), name, comment));
    }

    private static async Task<JsonNode> SendAsync<T>(HttpClient client, HttpMethod method, string address, T body, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(method, address) { Content = JsonContent.Create(body) };
        using var answer = await client.SendAsync(request, cancel);
        Assert.True(answer.IsSuccessStatusCode, $"{method} {address}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(cancel)}");
        return (await answer.Content.ReadFromJsonAsync<JsonNode>(cancel))!;
    }
}
