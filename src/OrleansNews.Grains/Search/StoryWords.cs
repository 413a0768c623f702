using OrleansNews.Articles;

namespace OrleansNews.Search;

/// <summary>What the index is told of a published story.</summary>
internal static class StoryWords
{
    /// <param name="story">The story.</param>
    /// <param name="entries">The text of its entries, where it is a live one.</param>
    public static IndexedStory Of(PublishedArticle story, string entries = "") => new(
        story.Id,
        [
            Fold(story.Title),
            Fold(story.Excerpt + " " + StandfirstOf(story)),
            WordReader.Fold(PlainText.Tidy(story.Dateline) + " " + PlainText.Of(story.Html) + " " + entries),
            Fold(string.Join(' ', story.Tags.OrEmpty().Select(tag => tag.Name))),
            Fold(story.Section is { } section ? string.Join(' ', section.Line.Select(level => level.Name)) : ""),
            Fold(string.Join(' ', story.Authors.OrEmpty().Select(author => author.Name))),
        ],
        story.Section?.Path ?? "",
        story.PublishedAt);

    /// <summary>The standfirst above the text, where it says something else than <see cref="PublishedArticle.Excerpt"/>, which listings show; empty otherwise.</summary>
    public static string StandfirstOf(PublishedArticle story) => story.Standfirst == story.Excerpt ? "" : story.Standfirst;

    private static string Fold(string text) => WordReader.Fold(PlainText.Tidy(text));
}
