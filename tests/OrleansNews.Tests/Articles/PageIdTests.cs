using System.Text.RegularExpressions;
using OrleansNews.Cluster;

namespace OrleansNews.Articles;

/// <summary>Ids of the page belong to the page: a heading of the story must not take one.</summary>
public sealed partial class PageIdTests(NewsSite site) : IClassFixture<NewsSite>
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Headings_NamedLikePartsOfThePage_DuplicateNoId()
    {
        var taken = IdsOf(await PageAsync("Nothing but a sentence."));
        Assert.Contains("reply-heading", taken);
        Assert.Contains("story", taken);
        Assert.Contains(taken, id => id.StartsWith("comment-author-", StringComparison.Ordinal));

        // Each id of the page, in the words of a heading that becomes it, and as HTML.
        var headings = string.Join("\n\n", taken.Select(id => $"## {id.Replace('-', ' ')}"));
        var html = string.Concat(taken.Select(id => $"\n\n<p id=\"{id}\">x</p>"));
        foreach (var body in new[] { headings, html, "## Story\n\n## Reply heading\n\n## Comments title\n\n## Reply title\n\n## Own heading" })
        {
            var ids = IdsOf(await PageAsync(body));
            Assert.Empty(ids.GroupBy(id => id).Where(same => same.Count() > 1).Select(same => same.Key));
        }

        Assert.Contains("own-heading", IdsOf(await PageAsync("## Own heading")));
    }

    // As much of the page as there is: an answered comment, one that is asked to be answered, tags.
    private async Task<string> PageAsync(string body)
    {
        var story = await site.PublishAsync((Stories.Harbour with { Body = body }).Unique());
        var comment = await site.CommentAsync(story, "Ada", "The first.");
        await site.CommentAsync(story, "Bo", "The second.", comment.Id);
        return await site.NewBrowser().GetStringAsync($"{story.Path}?replytocom={comment.Id}", Cancel);
    }

    private static List<string> IdsOf(string page) => [.. Id().Matches(page).Select(match => match.Groups["id"].Value)];

    [GeneratedRegex("\\sid=\"(?<id>[^\"]+)\"")]
    private static partial Regex Id();
}
