using System.Globalization;
using OrleansNews.Articles;
using OrleansNews.Listings;
using OrleansNews.Search;

namespace OrleansNews.Newsroom;

/// <summary>What somebody of the newsroom looks for in the list of stories.</summary>
/// <param name="Words">Words as they were typed; empty for all.</param>
/// <param name="Section">The path of a section, of stories that readers see; empty for all.</param>
public sealed record StoryQuestion(string Words = "", string Section = "")
{
    private static readonly char[] Blanks = [' ', '\t', '\u3000'];

    /// <summary>Whether it asks for all.</summary>
    public bool IsEmpty => Words.Length == 0 && Section.Length == 0;

    /// <summary>What an address asks: no more than a search takes.</summary>
    internal static StoryQuestion Of(IQueryCollection query)
    {
        var words = query["q"].ToString().Trim();
        return new(words.Length <= SearchQuery.MaxLength ? words : words[..SearchQuery.MaxLength], Slugs.IsValidPath(query["section"].ToString()) ? query["section"].ToString() : "");
    }

    /// <summary>Whether a story in hand is meant: each word is in its headline or in the name of who saved it, whatever its case and accents.</summary>
    internal bool Means(StoryInHand story) => Words.Split(Blanks, StringSplitOptions.RemoveEmptyEntries).All(word => Has(story.Title, word) || Has(story.SavedBy, word));

    /// <summary>The same as a question to the search, which knows the stories that readers see.</summary>
    internal SearchQuery ToQuery(int page, int size) => new(string.Join(' ', Words.Split(Blanks, StringSplitOptions.RemoveEmptyEntries).Take(SearchQuery.MaxWords)), page, size, Section);

    /// <summary>What an address says of it after the shelf; empty for nothing.</summary>
    public string InAddress => Part("q", Words) + Part("section", Section);

    /// <summary>A story that was found, as a row of the list.</summary>
    internal static ListingEntry RowOf(SearchHit hit) => new()
    {
        Article = hit.Article, Revision = 0, Path = hit.Path, Title = string.Concat(hit.Title.Select(run => run.Part)), Section = hit.Section, Authors = hit.Authors, PublishedAt = hit.PublishedAt,
    };

    private static bool Has(string text, string word) => CultureInfo.InvariantCulture.CompareInfo.IndexOf(text, word, CompareOptions.IgnoreCase | CompareOptions.IgnoreNonSpace) >= 0;

    private static string Part(string name, string value) => value.Length > 0 ? $"&{name}={Uri.EscapeDataString(value)}" : "";
}
