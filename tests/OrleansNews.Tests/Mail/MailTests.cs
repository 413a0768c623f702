using OrleansNews.Accounts;
using OrleansNews.Articles;
using OrleansNews.Cluster;
using OrleansNews.Comments;
using OrleansNews.Comments.Threads;
using OrleansNews.Operations;
using OrleansNews.Site;

namespace OrleansNews.Mail;

/// <summary>What staff get by mail, over a real connection to a mail server of the test.</summary>
public sealed class MailTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task HeldComment_IsMailedToThoseWhoModerate_AndTellsNoAddress()
    {
        await using var site = await MailSite.StartAsync();
        await site.StaffAsync("mo", Role.Moderator);
        await site.StaffAsync("con", Role.Contributor);
        await site.StaffAsync("gone", Role.Moderator);
        await site.Cluster.Client.GetGrain<IStaffGrain>(0).SetDisabledAsync("gone", true, Actor.System);
        await site.DiscussAsync(discussion => discussion with { Moderation = ModerationMode.All, MailAuthors = false });
        var story = await site.PublishAsync();

        var held = await site.CommentAsync(story, "Ann", "The tide is high");

        var mail = await site.NextAsync(Cancel);
        Assert.Equal(["mo@example.org"], mail.To);
        Assert.DoesNotContain("ann@example.org", mail.Source, StringComparison.OrdinalIgnoreCase);
        var read = MailSite.Read(mail);
        Assert.Equal("[The Estuary] Please moderate: “The harbour”", read.Subject);
        Assert.Equal("\"The Estuary\" <news@example.org>", read.From.ToString());
        Assert.EndsWith("@news.example.org", read.MessageId, StringComparison.Ordinal);
        Assert.Equal("auto-generated", mail.Field("Auto-Submitted"));
        Assert.Contains("Ann on “The harbour”:", read.TextBody, StringComparison.Ordinal);
        Assert.Contains("> The tide is high", read.TextBody, StringComparison.Ordinal);
        Assert.Contains($"{MailSite.Address}/newsroom/comments/{held.Id}", read.TextBody, StringComparison.Ordinal);
        Assert.Single(site.Server.Taken);
    }

    [Fact]
    public async Task VisibleComment_IsMailedToTheAuthor_WhenReadersSeeItFirst_AndNotAgain()
    {
        await using var site = await MailSite.StartAsync();
        await site.StaffAsync("al", Role.Editor);
        await site.DiscussAsync(discussion => discussion with { Moderation = ModerationMode.All, MailModerators = false });
        var story = await site.PublishAsync();
        var held = await site.CommentAsync(story, "Ann", "The tide is high");

        await site.DecideAsync(held.Id, Decision.Approve);

        var mail = await site.NextAsync(Cancel);
        Assert.Equal(["al@example.org"], mail.To);
        Assert.Equal("[The Estuary] Comment: “The harbour”", MailSite.Read(mail).Subject);
        Assert.Contains($"{MailSite.Address}/comments/{held.Id}", MailSite.Read(mail).TextBody, StringComparison.Ordinal);

        await site.DecideAsync(held.Id, Decision.Hold);
        await site.DecideAsync(held.Id, Decision.Approve);
        var second = await site.CommentAsync(story, "Ben", "The tide is low");
        await site.DecideAsync(second.Id, Decision.Approve);
        var next = MailSite.Read(await site.NextAsync(Cancel));
        Assert.Contains("The tide is low", next.TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain("The tide is high", next.TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Comments_SoonAfterAMail_AreGatheredInOne_WithoutThoseDecidedMeanwhile()
    {
        await using var site = await MailSite.StartAsync();
        await site.StaffAsync("mo", Role.Moderator);
        await site.DiscussAsync(discussion => discussion with { Moderation = ModerationMode.All, MailAuthors = false });
        var story = await site.PublishAsync();
        await site.CommentAsync(story, "Ann", "First of all");
        Assert.Contains("First of all", MailSite.Read(await site.NextAsync(Cancel)).TextBody, StringComparison.Ordinal);

        await site.CommentAsync(story, "Ben", "Second of all");
        await site.CommentAsync(story, "Cem", "Third of all");
        var spam = await site.CommentAsync(story, "Dan", "Buy watches");
        await site.DecideAsync(spam.Id, Decision.Spam);

        var gathered = MailSite.Read(await site.NextAsync(Cancel));
        Assert.Contains("Second of all", gathered.TextBody, StringComparison.Ordinal);
        Assert.Contains("Third of all", gathered.TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain("watches", gathered.TextBody, StringComparison.Ordinal);
        Assert.Equal(2, site.Server.Taken.Count);
    }

    [Fact]
    public async Task Mail_OfMoreThanItNames_CountsThoseThatWait_AndLeadsToTheDeskWhenNoneNamedIsLeft()
    {
        await using var site = await MailSite.StartAsync();
        await site.StaffAsync("mo", Role.Moderator);
        await site.DiscussAsync(discussion => discussion with { Moderation = ModerationMode.All, MailAuthors = false });
        var story = await site.PublishAsync();
        await site.CommentAsync(story, "Ann", "First of all");
        await site.NextAsync(Cancel);

        var held = await HoldAsync(site, story, 0, 23);
        await DecideAsync(site, held[3..5]);
        var some = MailSite.Read(await site.NextAsync(Cancel));
        Assert.Equal("[The Estuary] Please moderate: 21 comments", some.Subject);
        Assert.Contains("And 3 more.", some.TextBody, StringComparison.Ordinal);
        Assert.Contains("> Number 22", some.TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain("> Number 2\n", some.TextBody!.ReplaceLineEndings("\n"), StringComparison.Ordinal);

        held = await HoldAsync(site, story, 23, 22);
        await DecideAsync(site, held[2..]);
        var none = MailSite.Read(await site.NextAsync(Cancel));
        Assert.Equal("[The Estuary] Please moderate: 2 comments", none.Subject);
        Assert.Contains($"{MailSite.Address}/newsroom/comments", none.TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain("> ", none.TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain("more.", none.TextBody, StringComparison.Ordinal);
    }

    private static async Task<List<CommentId>> HoldAsync(MailSite site, PublishedArticle story, int first, int count)
    {
        var held = new List<CommentId>();
        for (var i = first; i < first + count; i++) held.Add((await site.CommentAsync(story, $"Person{i}", $"Number {i}")).Id);
        await site.DeliveredAsync(story);
        return held;
    }

    private static async Task DecideAsync(MailSite site, List<CommentId> ids)
    {
        foreach (var id in ids) await site.DecideAsync(id, Decision.Spam);
    }

    [Fact]
    public async Task Comment_ThatAnEditHoldsAgain_IsMailedOnceEachTime_AndOneThatAModeratorPutsBackIsNot()
    {
        await using var site = await MailSite.StartAsync();
        await site.StaffAsync("mo", Role.Moderator);
        await site.DiscussAsync(discussion => discussion with { Moderation = ModerationMode.All, MailAuthors = false });
        var story = await site.PublishAsync();
        var thread = site.Cluster.Client.GetGrain<ICommentThreadGrain>(story.Id.Value);
        var id = (await site.CommentAsync(story, "Ann", "The tide is high")).Id;
        Assert.Contains("The tide is high", MailSite.Read(await site.NextAsync(Cancel)).TextBody, StringComparison.Ordinal);

        for (var version = 1; version < 5; version += 2)
        {
            await site.DecideAsync(id, Decision.Approve);
            Assert.IsType<CommentPosted>(await thread.EditAsync(Posts.Edit(id, $"Watches for {version}", version, null, "word:watches")));
            Assert.Contains($"Watches for {version}", MailSite.Read(await site.NextAsync(Cancel)).TextBody, StringComparison.Ordinal);

            // It waits already: whoever looks finds the newest words.
            Assert.IsType<CommentPosted>(await thread.EditAsync(Posts.Edit(id, $"Watches and more for {version}", version + 1, null, "word:watches")));
            await site.DeliveredAsync(story);
        }

        await site.DecideAsync(id, Decision.Approve);
        await site.DecideAsync(id, Decision.Hold);
        await site.DeliveredAsync(story);
        await site.CommentAsync(story, "Ben", "The tide is low");

        var next = MailSite.Read(await site.NextAsync(Cancel)).TextBody;
        Assert.Contains("The tide is low", next, StringComparison.Ordinal);
        Assert.DoesNotContain("Watches", next, StringComparison.Ordinal);
        Assert.Equal(4, site.Server.Taken.Count);
    }

    [Fact]
    public async Task Comment_ThatNobodyIsMailedAbout_CostsItsThreadNoMoreThanWithoutMail()
    {
        await using var site = await MailSite.StartAsync();
        await site.StaffAsync("al", Role.Editor);
        await site.DiscussAsync(discussion => discussion with { MailAuthors = false, OfferReplyMail = false });
        var story = await site.PublishAsync();
        await site.CommentAsync(story, "Ann", "The first of all");
        await site.DeliveredAsync(story);
        var (registrations, commits) = (await RegistrationsAsync(), Commits());
        site.Cluster.Time.Advance(TimeSpan.FromSeconds(2));

        for (var i = 0; i < 5; i++) await site.CommentAsync(story, $"Person{i}", $"Number {i}");
        Assert.Equal(registrations, await RegistrationsAsync());
        Assert.Equal(commits + 5, Commits());

        // What is told to somebody is noted before it is acknowledged.
        await site.DiscussAsync(discussion => discussion with { MailAuthors = true });
        await site.CommentAsync(story, "Ben", "The last of all");
        Assert.True(await RegistrationsAsync() > registrations);
        var mail = MailSite.Read(await site.NextAsync(Cancel)).TextBody;
        Assert.Contains("The last of all", mail, StringComparison.Ordinal);
        Assert.DoesNotContain("Number", mail, StringComparison.Ordinal);

        int Commits() => site.Cluster.Storage.CountOf(StorageOperation.Write, "thread");

        // Not the shard's writes: a tick of the clock, as one that the settings needed, writes whatever it forgets.
        async Task<long> RegistrationsAsync()
        {
            var thread = site.Cluster.Client.GetGrain<ICommentThreadGrain>(story.Id.Value).GetGrainId();
            var stored = new GrainState<OutboxRegistryState>();
            await site.Cluster.Storage.ReadStateAsync("outbox-registry", site.Cluster.Client.RegistryOf(thread).GetGrainId(), stored);
            return stored.State!.LastRegistration;
        }
    }

    [Fact]
    public async Task Settings_SwitchedOff_MailNobody()
    {
        await using var site = await MailSite.StartAsync();
        await site.StaffAsync("mo", Role.Moderator);
        await site.StaffAsync("al", Role.Editor);
        await site.DiscussAsync(discussion => discussion with { Moderation = ModerationMode.All, MailAuthors = false, MailModerators = false });
        var story = await site.PublishAsync();
        await site.DecideAsync((await site.CommentAsync(story, "Ann", "Nobody hears of this")).Id, Decision.Approve);
        await site.DeliveredAsync(story);

        await site.DiscussAsync(discussion => discussion with { MailAuthors = true });
        await site.DecideAsync((await site.CommentAsync(story, "Ben", "Somebody does of this")).Id, Decision.Approve);

        var mail = MailSite.Read(await site.NextAsync(Cancel));
        Assert.Contains("Somebody does", mail.TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain("Nobody hears", mail.TextBody, StringComparison.Ordinal);
    }
}
