using OrleansNews.Accounts;
using OrleansNews.Articles;
using OrleansNews.Cluster;
using OrleansNews.Comments;
using OrleansNews.Comments.Threads;
using OrleansNews.Moderation;
using OrleansNews.Operations;
using OrleansNews.Site;

namespace OrleansNews.Mail;

/// <summary>Mail servers that defer, refuse, break off, and hang.</summary>
public sealed class SmtpFaultTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task DeferredMail_IsSentAgain_UnderTheSameId()
    {
        await using var site = await MailSite.StartAsync();
        var ids = new List<string>();
        site.Server.Instead = (command, source) =>
        {
            if (command != ".") return Task.FromResult<string?>(null);
            ids.Add(new ReceivedMail("", [], source, false).Field("Message-Id"));
            return Task.FromResult(ids.Count < 3 ? "451 4.3.0 Later" : null);
        };

        await HoldAsync(site, "The tide is high");

        var mail = await site.NextAsync(Cancel);
        Assert.Equal(3, ids.Count);
        Assert.Equal(mail.Field("Message-Id"), Assert.Single(ids.Distinct()));
        Assert.Single(site.Server.Taken);
    }

    [Fact]
    public async Task RefusedMail_IsNotSentAgain_AndHoldsUpNoOther()
    {
        await using var site = await MailSite.StartAsync();
        await site.StaffAsync("amy", Role.Moderator);
        var asked = 0;
        site.Server.Instead = (command, line) => Task.FromResult(command == "RCPT" && line.Contains("mo@", StringComparison.Ordinal) && Interlocked.Increment(ref asked) > 0 ? "550 5.1.1 Nobody of this name" : null);

        await HoldAsync(site, "The tide is high");

        Assert.Equal(["amy@example.org"], (await site.NextAsync(Cancel)).To);
        await site.CommentAsync(site.Story!, "Ben", "The tide is low");
        Assert.Equal(["amy@example.org"], (await site.NextAsync(Cancel)).To);
        Assert.InRange(asked, 1, 2);
    }

    [Theory]
    [InlineData("550 5.7.1 Not from there")]
    [InlineData("530 5.7.0 Sign in first")]
    public async Task RefusedSender_IsNoFaultOfTheMails_WhichWait(string answer)
    {
        await using var site = await MailSite.StartAsync();
        await site.StaffAsync("amy", Role.Moderator);
        var asked = 0;
        site.Server.Instead = (command, _) => Task.FromResult(command == "MAIL" && ++asked <= 3 ? answer : null);

        await HoldAsync(site, "The tide is high");

        var to = new[] { (await site.NextAsync(Cancel)).To[0], (await site.NextAsync(Cancel)).To[0] };
        Assert.Equal(["amy@example.org", "mo@example.org"], to.Order());
    }

    [Theory]
    [InlineData("MAIL", "530 5.7.0 Sign in first")]
    [InlineData("MAIL", "550 5.7.1 Not from there")]
    [InlineData(".", "451 4.3.0 Later")]
    public async Task MailThatWasTriedTooOften_IsGivenUp_AndTheNextIsSent(string at, string answer)
    {
        await using var site = await MailSite.StartAsync(options => options.MaxTries = 3);
        var tried = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var asked = 0;
        site.Server.Instead = (command, _) =>
        {
            if (command != at || ++asked > 3) return Task.FromResult<string?>(null);
            if (asked == 3) tried.SetResult();
            return Task.FromResult<string?>(answer);
        };
        await HoldAsync(site, "The tide is high");
        while (!tried.Task.IsCompleted)
        {
            site.Cluster.Time.Advance(TimeSpan.FromSeconds(2));
            await Task.WhenAny(tried.Task, Task.Delay(20, Cancel));
        }

        await site.CommentAsync(site.Story!, "Ben", "The tide is low");

        var next = MailSite.Read(await site.NextAsync(Cancel)).TextBody;
        Assert.Contains("The tide is low", next, StringComparison.Ordinal);
        Assert.DoesNotContain("The tide is high", next, StringComparison.Ordinal);
    }

    [Fact]
    public async Task BrokenConnection_AfterTheText_SendsTheMailAgainUnderTheSameId()
    {
        await using var site = await MailSite.StartAsync();
        var ids = new List<string>();
        site.Server.Instead = (command, source) =>
        {
            if (command != ".") return Task.FromResult<string?>(null);
            ids.Add(new ReceivedMail("", [], source, false).Field("Message-Id"));
            return ids.Count == 1 ? throw new IOException("The line is cut.") : Task.FromResult<string?>(null);
        };

        await HoldAsync(site, "The tide is high");

        var mail = await site.NextAsync(Cancel);
        Assert.Equal([mail.Field("Message-Id"), mail.Field("Message-Id")], ids);
    }

    [Fact]
    public async Task Server_ThatIsAway_IsAskedAgain()
    {
        await using var site = await MailSite.StartAsync();
        var refusals = 0;
        site.Server.Instead = (command, _) => Task.FromResult(command == "CONNECT" && ++refusals <= 3 ? "421 4.3.2 Not now" : null);

        await HoldAsync(site, "The tide is high");

        Assert.Contains("The tide is high", MailSite.Read(await site.NextAsync(Cancel)).TextBody, StringComparison.Ordinal);
        Assert.True(refusals > 3);
    }

    [Fact]
    public async Task Server_ThatHangs_KeepsNothingElseWaiting()
    {
        await using var site = await MailSite.StartAsync();
        var (asked, silence) = (new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously), new TaskCompletionSource<string?>(TaskCreationOptions.RunContinuationsAsynchronously));
        site.Server.Instead = (command, _) =>
        {
            if (command != "CONNECT") return Task.FromResult<string?>(null);
            asked.TrySetResult(true);
            return silence.Task;
        };
        await HoldAsync(site, "The tide is high");
        Assert.True(await site.GoOnUntilAsync(asked.Task));
        var (grains, story) = (site.Cluster.Client, site.Story!);
        var first = Assert.Single((await grains.GetGrain<IModerationDeskGrain>(0).ReadAsync(new(), Posts.Moderator))!.Items).Comment.View.Id;

        // Everything that a thread and a story tell is told while the server says nothing.
        await site.DecideAsync(first, Decision.Approve);
        await site.CommentAsync(story, "Ben", "The tide is low");
        await site.DeliveredAsync(story);
        var later = await site.PublishAsync("The lighthouse");
        await grains.GetGrain<IArticleGrain>(later.Id.Value).AsReference<IOutboxOwner>().DeliverOutboxAsync();

        Assert.Equal(1, (await grains.GetGrain<IModerationDeskGrain>(0).CountAsync(Posts.Moderator))!.Held);
        var log = (await grains.GetGrain<IModerationLogGrain>(0).ReadAsync(new(), Posts.Moderator))!.Entries;
        Assert.Contains(log, entry => entry.Number == first.Number && entry.To == CommentStatus.Approved);
        Assert.Equal(first, (await site.GoOnUntilAsync(LatestAsync(grains))).Comment.Id);
        Assert.False(silence.Task.IsCompleted);
        Assert.Empty(site.Server.Taken);

        silence.SetResult(null);
        var mail = MailSite.Read(await site.NextAsync(Cancel)).TextBody;
        Assert.Contains("The tide is low", mail, StringComparison.Ordinal);
        Assert.DoesNotContain("The tide is high", mail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("CONNECT")]
    [InlineData(".")]
    public async Task Server_ThatHangs_IsGivenUpInTime_AndAskedAgain(string at)
    {
        await using var site = await MailSite.StartAsync(options => options.Timeout = TimeSpan.FromSeconds(1));
        var (silence, asked) = (new TaskCompletionSource<string?>(), 0);
        site.Server.Instead = (command, _) => command == at && ++asked == 1 ? silence.Task : Task.FromResult<string?>(null);

        await HoldAsync(site, "The tide is high");

        Assert.Contains("The tide is high", MailSite.Read(await site.NextAsync(Cancel)).TextBody, StringComparison.Ordinal);
        Assert.True(asked > 1);
        Assert.Single(site.Server.Taken);
        silence.SetResult("421 Too late");
    }

    private static async Task<LatestComment> LatestAsync(IGrainFactory grains)
    {
        LatestComment? latest = null;
        await Waits.UntilAsync(async () => (latest = (await grains.GetGrain<ILatestCommentsGrain>(0).GetAsync(5, 0)).Items.FirstOrDefault()) is not null, "No comment is ever among the latest.");
        return latest!;
    }

    private static async Task HoldAsync(MailSite site, string text)
    {
        await site.StaffAsync("mo", Role.Moderator);
        await site.DiscussAsync(discussion => discussion with { Moderation = ModerationMode.All, MailAuthors = false });
        site.Story = await site.PublishAsync();
        await site.CommentAsync(site.Story, "Ann", text);
    }
}
