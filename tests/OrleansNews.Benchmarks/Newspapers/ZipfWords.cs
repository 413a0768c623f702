using System.Globalization;

namespace OrleansNews.Benchmarks.Newspapers;

/// <summary>A vocabulary that is used as people use theirs: the word of rank <c>n</c> about <c>1/n</c> as often as the first.</summary>
internal sealed class ZipfWords
{
    private const int Count = 60_000;

    // Few words are in nearly every text, and readers do not look for them.
    private const int TooCommon = 100;

    private readonly string[] _words = new string[Count];
    private readonly double[] _sums = new double[Count];

    public ZipfWords()
    {
        var random = new Random(11);
        var known = new HashSet<string>(StringComparer.Ordinal);
        for (var rank = 0; rank < Count; rank++)
        {
            // The more common, the shorter.
            var syllables = rank < 100 ? 1 : rank < 3_000 ? 2 : 3;
            string word;
            do word = string.Concat(Enumerable.Range(0, syllables + random.Next(2)).Select(_ => $"{"bcdfghjklmnprstvwz"[random.Next(18)]}{"aeiou"[random.Next(5)]}{(random.Next(2) == 0 ? "" : "lmnrst"[random.Next(6)].ToString(CultureInfo.InvariantCulture))}"));
            while (!known.Add(word));
            _words[rank] = word;
            _sums[rank] = (rank == 0 ? 0 : _sums[rank - 1]) + (1 / (rank + 2.7));
        }
    }

    /// <summary>A text.</summary>
    public string Text(Random random, int words) => string.Join(' ', Enumerable.Range(0, words).Select(_ => Word(random, 0)));

    /// <summary>One to three words that a reader may look for.</summary>
    public string Question(Random random) => string.Join(' ', Enumerable.Range(0, 1 + random.Next(3)).Select(_ => Word(random, TooCommon)));

    /// <summary>A word that is in very many texts.</summary>
    public string CommonWord(Random random) => _words[random.Next(TooCommon)];

    private string Word(Random random, int leastRank)
    {
        var least = leastRank == 0 ? 0 : _sums[leastRank - 1];
        var found = Array.BinarySearch(_sums, least + (random.NextDouble() * (_sums[^1] - least)));
        return _words[Math.Min(Count - 1, found < 0 ? ~found : found)];
    }
}
