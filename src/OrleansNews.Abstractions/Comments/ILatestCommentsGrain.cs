using System.Collections.Immutable;

namespace OrleansNews.Comments;

/// <summary>The newest visible comments of the site, for the "Latest Comments" box. Key: 0. Derived: threads report, and it asks them again after a restart.</summary>
[Alias("news.latest-comments")]
public interface ILatestCommentsGrain : IGrainWithIntegerKey
{
    /// <summary>Replaces what is known of one thread by its newest visible comments (at most 5). An older position is ignored.</summary>
    [Alias("report")]
    Task ReportAsync(ArticleId article, ThreadPosition position, ImmutableArray<CommentView> newest);

    /// <summary>The newest comments, newest first; no items when <paramref name="knownVersion"/> is the current version.</summary>
    [Alias("get")]
    Task<LatestComments> GetAsync(int count, long knownVersion);
}

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
