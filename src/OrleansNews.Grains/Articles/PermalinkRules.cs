namespace OrleansNews.Articles;

/// <summary>Who gets a path. Pure: the same rules run in the model of the tests.</summary>
internal static class PermalinkRules
{
    /// <summary>How long a claim may stay pending before its story must prove that it carries the path.</summary>
    public static TimeSpan PendingFor { get; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// Claims <paramref name="path"/> unless another story holds it. <paramref name="givenUp"/> is the entry that was found abandoned; it must still be there.
    /// The claimant's own pending claim begins anew, its own confirmed path or redirect stays as it is.
    /// </summary>
    public static (PermalinkState Next, ArticleId Owner) Claim(PermalinkState state, string path, ArticleId article, DateTimeOffset now, PermalinkEntry? givenUp)
    {
        if (state.Paths.TryGetValue(path, out var held) && held != givenUp)
        {
            if (held.Article != article) return (state, held.Article);
            if (!held.IsPending || held.ClaimedAt >= now) return (state, article);
        }

        return (Put(state, path, new() { Article = article, ClaimedAt = now }), article);
    }

    /// <summary>Whether the holder of a path must be asked before another story is refused it.</summary>
    public static bool MayBeAbandoned(PermalinkEntry held, ArticleId claimant, DateTimeOffset now) =>
        held.Article != claimant && held.IsPending && now - held.ClaimedAt > PendingFor;

    /// <summary>
    /// What <paramref name="article"/> says of a path as of <paramref name="revision"/>: its own, or leading to <paramref name="redirectTo"/>. A path that nobody
    /// holds is taken: its claim was lost or never needed.
    /// </summary>
    public static (PermalinkState Next, bool Holds) Settle(PermalinkState state, string path, ArticleId article, string? redirectTo, long revision, DateTimeOffset now)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(revision, 1);
        if (state.Paths.TryGetValue(path, out var held))
        {
            if (held.Article != article) return (state, false);
            if (held.Revision > revision || (held.Revision == revision && held.RedirectTo == redirectTo)) return (state, true);
            return (Put(state, path, held with { RedirectTo = redirectTo, Revision = revision }), true);
        }

        return (Put(state, path, new() { Article = article, RedirectTo = redirectTo, Revision = revision, ClaimedAt = now }), true);
    }

    private static PermalinkState Put(PermalinkState state, string path, PermalinkEntry entry) => state with { Paths = state.Paths.SetItem(path, entry) };
}
