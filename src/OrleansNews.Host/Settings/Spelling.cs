namespace OrleansNews.Settings;

/// <summary>Finds what somebody meant who mistyped it.</summary>
internal static class Spelling
{
    private const int MostSlips = 3;

    /// <summary>The word that is fewest letters away, whatever their case: changed, added or left out. Null when none is near.</summary>
    public static string? Nearest(string typed, IEnumerable<string> words)
    {
        var (word, slips) = words.Order(StringComparer.Ordinal).Select(word => (word, Slips(typed, word))).MinBy(pair => pair.Item2);
        return word is not null && slips <= MostSlips ? word : null;
    }

    // Levenshtein's distance, a row at a time.
    private static int Slips(string typed, string word)
    {
        var row = Enumerable.Range(0, word.Length + 1).ToArray();
        for (var i = 1; i <= typed.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= word.Length; j++)
            {
                var changed = diagonal + (char.ToLowerInvariant(typed[i - 1]) == char.ToLowerInvariant(word[j - 1]) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(changed, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
