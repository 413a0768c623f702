namespace OrleansNews.Rooms;

/// <summary>Finds circles in what uses what.</summary>
internal static class Cycles
{
    /// <summary>Each group of nodes that can all reach each other, with the uses that make it so.</summary>
    public static IEnumerable<string> Find(IEnumerable<(string From, string To, string Because)> uses)
    {
        var edges = uses.ToList();
        var next = edges.ToLookup(edge => edge.From, edge => edge.To, StringComparer.Ordinal);
        var reach = next.ToDictionary(node => node.Key, node => Reachable(node.Key, next), StringComparer.Ordinal);
        var circles = reach.Where(node => node.Value.Contains(node.Key))
            .GroupBy(node => string.Join(" + ", node.Value.Where(other => reach.TryGetValue(other, out var back) && back.Contains(node.Key)).Order(StringComparer.Ordinal)));
        foreach (var circle in circles)
        {
            var members = circle.Select(node => node.Key).ToHashSet(StringComparer.Ordinal);
            var reasons = edges.Where(edge => members.Contains(edge.From) && members.Contains(edge.To))
                .GroupBy(edge => (edge.From, edge.To)).Select(edge => $"{edge.Key.From} -> {edge.Key.To}: {edge.First().Because}");
            yield return $"{circle.Key}\n    {string.Join("\n    ", reasons)}";
        }
    }

    private static HashSet<string> Reachable(string start, ILookup<string, string> next)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>(next[start]);
        while (open.TryPop(out var node))
        {
            if (!seen.Add(node)) continue;
            foreach (var target in next[node]) open.Push(target);
        }

        return seen;
    }
}
