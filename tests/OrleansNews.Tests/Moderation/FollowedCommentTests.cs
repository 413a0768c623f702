using OrleansNews.Accounts;
using OrleansNews.Articles;
using OrleansNews.Cluster;
using OrleansNews.Comments;
using OrleansNews.Comments.Threads;

namespace OrleansNews.Moderation;

/// <summary>One comment, held, approved and hidden: where its words can be read, and where not, after each decision.</summary>
public sealed class FollowedCommentTests
{
    private const string Word = "Zanzibar";

    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Comment_HeldThenApprovedThenHidden_IsReadWhereItShouldBe_AndNowhereElse()
    {
        await using var site = new CachingSite();
        await site.InitializeAsync();
        var story = await site.PublishAsync(Stories.Harbour.Unique());
        await site.DiscussAsync(discussion => discussion with { Moderation = Site.ModerationMode.All });
        var readers = site.NewBrowser();
        await AssertNowhereAsync(readers, story, default);

        var id = (await site.CommentAsync(story, "Ann", $"Is {Word} far?")).Id;
        site.Age();
        await AssertNowhereAsync(readers, story, id);

        await DecideAsync(site, id, Decision.Approve);
        await site.UntilLatestKnowsAsync(Word, Cancel);
        await TwoSecondsAsync(site);
        foreach (var (place, address) in PlacesOf(story, id)) Assert.True((await readers.GetStringAsync(address, Cancel)).Contains(Word, StringComparison.Ordinal), $"The {place} does not show it.");
        Assert.Contains(Word, await ReplayAsync(readers, story, id), StringComparison.Ordinal);
        Assert.Contains(Word, await readers.GetStringAsync("/", Cancel), StringComparison.Ordinal);

        await DecideAsync(site, id, Decision.Trash);
        await site.UntilLatestForgetsAsync(Word, Cancel);
        await TwoSecondsAsync(site);
        await AssertNowhereAsync(readers, story, id);
        Assert.Empty(site.Log.Errors);
    }

    private static async Task DecideAsync(CachingSite site, CommentId id, Decision decision)
    {
        var outcome = await site.Grains.GetGrain<IModerationDeskGrain>(0).DecideAsync(new([id], decision, null, ""), Posts.Moderator);
        Assert.Equal([id], outcome!.Changed);
    }

    private static async Task TwoSecondsAsync(CachingSite site)
    {
        site.Age();
        site.Age();
        // The box of latest comments is asked for beside the page: the page that follows has it.
        await site.NewBrowser().GetStringAsync("/", Cancel);
        site.Age();
    }

    private static IEnumerable<(string Place, string Address)> PlacesOf(PublishedArticle story, CommentId id) =>
    [
        ("page", story.Path),
        ("thread", $"/api/articles/{story.Id}/comments"),
        ("comment", $"/api/comments/{id}"),
        ("feed of the story", $"{story.Path}feed/"),
        ("feed of all comments", "/comments/feed/"),
    ];

    private static async Task AssertNowhereAsync(HttpClient readers, PublishedArticle story, CommentId id)
    {
        // A search repeats what was asked for; the words beside it must not be there.
        var search = $"/api/search?q={Word}";
        foreach (var (place, address) in PlacesOf(story, id).Append(("front page", "/")).Append(("search", search)))
        {
            using var answer = await readers.GetAsync(address, Cancel);
            var text = await answer.Content.ReadAsStringAsync(Cancel);
            Assert.False(address != search && text.Contains(Word, StringComparison.Ordinal), $"The {place} shows it.");
            Assert.DoesNotContain(" far?", text, StringComparison.Ordinal);
        }

        Assert.DoesNotContain(Word, await ReplayAsync(readers, story, id), StringComparison.Ordinal);
    }

    // All of the log as a live reader gets it who was there from the beginning, up to the last event.
    private static async Task<string> ReplayAsync(HttpClient readers, PublishedArticle story, CommentId id)
    {
        if (id == default) return "";
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/articles/{story.Id}/live");
        request.Headers.Add("Last-Event-ID", "0:0");
        using var answer = await readers.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancel);
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync(Cancel));
        var text = new System.Text.StringBuilder();
        // What is a state is sent behind what was missed: the count ends the replay.
        while (await reader.ReadLineAsync(Cancel) is { } line && line != "event: count") text.AppendLine(line);
        Assert.Contains($"{id}", text.ToString(), StringComparison.Ordinal);
        return text.ToString();
    }
}
