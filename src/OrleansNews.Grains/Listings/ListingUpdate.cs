namespace OrleansNews.Listings;

/// <summary>What a listing is told about one story.</summary>
/// <param name="Article">The story.</param>
/// <param name="Revision">As of which revision.</param>
/// <param name="Entry">The entry; null removes the story.</param>
internal sealed record ListingUpdate(ArticleId Article, long Revision, ListingEntry? Entry)
{
    /// <summary>Says nothing of the story but that it is worth another look.</summary>
    public bool IsTouch { get; private init; }

    /// <summary>A story to be looked at again.</summary>
    public static ListingUpdate Touch(ArticleId article) => new(article, 0, null) { IsTouch = true };

    /// <summary>
    /// Whether this says something newer than what is known: a later revision; or, of the same revision, that the story is gone. What is known already is nothing
    /// newer, so a repeated delivery changes nothing.
    /// </summary>
    public bool Supersedes(long knownRevision, bool knownAsRemoved) =>
        Revision > knownRevision || (Revision == knownRevision && Entry is null && !knownAsRemoved);

    /// <summary>The updates that count among several: the newest of each story.</summary>
    public static IReadOnlyCollection<ListingUpdate> Newest(IEnumerable<ListingUpdate> updates)
    {
        var newest = new Dictionary<ArticleId, ListingUpdate>();
        foreach (var update in updates)
        {
            if (!newest.TryGetValue(update.Article, out var other) || update.Supersedes(other.Revision, other.Entry is null)) newest[update.Article] = update;
        }

        return newest.Values;
    }
}
