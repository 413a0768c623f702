using OrleansNews.Articles;
using OrleansNews.Cluster;
using OrleansNews.Comments;
using OrleansNews.Comments.Threads;

namespace OrleansNews.Moderation;

/// <summary>Each filter of the desk alone: what it finds of comments that only this sets apart, and what it does not.</summary>
public sealed class DeskFilterTests(NewsSite site) : IClassFixture<NewsSite>
{
    private readonly HashSet<CommentId> _mine = [];
    private readonly string _run = Guid.NewGuid().ToString("N")[..12];

    [Fact]
    public async Task Story_FindsWhatIsUnderIt_AndNothingUnderAnotherOfTheSameShard()
    {
        var (story, other) = (await StoryAsync(), await StoryAsync());
        var (first, second) = (await PostAsync(story), await PostAsync(story));
        var elsewhere = await PostAsync(other);

        await AssertFindsAsync([second, first], new() { Article = story.Id });
        await AssertFindsAsync([elsewhere], new() { Article = other.Id });
        await AssertFindsAsync([], new() { Article = new(story.Id.Value + 8_000_000) });
    }

    [Fact]
    public async Task Commenter_FindsAllOfThePerson_AndNobodyOfTheSameName()
    {
        var (story, other) = (await StoryAsync(), await StoryAsync());
        var here = await PostAsync(story, "Ann", email: $"ann-{_run}@example.org");
        var elsewhere = await PostAsync(other, "Another name", email: $"ANN-{_run}@EXAMPLE.org");
        await PostAsync(story, "Ann", email: $"other-{_run}@example.org");
        var person = (await Desk.FindAsync(here, Posts.Moderator))!.Items[0].Comment.Commenter;

        var again = await PostAsync(story, "Ann", email: $"ann-{_run}@example.org");
        await AssertFindsAsync([again, elsewhere, here], new() { Commenter = person });
        await AssertFindsAsync([again, here], new() { Commenter = person, Article = story.Id });
        await Desk.DecideAsync(new([again], Decision.Trash, null, ""), Posts.Moderator);
        await AssertFindsAsync([elsewhere], new() { Commenter = person, Article = other.Id });
        await AssertFindsAsync([], new() { Commenter = person, Queue = ModerationQueues.Spam });
        await Desk.DecideAsync(new([here], Decision.Spam, null, ""), Posts.Moderator);
        await AssertFindsAsync([here], new() { Commenter = person, Queue = ModerationQueues.Spam });
        await AssertFindsAsync([elsewhere], new() { Commenter = person });
        await AssertFindsAsync([], new() { Commenter = new string('0', 64) });
    }

    [Fact]
    public async Task Address_FindsExactlyIt_OrWhatBeginsWithIt_HoweverItIsTyped()
    {
        var story = await StoryAsync();
        var near = await PostAsync(story, address: "198.51.100.8");
        var far = await PostAsync(story, address: "198.51.100.80");
        var six = await PostAsync(story, address: "2001:db8:77::8");
        var nowhere = await PostAsync(story, address: "");

        await AssertFindsAsync([near], new() { Address = "198.51.100.8" });
        await AssertFindsAsync([far, near], new() { Address = "198.51.100." });
        await AssertFindsAsync([], new() { Address = "198.51.100" });
        await AssertFindsAsync([six], new() { Address = "2001:db8:77:" });
        await AssertFindsAsync([six], new() { Address = "2001:0DB8:77:0:0:0:0:8" });
        await AssertFindsAsync([], new() { Address = "2001:db8:77::80" });
        Assert.DoesNotContain(nowhere, await FoundAsync(new() { Address = "." }));
    }

    [Fact]
    public async Task HasLinks_FindsLinksInTheText_AndNoWebsiteOrEmailAddress()
    {
        var story = await StoryAsync();
        var anchor = await PostAsync(story, text: $"""Buy <a href="https://example.org/{_run}">watches</a>""");
        var bare = await PostAsync(story, text: $"Buy at https://example.org/{_run}");
        var www = await PostAsync(story, text: $"Buy at www.example.org/{_run}");
        await PostAsync(story, text: $"Write to ann@example.org, {_run}", url: "https://example.org/me");
        await PostAsync(story, text: $"a <strong>strong</strong> word: {_run}");

        await AssertFindsAsync([www, bare, anchor], new() { HasLinks = true });
    }

    [Fact]
    public async Task Unanswered_FindsWhatHasNoReplyThatReadersSee()
    {
        var story = await StoryAsync();
        var thread = site.Grains.GetGrain<ICommentThreadGrain>(story.Id.Value);
        var asked = await PostAsync(story);
        var alone = await PostAsync(story);
        await Desk.DecideAsync(new([asked, alone], Decision.Approve, null, ""), Posts.Moderator);
        var reply = Assert.IsType<CommentPosted>(await thread.PostAsync(Posts.New($"An answer {_run}", asked, CommentStatus.Held))).Id;
        await UntilKnownAsync(reply);
        var query = new DeskQuery { IsUnanswered = true, Queue = ModerationQueues.All };

        // A reply that waits is none yet.
        await AssertFindsAsync([reply, alone, asked], query);
        await Desk.DecideAsync(new([reply], Decision.Approve, null, ""), Posts.Moderator);
        await AssertFindsAsync([reply, alone], query);
        await Desk.DecideAsync(new([reply], Decision.Trash, null, ""), Posts.Moderator);
        await AssertFindsAsync([alone, asked], query);
    }

    [Fact]
    public async Task Search_FindsAllWordsWhereverTheyStand_AndNotSomeOfThem()
    {
        var story = await StoryAsync();
        var tide = await PostAsync(story, $"Ann{_run}", "The tide &amp; the <em>moon</em>", $"moon-{_run}@example.org");
        var site_ = await PostAsync(story, "Bea", "Look at me", $"bea-{_run}@example.org", url: $"https://{_run}.example/tide", address: "203.0.113.99");

        await AssertFindsAsync([tide], new() { Search = $"TIDE ann{_run}" });
        await AssertFindsAsync([tide], new() { Search = $"moon-{_run}@example.org" });
        await AssertFindsAsync([tide], new() { Search = $"& {_run}" });
        await AssertFindsAsync([site_], new() { Search = $"{_run}.example/TIDE" });
        await AssertFindsAsync([site_, tide], new() { Search = $"tide {_run}" });
        await AssertFindsAsync([], new() { Search = $"tide moon watches {_run}" });
        // The address has a filter of its own; a search is one field of many words.
        await AssertFindsAsync([], new() { Search = "203.0.113.99" });
        await AssertFindsAsync([], new() { Search = $"tide {_run}", Queue = ModerationQueues.Trash });
        // A character of two halves at the longest search's end, and half a one.
        await AssertFindsAsync([], new() { Search = new string('x', 199) + "🚢" });
        await AssertFindsAsync([], new() { Search = "\ud83d" });
    }

    [Fact]
    public async Task Filters_Together_FindWhatFitsAllOfThem()
    {
        var (story, other) = (await StoryAsync(), await StoryAsync());
        var all = await PostAsync(story, text: $"See https://example.org/{_run}", address: "192.0.2.44");
        await PostAsync(story, text: $"See nothing {_run}", address: "192.0.2.44");
        await PostAsync(story, "Bea", text: $"See https://example.org/{_run}", address: "192.0.2.45");
        await PostAsync(other, text: $"See https://example.org/{_run}", address: "192.0.2.44");
        var query = new DeskQuery { Article = story.Id, Address = "192.0.2.44", HasLinks = true, IsUnanswered = true, Search = $"see {_run}" };

        await AssertFindsAsync([all], query);

        // A decision about everything that is found is about nothing else.
        var outcome = (await Desk.DecideNextAsync(query, Decision.Spam, "", Posts.Moderator))!;
        Assert.Equal([all], outcome.Changed);
        await UntilKnownAsync(all, ModerationQueues.Spam);
        await AssertFindsAsync([], query);
        await AssertFindsAsync([all], query with { Queue = ModerationQueues.Spam });
    }

    [Fact]
    public async Task Suspension_UntilADay_IsOnTheDesk_AndEndsByItself()
    {
        var story = await StoryAsync();
        var id = await PostAsync(story, email: $"loud-{_run}@example.org");
        var person = site.Grains.GetGrain<ICommenterGrain>((await Desk.FindAsync(id, Posts.Moderator))!.Items[0].Comment.Commenter);
        var until = site.Cluster.Time.GetUtcNow().AddDays(2);
        Assert.True(await person.SuspendAsync(until, Posts.Moderator));

        Assert.Equal(until, (await Desk.FindAsync(id, Posts.Moderator))!.Items[0].Standing!.SuspendedUntil);
        site.Cluster.Time.Advance(TimeSpan.FromDays(2) - TimeSpan.FromSeconds(10));
        Assert.Equal(CommentRefusal.Suspended, Assert.IsType<CommentRefused>(await SubmitAsync(story, email: $"loud-{_run}@example.org")).Reason);
        Assert.IsType<CommentPosted>(await SubmitAsync(story, email: $"quiet-{_run}@example.org"));

        site.Cluster.Time.Advance(TimeSpan.FromSeconds(10));
        Assert.Null((await Desk.FindAsync(id, Posts.Moderator))!.Items[0].Standing!.SuspendedUntil);
        Assert.IsType<CommentPosted>(await SubmitAsync(story, email: $"loud-{_run}@example.org"));
    }

    private IModerationDeskGrain Desk => site.Grains.GetGrain<IModerationDeskGrain>(0);

    private async Task<PublishedArticle> StoryAsync()
    {
        await site.DiscussAsync(discussion => discussion with { Moderation = Site.ModerationMode.All });
        return await site.PublishAsync(Stories.Harbour.Unique());
    }

    // Held, and known to the queue.
    private async Task<CommentId> PostAsync(PublishedArticle story, string author = "Ann", string? text = null, string? email = null, string url = "", string address = "203.0.113.7")
    {
        site.Cluster.Time.Advance(TimeSpan.FromSeconds(1));
        var posted = Assert.IsType<CommentPosted>(await SubmitAsync(story, author, text, email, url, address));
        Assert.Equal(CommentStatus.Held, posted.Status);
        await UntilKnownAsync(posted.Id);
        return posted.Id;
    }

    private Task<PostCommentResult> SubmitAsync(PublishedArticle story, string author = "Ann", string? text = null, string? email = null, string url = "", string address = "203.0.113.7") =>
        site.Grains.GetGrain<ICommentIntakeGrain>(0).SubmitAsync(new()
        {
            Article = story.Id,
            Submission = SubmissionId.FromKey(Guid.NewGuid().ToString()),
            Author = author,
            Email = email ?? $"{Guid.NewGuid():N}@example.org",
            Url = url,
            Text = text ?? $"Something {Guid.NewGuid()}",
            Address = address,
        });

    private async Task UntilKnownAsync(CommentId id, ModerationQueues queue = ModerationQueues.All)
    {
        await Waits.UntilAsync(
            async () => (await FoundAsync(new() { Queue = queue })).Contains(id), $"The queue {queue} never hears of {id}.", () => site.Cluster.Time.Advance(TimeSpan.FromSeconds(1)));
        _mine.Add(id);
    }

    // Of what this test posted: others of the class share the newspaper.
    private async Task AssertFindsAsync(CommentId[] expected, DeskQuery query) => Assert.Equal(expected, (await FoundAsync(query)).Where(_mine.Contains));

    private async Task<List<CommentId>> FoundAsync(DeskQuery query)
    {
        var found = new List<CommentId>();
        string? cursor = null;
        do
        {
            var page = (await Desk.ReadAsync(query with { Cursor = cursor, Limit = 100 }, Posts.Moderator))!;
            Assert.Equal(0, page.Unreachable);
            found.AddRange(page.Items.Select(item => item.Comment.View.Id));
            cursor = page.Next;
        }
        while (cursor is not null);
        return found;
    }
}
