using Orleans.Concurrency;

namespace OrleansNews.Articles;

/// <summary>Which story, or which redirect, an address leads to. Key: the bucket of the path, <see cref="Permalinks.BucketOf"/>.</summary>
[Alias("news.permalink")]
public interface IPermalinkGrain : IGrainWithIntegerKey
{
    /// <summary>
    /// Claims a path for a story. The claim is pending until <see cref="ConfirmAsync"/>; a pending claim older than 60 s whose article does not
    /// carry the path is given up for the next claimant. Durable on return. Returns the owner: <paramref name="article"/> itself when the claim holds.
    /// </summary>
    [Alias("claim")]
    Task<ArticleId> ClaimAsync(string path, ArticleId article);

    /// <summary>
    /// Makes a claim final: the path is the story's own as of <paramref name="revision"/>. Idempotent, and ignored when a later revision has said otherwise.
    /// False when the path belongs to another story: the claim was given up before it was confirmed.
    /// </summary>
    [Alias("confirm")]
    Task<bool> ConfirmAsync(string path, ArticleId article, long revision);

    /// <summary>
    /// Makes <paramref name="path"/>, which belongs to <paramref name="article"/>, lead to the story's new path by redirect as of <paramref name="revision"/>.
    /// Idempotent, and ignored when a later revision has said otherwise. False when the path belongs to another story.
    /// </summary>
    [Alias("redirect")]
    Task<bool> RedirectAsync(string path, ArticleId article, string newPath, long revision);

    /// <summary>Where the path leads; null when nobody holds it.</summary>
    [ReadOnly, Alias("find")]
    Task<PermalinkTarget?> FindAsync(string path);
}

/// <summary>Where a path leads.</summary>
/// <param name="Article">The story.</param>
/// <param name="RedirectTo">The path to redirect to; null when the path is the story's own.</param>
/// <param name="Confirmed">False while only claimed: not for readers yet.</param>
[GenerateSerializer, Immutable, Alias("news.PermalinkTarget")]
public sealed record PermalinkTarget([property: Id(0)] ArticleId Article, [property: Id(1)] string? RedirectTo, [property: Id(2)] bool Confirmed);
