using System.Collections.Immutable;

namespace OrleansNews.Search;

/// <summary>What became of a search.</summary>
[GenerateSerializer, Immutable, Alias("news.SearchAnswer")]
public abstract record SearchAnswer;

/// <summary>It was answered.</summary>
/// <param name="Hits">The page asked for, the best first; empty behind the last page.</param>
/// <param name="Total">How many stories match. The index follows the newspaper within two seconds, and so does this number.</param>
/// <param name="IsComplete">False while the index is being made anew, so that stories are still missing in it.</param>
[GenerateSerializer, Immutable, Alias("news.SearchFound")]
public sealed record SearchFound([property: Id(0)] ImmutableArray<SearchHit> Hits, [property: Id(1)] int Total, [property: Id(2)] bool IsComplete) : SearchAnswer;

/// <summary>It cannot be answered as it is.</summary>
/// <param name="Reason">Why.</param>
[GenerateSerializer, Immutable, Alias("news.SearchRefused")]
public sealed record SearchRefused([property: Id(0)] SearchRefusal Reason) : SearchAnswer;

/// <summary>Why a search cannot be answered.</summary>
public enum SearchRefusal
{
    /// <summary>It has more than <see cref="SearchQuery.MaxLength"/> characters.</summary>
    TooLong,

    /// <summary>It has more than <see cref="SearchQuery.MaxWords"/> words and phrases.</summary>
    TooManyWords,
}

/// <summary>Too many searches wait, or the index is not there yet; trying again in a few seconds may help.</summary>
[GenerateSerializer, Immutable, Alias("news.SearchBusy")]
public sealed record SearchBusy : SearchAnswer;
