namespace OrleansNews.Listings;

/// <summary>What this front end knows of how much stories are read: every reading counts less the longer it is ago. Pure bookkeeping, bounded.</summary>
internal sealed class ReadingScores
{
    /// <summary>Stories that are remembered: ten times what is reported, so that one can rise.</summary>
    public const int Remembered = 1_000;

    // Less than this is nobody.
    private const double Least = 0.01;

    private Dictionary<ArticleId, double> _scores = [];

    /// <summary>How many stories are remembered.</summary>
    public int Count => _scores.Count;

    /// <summary>Lets time pass, and adds what was read in it.</summary>
    public void Add(IEnumerable<(ArticleId Article, int Readings)> read, TimeSpan passed, TimeSpan halfLife)
    {
        var left = Math.Pow(0.5, passed / halfLife);
        var scores = _scores.ToDictionary(story => story.Key, story => story.Value * left);
        foreach (var (article, readings) in read) scores[article] = scores.GetValueOrDefault(article) + readings;
        _scores = scores.Where(story => story.Value >= Least).OrderByDescending(story => story.Value).Take(Remembered).ToDictionary();
    }

    /// <summary>The stories that are read most, the first first.</summary>
    public ImmutableArray<StoryReadings> Top(int count) =>
        [.. _scores.OrderByDescending(story => story.Value).ThenByDescending(story => story.Key.Value).Take(count).Select(story => new StoryReadings(story.Key, story.Value))];
}
