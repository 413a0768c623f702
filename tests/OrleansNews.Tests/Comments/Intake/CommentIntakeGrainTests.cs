using System.Buffers.Text;
using System.Diagnostics.Metrics;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using Orleans.Storage;
using OrleansNews.Accounts;
using OrleansNews.Articles;
using OrleansNews.Cluster;
using OrleansNews.Comments.Threads;
using OrleansNews.Logs;
using OrleansNews.Site;

namespace OrleansNews.Comments;

public sealed class CommentIntakeGrainTests : IAsyncLifetime
{
    private readonly NewsCluster _cluster = new();
    private readonly BrowserId _browser = new(Guid.NewGuid());
    private IArticleGrain _story = null!;
    private ArticleSaved _saved = null!;
    private int _people;

    private ICommentIntakeGrain Intake => _cluster.Client.GetGrain<ICommentIntakeGrain>(0);

    private ICommentThreadGrain Thread => _cluster.Client.GetGrain<ICommentThreadGrain>(_story.Id().Value);

    public async ValueTask InitializeAsync()
    {
        await _cluster.InitializeAsync();
        _story = await _cluster.Client.NewArticleAsync();
        _saved = await _story.PublishedAsync(Stories.Harbour.Unique());
    }

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task Submit_AFirstComment_IsHeldSanitisedAndSealed()
    {
        var posted = await PostedAsync(New("Hello <b>there</b><script>alert(1)</script>"));

        Assert.Equal(CommentStatus.Held, posted.Status);
        var kept = Assert.Single((await Thread.ReadForModeratorsAsync([posted.Id], Posts.Moderator))!.Value);
        Assert.Equal("Hello <b>there</b>", kept.View.Text);
        Assert.Equal("first-time", kept.Reason);
        Assert.Equal("https://a.example/", kept.View.Url);
        Assert.Equal("person1@a.example", await _cluster.Client.GetGrain<ICommenterGrain>(kept.Commenter).UnsealAsync(kept.SealedEmail, Posts.Moderator));
        Assert.Equal(new("192.0.2.1", "Browser/1"), await _cluster.Client.GetGrain<IDayKeysGrain>(0).UnsealAsync(kept.SealedOrigin, Posts.Moderator));
        Assert.Equal([posted.Id], await _cluster.Client.GetGrain<ICommenterGrain>(kept.Commenter).FindCommentsAsync(Posts.Moderator));
    }

    [Fact]
    public async Task Submit_IsMeasured_ByTheMetersOfItsSilo()
    {
        var meters = _cluster.SiloServices.GetRequiredService<IMeterFactory>();
        using var submitted = new MetricCollector<long>(meters, "OrleansNews.Comments", "orleansnews.comments.submitted");
        using var posted = new MetricCollector<long>(meters, "OrleansNews.Threads", "orleansnews.threads.posted");
        using var queued = new MetricCollector<long>(meters, "OrleansNews.Threads", "orleansnews.threads.queued");
        using var batches = new MetricCollector<int>(meters, "OrleansNews.Threads", "orleansnews.threads.batch.size");
        using var written = new MetricCollector<long>(meters, "OrleansNews.Threads", "orleansnews.threads.bytes");

        var comment = New("Hello");
        await PostedAsync(comment);
        await RefusalAsync(comment with { Submission = SubmissionId.FromKey("again") });

        Assert.Equal(["held", "refused"], submitted.GetMeasurementSnapshot().Select(one => one.Tags["outcome"]));
        Assert.Equal((1, 0), (posted.GetMeasurementSnapshot().EvaluateAsCounter(), queued.GetMeasurementSnapshot().EvaluateAsCounter()));
        Assert.Equal(1, batches.GetMeasurementSnapshot()[0].Value);
        Assert.True(written.GetMeasurementSnapshot().EvaluateAsCounter() > 0);
    }

    [Fact]
    public async Task Submit_Again_GetsTheFirstAnswerBeforeAnyRule()
    {
        var comment = New("Hello");
        var first = await PostedAsync(comment);

        Assert.Equal(first with { Repeated = true }, await Intake.SubmitAsync(comment));
        Assert.Equal(CommentRefusal.SubmissionReused, await RefusalAsync(comment with { Text = "Other" }));

        await CloseAsync();
        Assert.Equal(first with { Repeated = true }, await Intake.SubmitAsync(comment));
        Assert.Equal(CommentRefusal.Closed, await RefusalAsync(New("Later")));
        Assert.Single((await Thread.FindByStatusAsync(CommentStatus.Held, 0, 100, Posts.Moderator))!.Value);
    }

    [Fact]
    public async Task Submit_TooQuickly_IsRefusedByEmailAndByAddressButADuplicateIsSaidFirst()
    {
        var comment = New("Hello");
        await PostedAsync(comment);

        Assert.Equal(CommentRefusal.Duplicate, await RefusalAsync(comment with { Submission = SubmissionId.FromKey("again") }));
        Assert.Equal(CommentRefusal.TooQuickly, await RefusalAsync(comment with { Submission = SubmissionId.FromKey("b"), Text = "Other", Address = "198.51.100.9" }));
        Assert.Equal(CommentRefusal.TooQuickly, await RefusalAsync(New("Third") with { Address = comment.Address }));

        _cluster.Time.Advance(TimeSpan.FromSeconds(15));
        await PostedAsync(comment with { Submission = SubmissionId.FromKey("c"), Text = "Other" });
    }

    [Fact]
    public async Task Submit_TwiceAtOnce_GetsTheSameAnswerTwice()
    {
        var comment = New("Hello");
        var gate = _cluster.Storage.Hold(StorageOperation.Write, "thread");
        var first = Intake.SubmitAsync(comment);
        await gate.Reached;
        var second = Intake.SubmitAsync(comment);
        var other = RefusalAsync(comment with { Submission = SubmissionId.FromKey("other"), Text = "Other", Parent = CommentId.Native(_story.Id(), 9) });
        await Thread.GetVersionAsync(default);
        gate.Open();

        var (one, two) = (Assert.IsType<CommentPosted>(await first), Assert.IsType<CommentPosted>(await second));
        Assert.Equal((one.Id, one.Position, one.Status), (two.Id, two.Position, two.Status));
        Assert.Single([one, two], answer => answer.Repeated);
        Assert.Equal(CommentRefusal.ParentNotApproved, await other);
        Assert.Equal(CommentRefusal.TooQuickly, await RefusalAsync(comment with { Submission = SubmissionId.FromKey("next"), Text = "Next" }));
        Assert.Single((await Thread.FindByStatusAsync(CommentStatus.Held, 0, 100, Posts.Moderator))!.Value);
    }

    [Fact]
    public async Task Submit_AfterItsAnswerWasLost_GetsTheFirstAnswerAlsoWhenTheStoryIsClosed()
    {
        var comment = New("Hello");
        await PostedAsync(New("Before"));
        // What the thread notes about its deliveries is a write, too: not that one is to fail.
        await _cluster.Client.GetGrain<Operations.IOutboxOwner>(Thread.GetGrainId()).DeliverOutboxAsync();
        _cluster.Storage.Arm(StorageOperation.Write, "thread", StorageFault.After);
        await Assert.ThrowsAnyAsync<Exception>(() => Intake.SubmitAsync(comment));
        await CloseAsync();

        Assert.True((await PostedAsync(comment)).Repeated);
    }

    [Fact]
    public async Task Submit_WithAnIdMadeFromTheForm_StoresNothingThatConfirmsTheAddress()
    {
        var comment = New("Hello");
        var id = SubmissionId.FromForm(comment.Article, null, comment.Author, comment.Email, comment.Url, comment.Text, "", comment.Address);
        var posted = await PostedAsync(comment with { Submission = id });

        var kept = Assert.Single((await Thread.ReadForModeratorsAsync([posted.Id], Posts.Moderator))!.Value);
        var bits = id.Value.ToByteArray(bigEndian: true);
        Assert.NotEmpty(kept.SealedOrigin);
        Assert.True(kept.SealedOrigin.AsSpan().IndexOf(bits) < 0 && kept.SealedEmail.AsSpan().IndexOf(bits) < 0, "A seal names the form's own id.");
        var state = new GrainState<RawJson>();
        await _cluster.SiloServices.GetRequiredKeyedService<IGrainStorage>("Default").ReadStateAsync("thread", Thread.GetGrainId(), state);
        var head = Encoding.UTF8.GetString(state.State!.Utf8.Span);
        Assert.Contains("Hello", head, StringComparison.Ordinal);
        Assert.DoesNotContain(Base64Url.EncodeToString(id.Value.ToByteArray()), head, StringComparison.Ordinal);
        Assert.Equal(posted with { Repeated = true }, await Intake.SubmitAsync(comment with { Submission = id }));
    }

    [Fact]
    public async Task Submit_RefusedByTheThread_MakesNobodyWait()
    {
        var reply = New("Reply") with { Parent = CommentId.Native(_story.Id(), 77) };

        Assert.Equal(CommentRefusal.ParentNotApproved, await RefusalAsync(reply));
        Assert.IsType<CommentPosted>(await Intake.SubmitAsync(reply with { Parent = null, Submission = SubmissionId.FromKey("top") }));
    }

    [Fact]
    public async Task Submit_ByStaff_IsApprovedWithoutFloodAndFields()
    {
        for (var i = 0; i < 3; i++)
        {
            var posted = await PostedAsync(New($"From the desk {i}, https://a.example https://b.example") with { Author = "", Email = "", Staff = Posts.Moderator });
            Assert.Equal(CommentStatus.Approved, posted.Status);
        }

        var author = await PostedAsync(New("From the author") with { Staff = Stories.Author, Email = "" });
        Assert.Equal(CommentStatus.Approved, author.Status);
        var other = await PostedAsync(New("From another author") with { Staff = Stories.OtherAuthor, Email = "" });
        Assert.Equal(CommentStatus.Held, other.Status);
    }

    [Fact]
    public async Task Submit_FromABrowserWithAnApprovedComment_IsApproved()
    {
        var comment = New("Hello") with { Browser = _browser };
        var kept = Assert.Single((await Thread.ReadForModeratorsAsync([(await PostedAsync(comment)).Id], Posts.Moderator))!.Value);
        await _cluster.Client.GetGrain<ICommenterGrain>(kept.Commenter).RecordApprovalAsync(_browser);
        _cluster.Time.Advance(TimeSpan.FromSeconds(15));

        Assert.Equal(CommentStatus.Approved, (await PostedAsync(comment with { Text = "Again", Submission = SubmissionId.FromKey("2") })).Status);
        _cluster.Time.Advance(TimeSpan.FromSeconds(15));
        Assert.Equal(CommentStatus.Held, (await PostedAsync(comment with { Text = "Impostor", Submission = SubmissionId.FromKey("3"), Browser = new(Guid.NewGuid()) })).Status);
    }

    [Fact]
    public async Task Submit_UnderWhatIsNotPublished_FindsNoStory()
    {
        var draft = await _cluster.Client.NewArticleAsync();

        Assert.Equal(CommentRefusal.ArticleNotFound, await RefusalAsync(New("x") with { Article = draft.Id() }));
        Assert.Equal(CommentRefusal.ArticleNotFound, await RefusalAsync(New("x") with { Article = new(0) }));
    }

    [Fact]
    public async Task Submit_AgainAfterTheStoryWasWithdrawn_GetsTheFirstAnswer()
    {
        var comment = New("Hello");
        var first = await PostedAsync(comment);
        await WithdrawAsync();

        Assert.Equal(first with { Repeated = true }, await Intake.SubmitAsync(comment));
        Assert.Equal(CommentRefusal.SubmissionReused, await RefusalAsync(comment with { Text = "Other" }));
        Assert.Equal(CommentRefusal.ArticleNotFound, await RefusalAsync(New("Later")));
    }

    [Fact]
    public async Task Submit_WithoutAnythingToSee_AsksForTheText()
    {
        var invalid = Assert.IsType<CommentInvalid>(await Intake.SubmitAsync(New("<b>\u200B</b>")));

        Assert.Equal([new("comment", "Error: Please type your comment text.", "require_valid_comment")], invalid.Errors);
    }

    [Fact]
    public async Task Submit_StoreOfTheThreadFails_TheRetryUnderTheSameIdSucceeds()
    {
        var comment = New("Hello");
        _cluster.Storage.Arm(StorageOperation.Write, "thread", StorageFault.Before);
        await Assert.ThrowsAnyAsync<Exception>(() => Intake.SubmitAsync(comment));

        Assert.False((await PostedAsync(comment)).Repeated);
    }

    [Fact]
    public async Task Edit_ByTheBrowserThatPosted_RunsTheRulesAgain()
    {
        var posted = await PostedAsync(New("Hello") with { Browser = _browser });
        await Thread.DecideAsync(new([posted.Id], Decision.Approve, Posts.Moderator));

        Assert.IsType<CommentPosted>(await Intake.EditAsync(new(posted.Id, "Hello <i>again</i>", 1, _browser, null)));
        Assert.Equal("Hello <i>again</i>", (await Thread.FindAsync(posted.Id, 50))!.View.Text);
        Assert.Equal(CommentRefusal.NotEditable, Assert.IsType<CommentRefused>(await Intake.EditAsync(new(posted.Id, "x", 2, new(Guid.NewGuid()), null))).Reason);
        Assert.Equal(CommentRefusal.NotEditable, Assert.IsType<CommentRefused>(await Intake.EditAsync(new(posted.Id, "x", 2, null, Posts.Author))).Reason);

        await Intake.EditAsync(new(posted.Id, "https://a.example https://b.example", 2, _browser, null));
        Assert.Equal(CommentStatus.Held, (await Thread.FindAsync(posted.Id, 50))!.Status);
    }

    [Fact]
    public async Task Edit_BySomebodySuspended_IsRefused_AndOneWhoseCommentsWaitIsHeld()
    {
        var posted = await PostedAsync(New("Hello") with { Browser = _browser });
        await Thread.DecideAsync(new([posted.Id], Decision.Approve, Posts.Moderator));
        var person = _cluster.Client.GetGrain<ICommenterGrain>(Assert.Single((await Thread.ReadForModeratorsAsync([posted.Id], Posts.Moderator))!.Value).Commenter);

        await person.SuspendAsync(_cluster.Time.GetUtcNow().AddDays(1), Posts.Moderator);
        Assert.Equal(CommentRefusal.Suspended, Assert.IsType<CommentRefused>(await Intake.EditAsync(new(posted.Id, "Buy", 1, _browser, null))).Reason);
        Assert.Equal(CommentRefusal.NotEditable, Assert.IsType<CommentRefused>(await Intake.EditAsync(new(posted.Id, "Buy", 1, new(Guid.NewGuid()), null))).Reason);
        Assert.Equal("Hello", (await Thread.FindAsync(posted.Id, 50))!.View.Text);
        await person.SuspendAsync(null, Posts.Moderator);
        await person.SetRuleAsync(CommenterRule.Hold, Posts.Moderator);

        Assert.Equal(1, Assert.IsType<CommentPosted>(await Intake.EditAsync(new(posted.Id, "By a moderator", 1, null, Posts.Moderator))).Id.Number);
        Assert.Equal(CommentStatus.Approved, (await Thread.FindAsync(posted.Id, 50))!.Status);
        Assert.Equal(CommentStatus.Held, Assert.IsType<CommentPosted>(await Intake.EditAsync(new(posted.Id, "Hello again", 2, _browser, null))).Status);
    }

    [Fact]
    public async Task Edit_SentAgainBySomebodySuspendedSince_IsAnsweredAsItWas()
    {
        var posted = await PostedAsync(New("Hello") with { Browser = _browser });
        await Thread.DecideAsync(new([posted.Id], Decision.Approve, Posts.Moderator));
        var person = _cluster.Client.GetGrain<ICommenterGrain>(Assert.Single((await Thread.ReadForModeratorsAsync([posted.Id], Posts.Moderator))!.Value).Commenter);
        var edited = Assert.IsType<CommentPosted>(await Intake.EditAsync(new(posted.Id, "Hello again", 1, _browser, null)));
        await person.SuspendAsync(_cluster.Time.GetUtcNow().AddDays(1), Posts.Moderator);

        Assert.Equal(edited with { Repeated = true }, await Intake.EditAsync(new(posted.Id, "Hello again", 1, _browser, null)));
        Assert.Equal(new CommentRefused(CommentRefusal.Suspended), await Intake.EditAsync(new(posted.Id, "Buy", 1, _browser, null)));
        Assert.Equal(new CommentRefused(CommentRefusal.Suspended), await Intake.EditAsync(new(posted.Id, "Buy", 2, _browser, null)));
    }

    [Fact]
    public async Task Edit_BySomebodyWhoseCommentsAreApproved_IsNotHeldForItsLinks()
    {
        var posted = await PostedAsync(New("Hello") with { Browser = _browser });
        await Thread.DecideAsync(new([posted.Id], Decision.Approve, Posts.Moderator));
        var person = _cluster.Client.GetGrain<ICommenterGrain>(Assert.Single((await Thread.ReadForModeratorsAsync([posted.Id], Posts.Moderator))!.Value).Commenter);
        await person.SetRuleAsync(CommenterRule.Approve, Posts.Moderator);

        Assert.Equal(CommentStatus.Approved, Assert.IsType<CommentPosted>(await Intake.EditAsync(new(posted.Id, "https://a.example https://b.example", 1, _browser, null))).Status);
        Assert.Equal(CommentStatus.Approved, (await Thread.FindAsync(posted.Id, 50))!.Status);
    }

    private CommentSubmission New(string text)
    {
        var person = ++_people;
        return new()
        {
            Article = _story.Id(), Submission = SubmissionId.FromKey($"{person}"), Author = $"Person {person}", Email = $"person{person}@a.example", Url = "a.example", Text = text,
            Address = $"192.0.2.{person}", UserAgent = "Browser/1",
        };
    }

    private async Task<CommentPosted> PostedAsync(CommentSubmission submission) => Assert.IsType<CommentPosted>(await Intake.SubmitAsync(submission));

    private async Task<CommentRefusal> RefusalAsync(CommentSubmission submission) => Assert.IsType<CommentRefused>(await Intake.SubmitAsync(submission)).Reason;

    private async Task WithdrawAsync()
    {
        Assert.IsType<ArticleSaved>(await _story.WithdrawAsync(new(_saved.Version, Stories.Editor, "It was wrong.")));
        _cluster.Time.Advance(TimeSpan.FromSeconds(20));
    }

    private async Task CloseAsync()
    {
        var site = _cluster.Client.GetGrain<ISiteGrain>(0);
        var settings = (await site.GetAsync(0))!;
        var closed = settings with { Discussion = settings.Discussion with { CloseAfterDays = 1 } };
        Assert.True((await site.UpdateAsync(closed, new("root", "Root", Role.Administrator))).Saved);
        _cluster.Time.Advance(TimeSpan.FromHours(23));
        _cluster.Time.Advance(TimeSpan.FromHours(1));
    }
}
