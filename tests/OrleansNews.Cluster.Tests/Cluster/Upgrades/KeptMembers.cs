using System.Text.Json.Nodes;

namespace OrleansNews.Cluster.Upgrades;

/// <summary>Whether a build kept the members that it does not know of what it wrote again.</summary>
internal static class KeptMembers
{
    // The last commands to an article are noted as a whole, in the place of those before: nothing of these is to be kept.
    private static readonly string[] _notedAnew = [".LastText", ".LastDecision"];

    private const string Owners = ".Owners.";

    /// <summary>The rows of the next build that the old one wrote after it.</summary>
    public static IEnumerable<string> Rewritten(StoredObjects upgraded, StoredObjects back) =>
        upgraded.Rows.Keys.Where(row => upgraded.Marked(row).Any() && back.Rows.TryGetValue(row, out var after) && after.Version != upgraded.Rows[row].Version);

    /// <summary>The texts of comments that bear the next build's member.</summary>
    public static IReadOnlySet<string> MarkedComments(StoredObjects stored) =>
        stored.Objects().Where(one => one.ContainsKey(NextSource.Stored)).Select(TextOf).OfType<string>().ToHashSet(StringComparer.Ordinal);

    /// <summary>Every member that was lost, as a line; none when all is well.</summary>
    /// <param name="upgraded">What the next build had stored.</param>
    /// <param name="back">What is stored since the old build wrote again.</param>
    /// <remarks>
    /// An object that is no longer there was taken away, as an outbox is from the registry when it was delivered; one that was registered again since is another object under its name. What stands in a list may move to another object with it: where it has a name of its own and is
    /// still in the same row, it is found by that; the comments, of which most move, are looked for everywhere, and may not be taken away.
    /// </remarks>
    public static IEnumerable<string> Breaches(StoredObjects upgraded, StoredObjects back)
    {
        foreach (var row in Rewritten(upgraded, back))
        {
            var named = upgraded.Marked(row).Where(path => !path.Contains("[]", StringComparison.Ordinal));
            if (row.StartsWith("article/", StringComparison.Ordinal)) named = named.Except(_notedAnew);
            if (row.StartsWith("outbox-registry/", StringComparison.Ordinal)) named = named.Where(path => !IsRegisteredAnew(upgraded.Rows[row].State, back.Rows[row].State, path));
            foreach (var path in named.Intersect(back.Paths(row)).Except(back.Marked(row))) yield return $"lost from {row}: {path}";
            var after = back.Items(row).ToLookup(item => NameOf(row, item));
            foreach (var item in upgraded.Items(row).Where(item => item.ContainsKey(NextSource.Stored)))
            {
                if (NameOf(row, item) is { } name && after[name].Any(again => !again.ContainsKey(NextSource.Stored))) yield return $"lost from {row}: {name}";
            }
        }

        var comments = MarkedComments(upgraded);
        var again = back.Objects().Where(stored => TextOf(stored) is { } text && comments.Contains(text)).ToList();
        foreach (var gone in comments.Except(again.Select(TextOf))) yield return $"a comment is gone: {gone}";
        foreach (var stored in again.Where(stored => !stored.ContainsKey(NextSource.Stored))) yield return $"lost from a comment: {stored.ToJsonString()}";
    }

    // Places in the desk's queues, lines of the log of moderation, pages of votes.
    private static string? NameOf(string row, JsonObject item) => row.Split('/')[0] switch
    {
        "moderation-queue" when item["id"] is { } comment => $"comment {comment}",
        "moderation-log" when (item["t"], item["m"]) is ({ } time, { } minor) => $"line {time} {minor}",
        "thread-votes" when item["Number"] is { } page => $"page {page}",
        _ => null,
    };

    private static bool IsRegisteredAnew(JsonNode before, JsonNode after, string path)
    {
        return path.StartsWith(Owners, StringComparison.Ordinal) && NumberIn(before) != NumberIn(after);

        long? NumberIn(JsonNode state) => state["Owners"]?[path[Owners.Length..]]?["Number"]?.GetValue<long>();
    }

    private static string? TextOf(JsonObject stored) =>
        stored["x"] is JsonValue value && value.TryGetValue(out string? text) && text.Contains("mark-", StringComparison.Ordinal) ? text : null;
}
