using System.Collections.Immutable;
using OrleansNews.Articles;

namespace OrleansNews.Search;

/// <summary>What to ask the index for stories like one: any of its tags among their tags, any word of its headline in theirs.</summary>
internal static class RelatedQuery
{
    private const int MostTags = 8;
    private const int MostWords = 8;

    // Shorter words say little, in whatever language.
    private const int ShortestWord = 5;

    /// <summary>What a word counts in each <see cref="IndexField"/>: a tag was chosen, a word of the headline may have happened.</summary>
    public static ImmutableArray<double> Weights { get; } = [3, 0, 0, 10, 0, 0];

    /// <summary>The phrases, any of which is enough; empty when the story says nothing that others could share.</summary>
    public static ImmutableArray<WordPhrase> Of(PublishedArticle story) =>
    [
        .. story.Tags.OrEmpty().Take(MostTags).Select(tag => WordReader.Read(PlainText.Tidy(tag.Name))).Where(words => words.Count > 0)
            .Select(words => new WordPhrase([.. words.Select(word => word.Text)], Field: IndexField.Tags)),
        .. WordReader.Read(PlainText.Tidy(story.Title)).Where(Says).Select(word => word.Text).Distinct().Take(MostWords)
            .Select(word => new WordPhrase([word], Field: IndexField.Title)),
    ];

    // A pair of characters in a script without spaces is a word of two.
    private static bool Says(Word word) => word.FirstLength < word.Length || word.Text.Length >= ShortestWord;
}
