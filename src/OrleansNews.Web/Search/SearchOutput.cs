using System.Text.Encodings.Web;
using OrleansNews.Layout;

namespace OrleansNews.Search;

/// <summary>A page of search results.</summary>
/// <param name="Items">The stories, the best first.</param>
/// <param name="Total">How many stories match.</param>
/// <param name="Page">Which page this is, from 1.</param>
/// <param name="Pages">How many pages there are, at least 1.</param>
/// <param name="Complete">False while the index is made anew, and stories are missing in it.</param>
public sealed record SearchOutput(ImmutableArray<SearchOutputItem> Items, int Total, int Page, int Pages, bool Complete)
{
    internal static SearchOutput Of(SearchFound found, int page, int size, HtmlEncoder html) => new(
        [.. found.Hits.Select(hit => Of(hit, html))], found.Total, page, Math.Max(1, (found.Total + size - 1) / size), found.IsComplete);

    private static SearchOutputItem Of(SearchHit hit, HtmlEncoder html) => new(
        hit.Article.Value,
        Urls.Encode(hit.Path),
        string.Concat(hit.Title.Select(run => run.Part)),
        Marked(hit.Title, html),
        Marked(hit.Snippet, html),
        hit.Section is { } section ? Of(section) : null,
        [.. hit.Authors.Select(Of)],
        hit.PublishedAt);

    private static SearchOutputTerm Of(Term term) => new(term.Slug, term.Name);

    private static string Marked(ImmutableArray<TextRun> runs, HtmlEncoder html) =>
        string.Concat(runs.Select(run => run.IsMatch ? $"<mark>{html.Encode(run.Part)}</mark>" : html.Encode(run.Part)));
}

/// <summary>A story that was found.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Url">The path of its page.</param>
/// <param name="Title">The headline, plain text.</param>
/// <param name="TitleHtml">The headline as HTML, with <c>mark</c> around what was looked for.</param>
/// <param name="SnippetHtml">A part of the text as HTML, marked in the same way.</param>
/// <param name="Section">The section.</param>
/// <param name="Authors">The byline.</param>
/// <param name="Date">First publication.</param>
public sealed record SearchOutputItem(
    long Id, string Url, string Title, string TitleHtml, string SnippetHtml, SearchOutputTerm? Section, ImmutableArray<SearchOutputTerm> Authors, DateTimeOffset Date);

/// <summary>A section or an author.</summary>
/// <param name="Slug">Its name in addresses.</param>
/// <param name="Name">Its name for people.</param>
public sealed record SearchOutputTerm(string Slug, string Name);
