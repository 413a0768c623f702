using System.Collections.Immutable;

namespace OrleansNews.Articles;

/// <summary>The outcome of a command to a story. Faults (the store does not answer) are exceptions, never results.</summary>
[GenerateSerializer, Immutable, Alias("news.ArticleResult")]
public abstract record ArticleResult;

/// <summary>Done and durable.</summary>
/// <param name="Id">The story.</param>
/// <param name="Version">The version after the command: what the next command must expect.</param>
/// <param name="Status">The status after the command.</param>
/// <param name="Path">The permalink's path, <c>/2026/11/22/slug/</c>; empty while the story was never published.</param>
[GenerateSerializer, Immutable, Alias("news.ArticleSaved")]
public sealed record ArticleSaved(
    [property: Id(0)] ArticleId Id,
    [property: Id(1)] long Version,
    [property: Id(2)] ArticleStatus Status,
    [property: Id(3)] string Path) : ArticleResult;

/// <summary>Somebody else changed the story since <see cref="SaveDraft.ExpectedVersion"/>: nothing was saved.</summary>
/// <param name="CurrentVersion">The version now.</param>
[GenerateSerializer, Immutable, Alias("news.ArticleConflict")]
public sealed record ArticleConflict([property: Id(0)] long CurrentVersion) : ArticleResult;

/// <summary>Fields are missing, too long or impossible: nothing was saved.</summary>
/// <param name="Errors">One or more errors, in the order of the form. A permalink that is taken is an error of <c>slug</c>.</param>
[GenerateSerializer, Immutable, Alias("news.ArticleInvalid")]
public sealed record ArticleInvalid([property: Id(0)] ImmutableArray<FieldError> Errors) : ArticleResult;

/// <summary>The actor may not do this to this story.</summary>
[GenerateSerializer, Immutable, Alias("news.ArticleForbidden")]
public sealed record ArticleForbidden : ArticleResult;

/// <summary>There is no such story, or it is not in a status that allows the command.</summary>
[GenerateSerializer, Immutable, Alias("news.ArticleNotFound")]
public sealed record ArticleNotFound : ArticleResult;

/// <summary>A colleague has the story open and would lose what they write: nothing was saved. Whoever goes on must take over first.</summary>
/// <param name="By">Who has it.</param>
/// <param name="CurrentVersion">The version now.</param>
[GenerateSerializer, Immutable, Alias("news.ArticleLocked")]
public sealed record ArticleLocked([property: Id(0)] EditLock By, [property: Id(1)] long CurrentVersion) : ArticleResult;
