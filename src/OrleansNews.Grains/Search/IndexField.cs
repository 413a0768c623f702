using System.Collections.Immutable;

namespace OrleansNews.Search;

/// <summary>The parts of a story that have words of their own in the index.</summary>
public enum IndexField
{
    /// <summary>The headline.</summary>
    Title,

    /// <summary>The standfirst, and what listings show where that is something else.</summary>
    Standfirst,

    /// <summary>The text.</summary>
    Body,

    /// <summary>The names of the tags.</summary>
    Tags,

    /// <summary>The name of the section.</summary>
    Section,

    /// <summary>The names in the byline.</summary>
    Authors,
}

/// <summary>What a word counts, by where it is.</summary>
public static class IndexFields
{
    /// <summary>Changes whenever <see cref="WordReader"/> folds words in another way, or a story gives the index other words: indexes are made anew then.</summary>
    public const int WordsVersion = 2;

    /// <summary>The weight of each <see cref="IndexField"/>, by its number: who has a word in the headline is about it, who has it in the text may only mention it.</summary>
    public static ImmutableArray<double> Weights { get; } = [10, 4, 1, 6, 2, 5];
}
