using System.Collections.Immutable;

namespace OrleansNews.Search;

/// <summary>
/// Where a silo keeps what it can be asked for: a local copy of which words are in which story. It can be made anew at any time. Its calls never block the caller's thread, and what
/// waits for it is bounded.
/// </summary>
public interface ISearchIndex
{
    /// <summary>Up to which position of the listing of all stories the index follows; 0 for one that is empty, which it is after it was found damaged, too.</summary>
    Task<long> GetPositionAsync();

    /// <summary>
    /// Takes stories in and out and goes on from one position to another, all of it or nothing. False, and nothing is changed, when the index is not at <paramref name="from"/>:
    /// it was made anew meanwhile.
    /// </summary>
    /// <param name="stories">Taken in.</param>
    /// <param name="removed">Taken out.</param>
    /// <param name="from">Where the index must be.</param>
    /// <param name="position">Where it is then.</param>
    /// <param name="unread">Could not be read. They are found by what the index knows of them, and noted until they are taken in or out.</param>
    Task<bool> ApplyAsync(IReadOnlyList<IndexedStory> stories, IReadOnlyList<ArticleId> removed, long from, long position, IReadOnlyList<ArticleId>? unread = null);

    /// <summary>Some of those that are noted as unread, by chance.</summary>
    Task<IReadOnlyList<ArticleId>> SomeUnreadAsync(int most);

    /// <summary>Forgets everything and begins at position 0.</summary>
    Task ResetAsync();

    /// <summary>Finds stories.</summary>
    /// <exception cref="SearchUnavailableException">Too many ask, or the index cannot be read.</exception>
    Task<IndexMatches> FindAsync(IndexQuery query);
}

/// <summary>What the index is told of a story: its words as <see cref="WordReader"/> folds them, separated by spaces.</summary>
/// <param name="Id">The story.</param>
/// <param name="Words">The words of each <see cref="IndexField"/>, by its number.</param>
/// <param name="Section">The path of the section; empty for none.</param>
/// <param name="PublishedAt">First publication.</param>
public sealed record IndexedStory(ArticleId Id, ImmutableArray<string> Words, string Section, DateTimeOffset PublishedAt);

/// <summary>What the index is asked.</summary>
/// <param name="AllOf">Of each of these at least one phrase must be there. At least one is needed.</param>
/// <param name="NoneOf">None of these may be there.</param>
/// <param name="Now">The present moment: newer stories count a little more.</param>
/// <param name="Skip">How many of the best matches to leave out.</param>
/// <param name="Take">How many matches to answer at most.</param>
/// <param name="Section">Only stories of this section, by path, and of those below it; empty for all.</param>
/// <param name="From">Only stories first published at this moment or later.</param>
/// <param name="Until">Only stories first published before this moment.</param>
/// <param name="Weights">What a word counts in each <see cref="IndexField"/>, by its number; not set for <see cref="IndexFields.Weights"/>.</param>
public sealed record IndexQuery(
    ImmutableArray<ImmutableArray<WordPhrase>> AllOf,
    ImmutableArray<WordPhrase> NoneOf,
    DateTimeOffset Now,
    int Skip,
    int Take,
    string Section = "",
    DateTimeOffset? From = null,
    DateTimeOffset? Until = null,
    ImmutableArray<double> Weights = default);

/// <summary>Folded words that follow each other.</summary>
/// <param name="Words">At least one.</param>
/// <param name="IsPrefix">Whether the last word may go on.</param>
/// <param name="Field">The only field to look in; null for all.</param>
public sealed record WordPhrase(ImmutableArray<string> Words, bool IsPrefix = false, IndexField? Field = null);

/// <summary>What the index answers.</summary>
/// <param name="Stories">The matches asked for, the best first.</param>
/// <param name="Total">How many there are in all.</param>
public sealed record IndexMatches(ImmutableArray<ArticleId> Stories, int Total);

/// <summary>The index could not answer. Trying again in a moment may help.</summary>
public sealed class SearchUnavailableException(string message, Exception inner) : Exception(message, inner);
