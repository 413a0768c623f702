using System.Net.Http.Json;
using System.Text;
using AngleSharp.Html.Parser;
using OrleansNews.Accounts;
using OrleansNews.Articles;
using OrleansNews.Cluster;
using OrleansNews.Comments;
using OrleansNews.Comments.Threads;

namespace OrleansNews.Moderation;

/// <summary>One comment, held, approved, hidden and brought back: where its words can be read, and where not, after each decision.</summary>
public sealed class FollowedCommentTests
{
    private const string Word = "Zanzibar";

    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Decision.Hold, Decision.Approve)]
    [InlineData(Decision.Spam, Decision.Restore)]
    [InlineData(Decision.Trash, Decision.Restore)]
    public async Task Comment_HeldThenApprovedThenHiddenThenBack_IsReadWhereItShouldBe_AndNowhereElse(Decision hide, Decision bringBack)
    {
        await using var site = new CachingSite();
        await site.InitializeAsync();
        var story = await site.PublishAsync(Stories.Harbour.Unique());
        await site.DiscussAsync(discussion => discussion with { Moderation = Site.ModerationMode.All });
        var readers = site.NewBrowser();
        await AssertNowhereAsync(site, readers, story, default);

        var id = (await site.CommentAsync(story, "Ann", $"Is {Word} far?")).Id;
        site.Age();
        await AssertNowhereAsync(site, readers, story, id);

        foreach (var (decision, isShown) in new[] { (Decision.Approve, true), (hide, false), (bringBack, true), (hide, false) })
        {
            await DecideAsync(site, id, decision);
            await (isShown ? site.UntilLatestKnowsAsync(Word) : site.UntilLatestForgetsAsync(Word));
            await TwoSecondsAsync(site);
            await (isShown ? AssertEverywhereAsync(site, readers, story, id) : AssertNowhereAsync(site, readers, story, id));
        }

        Assert.Empty(site.Log.Errors);
    }

    private static async Task DecideAsync(CachingSite site, CommentId id, Decision decision)
    {
        var outcome = await site.Grains.GetGrain<IModerationDeskGrain>(0).DecideAsync(new([id], decision, null, ""), Posts.Moderator);
        Assert.Equal([id], outcome!.Changed);
    }

    private static async Task TwoSecondsAsync(CachingSite site)
    {
        site.MachineTime.Advance(TimeSpan.FromSeconds(1));
        // The box of latest comments is asked for beside the page: the page that follows has it.
        await site.NewBrowser().GetStringAsync("/", Cancel);
        site.MachineTime.Advance(TimeSpan.FromSeconds(1));
    }

    private static IEnumerable<(string Place, string Address)> PlacesOf(PublishedArticle story, CommentId id) =>
    [
        ("page", story.Path),
        ("thread", $"/api/articles/{story.Id}/comments"),
        ("comment", $"/api/comments/{id}"),
        ("feed of the story", $"{story.Path}feed/"),
        ("Atom feed of the story", $"{story.Path}feed/atom/"),
        ("feed of all comments", "/comments/feed/"),
        ("Atom feed of all comments", "/comments/feed/atom/"),
    ];

    private static async Task AssertEverywhereAsync(CachingSite site, HttpClient readers, PublishedArticle story, CommentId id)
    {
        foreach (var (place, address) in PlacesOf(story, id).Append(("front page", "/")))
            Assert.True((await readers.GetStringAsync(address, Cancel)).Contains(Word, StringComparison.Ordinal), $"The {place} does not show it.");
        Assert.Equal(1, await CountAsync(readers, story));
        Assert.Contains(Word, await ReplayAsync(site, readers, story), StringComparison.Ordinal);
        await AssertNotFoundAsync(readers);
    }

    private static async Task AssertNowhereAsync(CachingSite site, HttpClient readers, PublishedArticle story, CommentId id)
    {
        foreach (var (place, address) in PlacesOf(story, id).Append(("front page", "/")))
        {
            using var answer = await readers.GetAsync(address, Cancel);
            Assert.False((await answer.Content.ReadAsStringAsync(Cancel)).Contains(Word, StringComparison.Ordinal), $"The {place} shows it.");
        }

        Assert.Equal(0, await CountAsync(readers, story));
        await AssertNotFoundAsync(readers);
        Assert.DoesNotContain(Word, await ReplayAsync(site, readers, story), StringComparison.Ordinal);
    }

    private static async Task<int> CountAsync(HttpClient readers, PublishedArticle story) =>
        (await readers.GetFromJsonAsync<Dictionary<string, int>>($"/api/comments/counts?articles={story.Id}", Cancel))![$"{story.Id}"];

    // The search is for stories: it finds no comment, seen or not. It repeats what was asked for; the words beside it must not be there.
    private static async Task AssertNotFoundAsync(HttpClient readers)
    {
        Assert.DoesNotContain(" far?", await readers.GetStringAsync($"/api/search?q={Word}", Cancel), StringComparison.Ordinal);
        var page = new HtmlParser().ParseDocument(await readers.GetStringAsync($"/?s={Word}", Cancel));
        page.QuerySelector(".latest-comments")!.Remove();
        Assert.DoesNotContain(" far?", page.DocumentElement.TextContent, StringComparison.Ordinal);
    }

    // All of the log as a live reader gets it who was there from the beginning, up to the last event that the thread has.
    private static async Task<string> ReplayAsync(CachingSite site, HttpClient readers, PublishedArticle story)
    {
        var last = (await site.Grains.GetGrain<ICommentThreadGrain>(story.Id.Value).GetVersionAsync(default)).Position;
        if (last == default) return "";
        await FollowAsync(site, readers, story, last);
        // By now the front end knows all of it: who comes now gets the present, and nothing of what was there before.
        return await FollowAsync(site, readers, story, last);
    }

    private static async Task<string> FollowAsync(CachingSite site, HttpClient readers, PublishedArticle story, ThreadPosition last)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/articles/{story.Id}/live");
        request.Headers.Add("Last-Event-ID", "0:0");
        using var answer = await readers.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancel);
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync(Cancel));
        var text = new StringBuilder();
        var isLast = false;
        while (true)
        {
            var line = reader.ReadLineAsync(Cancel).AsTask();
            while (await Task.WhenAny(line, Task.Delay(50, Cancel)) != line) site.Age();
            text.AppendLine(await line);
            isLast |= await line == $"id: {last}";
            if (isLast && await line is "") return text.ToString();
        }
    }
}
