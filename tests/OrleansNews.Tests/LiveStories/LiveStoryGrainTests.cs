using OrleansNews.Accounts;
using OrleansNews.Articles;
using OrleansNews.Cluster;
using OrleansNews.Comments;
using OrleansNews.Operations;

namespace OrleansNews.LiveStories;

/// <summary>The entries of a live story: added once, corrected in sight, withdrawn for good.</summary>
public sealed class LiveStoryGrainTests(NewsCluster cluster) : IClassFixture<NewsCluster>
{
    private static readonly LiveEntriesQuery NewestFirst = new(false, 0, 20);

    [Fact]
    public async Task Entry_SentTwiceAtOnce_IsOneEntry_AlsoAfterARestart()
    {
        var (_, live, _) = await cluster.Client.LiveStoryAsync();
        var entry = LiveStoryFixtures.Entry("**Polls** have closed.", "Polls close");

        var answers = await Task.WhenAll(live.AddAsync(entry), live.AddAsync(entry), live.AddAsync(entry));
        await live.DeactivateAsync();
        var late = await live.AddAsync(entry);

        Assert.All(answers.Append(late), answer => Assert.Equal(new LiveEntrySaved(1, 1, 1), answer));
        var shown = Assert.Single((await live.ReadAsync(NewestFirst))!.Items);
        Assert.Equal(("Polls close", "<p><strong>Polls</strong> have closed.</p>", "Mara Lind", 1L), (shown.Headline, shown.Html, shown.By, shown.Revision));
    }

    [Fact]
    public async Task Submission_SentAgainWithAnotherText_IsRefused_AndNothingIsAdded()
    {
        var (_, live, _) = await cluster.Client.LiveStoryAsync();
        var entry = LiveStoryFixtures.Entry("First.");
        await live.AddAsync(entry);

        Assert.Equal(LiveEntryRules.OtherText, Error(await live.AddAsync(entry with { Content = entry.Content with { Body = "Second." } })));

        Assert.Equal(1, (await live.ReadAsync(NewestFirst))!.Story.Count);
    }

    [Theory]
    [InlineData(Role.Contributor, true, false)]
    [InlineData(Role.Author, true, true)]
    [InlineData(Role.Author, false, false)]
    [InlineData(Role.Editor, false, true)]
    [InlineData(Role.Administrator, false, true)]
    [InlineData(Role.Moderator, false, false)]
    [InlineData(Role.Operator, false, false)]
    [InlineData(Role.Subscriber, true, false)]
    public async Task Role_MayDoWithEntries_WhatItMayDoWithTheStory(Role role, bool isOwn, bool may)
    {
        var (_, live, _) = await cluster.Client.LiveStoryAsync();
        await live.AddedAsync("First.");
        var actor = (isOwn ? Stories.Author : Stories.OtherAuthor) with { Role = role };

        LiveEntryResult[] results =
        [
            await live.AddAsync(LiveStoryFixtures.Entry("Second.", actor: actor)),
            await live.CorrectAsync(new(1, 1, new("", "Corrected."), "", actor)),
            await live.PinAsync(new(1, true, actor)),
            await live.WithdrawAsync(new(1, "", actor)),
            await live.EndAsync(new(true, actor)),
        ];

        Assert.All(results, result => Assert.Equal(may, result is LiveEntrySaved));
        Assert.All(results, result => Assert.Equal(!may, result is LiveEntryForbidden));
        Assert.Equal(may, await live.GetForEditingAsync(0, 10, actor) is not null);
        Assert.Equal(may, await live.GetRevisionsAsync(1, actor) is not null);
        Assert.Equal(may ? 6 : 1, await live.GetVersionAsync());
    }

    [Fact]
    public async Task Story_ThatReadersDoNotSee_TakesNoEntries_AndShowsNone()
    {
        var draft = await cluster.Client.NewArticleAsync();
        await draft.SaveDraftAsync(new(LiveStoryFixtures.ElectionNight, 0, Stories.Author));
        var ofDraft = cluster.Client.GetGrain<ILiveStoryGrain>(draft.Id().Value);
        Assert.IsType<LiveEntryNotFound>(await ofDraft.AddAsync(LiveStoryFixtures.Entry("Too early.")));
        Assert.Null(await ofDraft.ReadAsync(NewestFirst));

        var (article, live, saved) = await cluster.Client.LiveStoryAsync();
        await live.AddedAsync("Seen.");
        await article.WithdrawAsync(new(saved.Version, Stories.Author));
        Assert.Null(await live.ReadAsync(NewestFirst));
        Assert.Null(await live.FindAsync(1));
        Assert.Null(await live.GetChangesAsync(0));
        Assert.IsType<LiveEntryNotFound>(await live.AddAsync(LiveStoryFixtures.Entry("Too late.")));
        Assert.Single((await live.GetForEditingAsync(0, 10, Stories.Author))!.Items);

        var plain = await cluster.Client.NewArticleAsync();
        await plain.PublishedAsync(Stories.Harbour.Unique());
        Assert.IsType<LiveEntryNotFound>(await cluster.Client.GetGrain<ILiveStoryGrain>(plain.Id().Value).AddAsync(LiveStoryFixtures.Entry("No live story.")));
    }

    [Fact]
    public async Task Correction_ShowsThatItWasMade_KeepsTheTextBefore_AndMeetsAConflict()
    {
        var (_, live, _) = await cluster.Client.LiveStoryAsync();
        await live.AddedAsync("Ten seats.");
        cluster.Time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(new LiveEntrySaved(1, 2, 2), await live.CorrectAsync(new(1, 1, new("", "Eleven seats."), "Counted again", Stories.Editor)));
        Assert.Equal(new LiveEntryConflict(2), await live.CorrectAsync(new(1, 1, new("", "Twelve seats."), "", Stories.Author)));
        // Saved without a change it is no correction.
        Assert.Equal(new LiveEntrySaved(1, 2, 2), await live.CorrectAsync(new(1, 2, new(" ", "Eleven seats.\n"), "", Stories.Author)));

        var entry = (await live.FindAsync(1))!.Entry!;
        Assert.Equal(("<p>Eleven seats.</p>", 2L, "Mara Lind"), (entry.Html, entry.Revision, entry.By));
        Assert.Equal(cluster.Time.GetUtcNow(), entry.EditedAt);
        Assert.Equal(
            [(2L, "Eleven seats.", "Edda Holm", "Counted again"), (1L, "Ten seats.", "Mara Lind", "")],
            (await live.GetRevisionsAsync(1, Stories.Editor))!.Value.Select(revision => (revision.Number, revision.Content.Body, revision.By, revision.Reason)));
    }

    [Fact]
    public async Task Withdrawn_IsReadNowhere_ButByItsWriters()
    {
        var (_, live, _) = await cluster.Client.LiveStoryAsync();
        foreach (var text in new[] { "One.", "Two.", "Three." }) await live.AddedAsync(text, isPinned: text == "Two.");

        Assert.Equal(new LiveEntrySaved(2, 1, 4), await live.WithdrawAsync(new(2, "Not confirmed", Stories.Editor)));

        var page = (await live.ReadAsync(NewestFirst))!;
        Assert.Equal(("3 1", "", 2), (page.Items.Numbers(), page.Pinned.Numbers(), page.Story.Count));
        Assert.Null((await live.FindAsync(2))!.Entry);
        Assert.Equal((1L, null), ((await live.FindAsync(3))!.Earlier, (await live.FindAsync(3))!.Later));
        Assert.Equal(new(2, null), Assert.Single((await live.GetChangesAsync(3))!.Items));
        Assert.IsType<LiveEntryNotFound>(await live.CorrectAsync(new(2, 1, new("", "Back."), "", Stories.Editor)));
        Assert.IsType<LiveEntryNotFound>(await live.PinAsync(new(2, true, Stories.Editor)));
        Assert.IsType<LiveEntryNotFound>(await live.WithdrawAsync(new(2, "", Stories.Editor)));
        var kept = (await live.GetForEditingAsync(0, 10, Stories.Author))!.Items[1];
        Assert.Equal(("Two.", "Edda Holm", "Not confirmed", true), (kept.Content.Body, kept.WithdrawnBy, kept.Reason, kept.WithdrawnAt is not null));
    }

    [Fact]
    public async Task Withdrawal_IsToldToThoseWhoKeepPages_ThoughTheyDidNotAnswer_AndAnAdditionAsOne()
    {
        var (article, live, _) = await cluster.Client.LiveStoryAsync();
        var latest = cluster.Client.GetGrain<ILatestCommentsGrain>(0);
        var seen = (await latest.GetChangesAsync(-1)).Version;
        await live.AddedAsync("One.");
        while ((await latest.GetChangesAsync(seen)).Articles.IsEmpty) await Task.Yield();
        Assert.Equal([article.Id()], (await latest.GetChangesAsync(seen)).Added);

        seen = (await latest.GetChangesAsync(seen)).Version;
        await live.WithdrawAsync(new(1, "", Stories.Author));
        await live.AsReference<IOutboxOwner>().DeliverOutboxAsync();
        var told = await latest.GetChangesAsync(seen);
        Assert.Equal((article.Id(), 0), (Assert.Single(told.Articles), told.Added.Length));
    }

    /// <summary>A story that is brought in keeps its times; nobody of the staff writes into the past.</summary>
    [Fact]
    public async Task Entry_OfTheSystem_KeepsItsTime_AndOnlyThat()
    {
        var (_, live, _) = await cluster.Client.LiveStoryAsync();
        var (now, past) = (cluster.Time.GetUtcNow(), cluster.Time.GetUtcNow().AddHours(-3));

        await live.AddAsync(LiveStoryFixtures.Entry("Then", actor: Actor.System with { Name = "Ines" }) with { At = past });
        await live.AddAsync(LiveStoryFixtures.Entry("Now") with { At = past });
        await live.AddAsync(LiveStoryFixtures.Entry("Not yet", actor: Actor.System) with { At = now.AddHours(1) });

        var entries = (await live.ReadAsync(new(OldestFirst: true, 0, 10)))!;
        Assert.Equal([past, now, now], entries.Items.Select(entry => entry.At));
        Assert.Equal((past, "Ines"), (entries.Story.StartedAt, entries.Items[0].By));
    }

    [Fact]
    public async Task Pinned_AreAtMostFive_TheLastFirst()
    {
        var (_, live, _) = await cluster.Client.LiveStoryAsync();
        for (var i = 1; i <= 5; i++) await live.AddedAsync($"{i}.", isPinned: true);
        Assert.Equal(LiveEntryRules.ManyPinned, Error(await live.AddAsync(LiveStoryFixtures.Entry("6.", isPinned: true))));
        await live.AddedAsync("6.");
        Assert.Equal(LiveEntryRules.ManyPinned, Error(await live.PinAsync(new(6, true, Stories.Author))));
        Assert.IsType<LiveEntrySaved>(await live.PinAsync(new(3, false, Stories.Author)));
        Assert.IsType<LiveEntrySaved>(await live.PinAsync(new(6, true, Stories.Author)));

        Assert.Equal("6 5 4 2 1", (await live.ReadAsync(NewestFirst))!.Pinned.Numbers());
    }

    [Fact]
    public async Task Ended_TakesNoEntries_UntilItGoesOn()
    {
        var (_, live, _) = await cluster.Client.LiveStoryAsync();
        await live.AddedAsync("One.");
        Assert.Equal(new LiveEntrySaved(0, 0, 2), await live.EndAsync(new(true, Stories.Author)));
        Assert.Equal(new LiveEntrySaved(0, 0, 2), await live.EndAsync(new(true, Stories.Author)));
        Assert.Equal(cluster.Time.GetUtcNow(), (await live.ReadAsync(NewestFirst))!.Story.EndedAt);
        Assert.Equal(LiveEntryRules.Ended, Error(await live.AddAsync(LiveStoryFixtures.Entry("Two."))));
        Assert.IsType<LiveEntrySaved>(await live.CorrectAsync(new(1, 1, new("", "One!"), "", Stories.Author)));
        await live.EndAsync(new(false, Stories.Author));
        Assert.Equal(2, await live.AddedAsync("Two."));
    }

    [Theory]
    [InlineData("", 0, "body")]
    [InlineData("", 20_001, "body")]
    [InlineData("Two\nlines", 1, "headline")]
    public async Task Text_ThatIsNone_OrTooLong_IsRefusedAtItsField(string headline, int length, string field)
    {
        var (_, live, _) = await cluster.Client.LiveStoryAsync();
        var text = new LiveEntryText(headline, new string('x', length));

        Assert.Equal(field, Error(await live.AddAsync(new(Guid.NewGuid(), text, false, Stories.Author))).Field);
        Assert.Equal("headline", Error(await live.AddAsync(LiveStoryFixtures.Entry("Text.", new string('x', 301)))).Field);
        Assert.Equal("body", Error(await live.AddAsync(LiveStoryFixtures.Entry(string.Concat(Enumerable.Repeat("> ", 150)) + "deep"))).Field);
        Assert.Equal(0, await live.GetVersionAsync());
    }

    [Fact]
    public async Task Markup_OfEntries_IsThatOfStories_AndItsIdsAreItsOwn()
    {
        var (_, live, _) = await cluster.Client.LiveStoryAsync();
        foreach (var _ in Enumerable.Range(0, 2)) await live.AddedAsync("## Where\n\nSee [above](#where) and a note.[^1] <script>alert(1)</script><b onclick=x>bold</b>\n\n[^1]: The note.");

        var page = (await live.ReadAsync(NewestFirst))!;

        Assert.All(page.Items, entry =>
        {
            Assert.Contains($"<h2 id=\"live-entry-{entry.Number}-where\">", entry.Html, StringComparison.Ordinal);
            Assert.Contains($"<a href=\"#live-entry-{entry.Number}-where\">", entry.Html, StringComparison.Ordinal);
            Assert.DoesNotContain("alert", entry.Html, StringComparison.Ordinal);
            Assert.DoesNotContain("onclick", entry.Html, StringComparison.Ordinal);
            Assert.DoesNotContain("id=\"fn", entry.Html, StringComparison.Ordinal);
        });
    }

    private static FieldError Error(LiveEntryResult result) => Assert.Single(Assert.IsType<LiveEntryInvalid>(result).Errors);
}
