namespace OrleansNews.Site;

/// <summary>
/// Stories to which comments were only added since their copies were made: a busy one grows many times a second, and its page is made anew for the copy once in <see cref="FollowEvery"/>.
/// Who reads the page meanwhile has it checked as ever, when it is as old as <see cref="ReadOptions.FreshFor"/>.
/// </summary>
internal sealed class GrownStories(TimeProvider time)
{
    internal static readonly TimeSpan FollowEvery = TimeSpan.FromSeconds(10);

    private readonly Dictionary<ArticleId, long> _since = [];

    /// <summary>For how long a copy may lack a comment; zero when none does.</summary>
    public TimeSpan Behind => _since.Count == 0 ? TimeSpan.Zero : time.GetElapsedTime(_since.Values.Min());

    /// <summary>Stories have grown, none of them before <paramref name="since"/>.</summary>
    public void Add(IEnumerable<ArticleId> stories, long since)
    {
        foreach (var story in stories) _since.TryAdd(story, since);
    }

    /// <summary>Those that are to be followed now.</summary>
    public IReadOnlyList<ArticleId> Due() => [.. _since.Where(story => time.GetElapsedTime(story.Value) >= FollowEvery).Select(story => story.Key)];

    /// <summary>Stories were looked at: what was added before is in their copies.</summary>
    public void Remove(IEnumerable<ArticleId> stories)
    {
        foreach (var story in stories) _since.Remove(story);
    }
}
