using System.Collections.Immutable;

namespace OrleansNews.Storage.Text;

/// <summary>What is looked for.</summary>
public sealed record TextQuery
{
    /// <summary>Of each of these at least one phrase must be there. At least one is needed.</summary>
    public required ImmutableArray<ImmutableArray<TextPhrase>> AllOf { get; init; }

    /// <summary>None of these may be there.</summary>
    public ImmutableArray<TextPhrase> NoneOf { get; init; } = [];

    /// <summary>The label that a document must have, or stand below: <c>a/b</c> is below <c>a</c>. Null for any.</summary>
    public string? Label { get; init; }

    /// <summary>Only documents of this moment or later; null for no bound.</summary>
    public long? From { get; init; }

    /// <summary>Only documents before this moment; null for no bound.</summary>
    public long? Until { get; init; }

    /// <summary>The present moment, which ages are counted to.</summary>
    public required long Now { get; init; }

    /// <summary>How much a term counts in each field; empty for the weights of the fields.</summary>
    public ImmutableArray<double> Weights { get; init; } = [];

    /// <summary>How many of the best matches to leave out.</summary>
    public int Skip { get; init; }

    /// <summary>How many matches to answer at most.</summary>
    public required int Take { get; init; }
}

/// <summary>Terms that follow each other.</summary>
/// <param name="Terms">At least one, folded as those of the documents.</param>
/// <param name="IsPrefix">Whether the last term is only the beginning of one.</param>
/// <param name="Field">The number of the only field to look in; null for all.</param>
public sealed record TextPhrase(ImmutableArray<string> Terms, bool IsPrefix = false, int? Field = null);

/// <summary>What was found.</summary>
/// <param name="Ids">The documents asked for, the best first.</param>
/// <param name="Total">How many match in all.</param>
public sealed record TextMatches(ImmutableArray<long> Ids, int Total);
