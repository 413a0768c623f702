using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace OrleansNews.Cluster.Faults;

/// <summary>Compares what was decided with what the desk has: a comment that readers do not see was accepted all the same, and must be neither lost nor there twice.</summary>
internal static class DecisionLedger
{
    private static readonly string[] Queues = ["held", "all", "spam", "trash"];

    /// <summary>Reads every queue of the desk for these stories, and the comments that were decided about.</summary>
    public static async Task<IReadOnlyCollection<OnDesk>> ReadAsync(HttpClient desk, IEnumerable<long> articles, IEnumerable<Decided> decided, CancellationToken cancel)
    {
        var found = new List<(long Id, string Status)>();
        foreach (var article in articles)
        {
            var ofStory = new List<(string Queue, string Status, long Id)>();
            foreach (var queue in Queues) await ReadAsync(queue, article, ofStory);
            // What is held stands among all, too.
            found.AddRange(ofStory.GroupBy(one => (one.Id, one.Status)).SelectMany(one => Enumerable.Repeat(one.Key, one.CountBy(each => each.Queue).Max(each => each.Value))));
        }

        var wanted = decided.Select(decision => decision.Comment.Id).ToHashSet();
        var pages = new ConcurrentDictionary<long, string>();
        await Parallel.ForEachAsync(found.Select(one => one.Id).Where(wanted.Contains).Distinct(), cancel, async (id, end) => pages[id] = await desk.GetStringAsync(string.Create(CultureInfo.InvariantCulture, $"/newsroom/comments/{id}"), end));
        return [.. found.Select(one => new OnDesk(one.Id, one.Status, pages.GetValueOrDefault(one.Id, "")))];

        async Task ReadAsync(string queue, long article, List<(string, string, long)> all)
        {
            string? cursor = null;
            do
            {
                using var answer = await desk.PostAsJsonAsync("/api/moderation/found", new { query = string.Create(CultureInfo.InvariantCulture, $"queue={queue}&story={article}"), cursor }, cancel);
                answer.EnsureSuccessStatusCode();
                var step = (await answer.Content.ReadFromJsonAsync<JsonNode>(cancel))!;
                foreach (var (status, ids) in step["found"]!.AsObject()) all.AddRange(ids!.AsArray().Select(id => (queue, status, id!.GetValue<long>())));
                cursor = step["next"]?.GetValue<string>();
            }
            while (cursor is not null);
        }
    }

    /// <summary>Every breach, as a line; none when all is well.</summary>
    /// <param name="decided">The last decision about each comment.</param>
    /// <param name="found">What the desk has.</param>
    public static IEnumerable<string> Breaches(IReadOnlyCollection<Decided> decided, IReadOnlyCollection<OnDesk> found)
    {
        var byId = found.ToLookup(one => one.Id);
        foreach (var decision in decided.Where(decision => decision.DecidedAt is not null))
        {
            var (status, there) = (decision.Status == "hold" ? "held" : decision.Status, byId[decision.Comment.Id].ToList());
            if (there.Count == 0) yield return $"not on the desk: {decision}";
            else if (there.Count > 1) yield return $"on the desk {there.Count} times, as {string.Join(" and ", there.Select(one => one.Status))}: {decision}";
            else if (there[0].Status != status) yield return $"{there[0].Status} on the desk: {decision}";
            else if (!there[0].Page.Contains(decision.Comment.Text, StringComparison.Ordinal)) yield return $"without its text on the desk: {decision}";
        }
    }
}

/// <summary>A comment as the desk has it: in one of its queues, and the page where it is decided about.</summary>
internal sealed record OnDesk(long Id, string Status, string Page);
