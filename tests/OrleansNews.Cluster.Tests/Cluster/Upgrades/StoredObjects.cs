using System.Text.Json.Nodes;
using OrleansNews.Processes;

namespace OrleansNews.Cluster.Upgrades;

/// <summary>What a cluster has stored, by the grains that it belongs to.</summary>
/// <param name="Rows">Kind of state and key, the version, and the object.</param>
internal sealed record StoredObjects(IReadOnlyDictionary<string, (string Version, JsonNode State)> Rows)
{
    // PostgreSQL breaks base64 into lines.
    private const string Query = """
        SELECT concat_ws('/', graintypestring, grainidhash, grainidn0, grainidn1, grainidextensionstring) || E'\t' || version || E'\t' || translate(encode(payloadbinary, 'base64'), E'\n', '')
        FROM orleansstorage WHERE payloadbinary IS NOT NULL
        """;

    /// <summary>Reads all that is JSON.</summary>
    public static async Task<StoredObjects> ReadAsync(PostgresServer server, string database)
    {
        var text = (await server.SqlAsync(database, Query)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return new(text.Select(line => line.Split('\t')).ToDictionary(row => row[0], row => (row[1], JsonNode.Parse(Convert.FromBase64String(row[2]))!), StringComparer.Ordinal));
    }

    /// <summary>Paths, from the row on, of all objects that bear a member of the next release.</summary>
    public IEnumerable<string> Marked(string row) => Walk(row).Where(at => at.Object.ContainsKey(NextSource.Stored)).Select(at => at.Path).Distinct();

    /// <summary>Paths, from the row on, of all objects.</summary>
    public IEnumerable<string> Paths(string row) => Walk(row).Select(at => at.Path).Distinct();

    /// <summary>The objects that stand in lists of a row.</summary>
    public IEnumerable<JsonObject> Items(string row) => Walk(row).Where(at => at.Path.EndsWith("[]", StringComparison.Ordinal)).Select(at => at.Object);

    /// <summary>Every object anywhere in what is stored.</summary>
    public IEnumerable<JsonObject> Objects() => Rows.Values.SelectMany(row => Walk(row.State, "")).Select(at => at.Object);

    private IEnumerable<(string Path, JsonObject Object)> Walk(string row) => Rows.TryGetValue(row, out var stored) ? Walk(stored.State, "") : [];

    private static IEnumerable<(string Path, JsonObject Object)> Walk(JsonNode? node, string path) => node switch
    {
        JsonObject members => members.SelectMany(member => Walk(member.Value, $"{path}.{member.Key}")).Prepend((path, members)),
        JsonArray items => items.SelectMany(item => Walk(item, path + "[]")),
        _ => [],
    };
}
