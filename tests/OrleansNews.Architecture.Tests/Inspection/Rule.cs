namespace OrleansNews.Inspection;

/// <summary>How a broken rule is told.</summary>
internal static class Rule
{
    /// <summary>Fails with every violation and what to do about it.</summary>
    public static void Holds(string rule, IEnumerable<string> violations)
    {
        var found = violations.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        Assert.True(found.Count == 0, $"{rule}\n  {string.Join("\n  ", found)}");
    }

    /// <summary>Fails unless exactly one violation is found and it names <paramref name="culprit"/>: the rule sees what it is there to see.</summary>
    public static void Catches(string culprit, IEnumerable<string> violations) =>
        Assert.Contains(culprit, Assert.Single(violations.Distinct(StringComparer.Ordinal)), StringComparison.Ordinal);
}
