using System.Collections.Immutable;

namespace OrleansNews.Comments;

/// <summary>The newest visible comments of the site, for the "Latest Comments" box. Key: 0. Derived: threads report, and it asks them again after a restart.</summary>
[Alias("news.latest-comments")]
public interface ILatestCommentsGrain : IGrainWithIntegerKey
{
    /// <summary>Replaces what is known of one thread by its newest visible comments (at most 5). An older position is ignored.</summary>
    /// <param name="article">The story.</param>
    /// <param name="position">How far the thread is.</param>
    /// <param name="newest">Its newest visible comments.</param>
    /// <param name="heat">Its visible comments, each counting half as much for every day since it was posted.</param>
    /// <param name="onlyAdds">Whether nothing that readers saw was hidden or changed since the last report: pages without the change are old, and not wrong.</param>
    [Alias("report")]
    Task ReportAsync(ArticleId article, ThreadPosition position, ImmutableArray<CommentView> newest, double heat = 0, bool onlyAdds = false);

    /// <summary>The stories with the most visible comments of late, the first first. They may have been withdrawn: who shows them asks each.</summary>
    /// <param name="count">At most so many, 1 to 100.</param>
    [Alias("most-discussed")]
    Task<ImmutableArray<ArticleId>> GetMostDiscussedAsync(int count);

    /// <summary>The newest comments, newest first; no items when <paramref name="knownVersion"/> is the current version.</summary>
    [Alias("get")]
    Task<LatestComments> GetAsync(int count, long knownVersion);

    /// <summary>
    /// The stories whose threads reported a visible change after <paramref name="after"/>, a <see cref="ThreadChanges.Version"/> of before. A front end that keeps copies of pages
    /// it does not serve learns from here which of them hold a text that was hidden.
    /// </summary>
    [Alias("changes")]
    Task<ThreadChanges> GetChangesAsync(long after);

    /// <summary>Something else on a story's pages changed, which <see cref="GetChangesAsync"/> tells from then on: the entries of a live story.</summary>
    /// <param name="article">The story.</param>
    /// <param name="onlyAdds">Whether nothing that readers saw was taken away or changed.</param>
    [Alias("note-change")]
    Task NoteChangeAsync(ArticleId article, bool onlyAdds);
}

/// <summary>Which threads changed.</summary>
/// <param name="Articles">The stories, each once, in no order; empty with a reset.</param>
/// <param name="Version">To ask from the next time.</param>
/// <param name="Reset">Whether it is not known what changed since: every thread may have.</param>
/// <param name="Added">Those of the stories under which comments were added and nothing else happened.</param>
[GenerateSerializer, Immutable, Alias("news.ThreadChanges")]
public sealed record ThreadChanges(
    [property: Id(0)] ImmutableArray<ArticleId> Articles, [property: Id(1)] long Version, [property: Id(2)] bool Reset, [property: Id(3)] ImmutableArray<ArticleId> Added = default);

/// <summary>The newest comments of the site.</summary>
/// <param name="Items">Newest first.</param>
/// <param name="Version">Moves with every change.</param>
[GenerateSerializer, Immutable, Alias("news.LatestComments")]
public sealed record LatestComments([property: Id(0)] ImmutableArray<LatestComment> Items, [property: Id(1)] long Version);

/// <summary>A comment with the story it stands under.</summary>
/// <param name="Comment">The comment.</param>
/// <param name="ArticleTitle">The story's headline.</param>
/// <param name="ArticlePath">The story's path.</param>
[GenerateSerializer, Immutable, Alias("news.LatestComment")]
public sealed record LatestComment([property: Id(0)] CommentView Comment, [property: Id(1)] string ArticleTitle, [property: Id(2)] string ArticlePath);
