using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Microsoft.Extensions.DependencyInjection;
using OrleansNews.Accounts;
using OrleansNews.Articles;
using OrleansNews.Cluster;

namespace OrleansNews.Comments;

/// <summary>The box of newest comments where who lists them was not told what their threads know, or where some of them do not answer.</summary>
public sealed class LatestCommentsReaderTests : IAsyncLifetime
{
    private const string Lists = "ILatestCommentsGrain.GetAsync";
    private const string Finds = "ICommentThreadGrain.FindAsync";
    private const string ReadsStory = "IArticleGrain.GetPublishedAsync";

    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;
    private static readonly TimeSpan Grace = LatestCommentsReader.Grace;

    // A box that was made just before the end of that is fresh for a second.
    private static readonly TimeSpan Given = Grace + TimeSpan.FromSeconds(1);

    private readonly CachingSite _site = new();
    private PublishedArticle _harbour = null!;
    private PublishedArticle _council = null!;
    private CommentPosted _ada = null!;

    public async ValueTask InitializeAsync()
    {
        await _site.InitializeAsync();
        _harbour = await _site.PublishAsync(Stories.Harbour.Unique());
        _council = await _site.PublishAsync(Stories.Harbour.Unique());
        _ada = await _site.CommentAsync(_harbour, "Ada", "Of the harbour.");
        await _site.CommentAsync(_council, "Bo", "Of the council.");
        foreach (var word in new[] { "harbour", "council" }) await _site.UntilLatestKnowsAsync(word);
        Assert.Equal(["Ada", "Bo"], await ShownAsync());
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task Comment_ThatWasHidden_IsGone_BeforeWhoListsItWasTold()
    {
        await NotTellAsync();

        await HideAsync();

        Assert.Equal(["Bo"], await ShownAsync());
    }

    [Fact]
    public async Task Comment_OfAStoryThatWasWithdrawn_IsGone_BeforeWhoListsItWasTold()
    {
        await NotTellAsync();

        Assert.IsType<ArticleSaved>(await _site.Grains.GetGrain<IArticleGrain>(_harbour.Id.Value).WithdrawAsync(new(_harbour.Revision, Stories.Editor)));

        Assert.Equal(["Bo"], await ShownAsync());
    }

    [Fact]
    public async Task Comment_ThatWasHidden_IsGone_WhileWhoListsItIsSilent()
    {
        BeSilent((method, _) => method == Lists);

        await HideAsync();

        Assert.Equal(["Bo"], await ShownAsync());
        _site.MachineTime.Advance(Given);
        Assert.Equal(["Bo"], await ShownAsync());
    }

    // One story cannot be read, as a damaged one, and the others are asked all the same.
    [Theory]
    [InlineData(Finds, false)]
    [InlineData(ReadsStory, false)]
    [InlineData(ReadsStory, true)]
    public async Task Comment_OfWhichNothingIsSaid_IsShownForAWhileOnly(string silent, bool isDamaged)
    {
        LetFail((method, grain) => method == silent && grain == GrainOf(silent, _harbour), isDamaged ? new InvalidOperationException("It is damaged.") : new TimeoutException("It does not answer."));
        _site.MachineTime.Advance(Grace - TimeSpan.FromMilliseconds(1));
        Assert.Equal(["Ada", "Bo"], await ShownAsync(aged: false));

        Assert.Equal(["Bo"], await ShownAsync());

        _site.Cluster.Calls.Instead = null;
        Assert.Equal(["Ada", "Bo"], await ShownAsync());
    }

    [Fact]
    public async Task Comments_OfWhichNothingIsSaid_LeaveNoBox()
    {
        BeSilent((method, _) => method == Finds);
        _site.MachineTime.Advance(Given);

        Assert.Null(await BoxAsync());
    }

    // The page is the present one, and the box in it would be an old one.
    [Fact]
    public async Task Comments_OfWhichNobodySaysAnything_AreInNoPageThatIsCurrent()
    {
        BeSilent((method, _) => method is Lists or Finds);
        _site.MachineTime.Advance(Given - TimeSpan.FromMilliseconds(1));
        Assert.Equal(["Ada", "Bo"], await ShownAsync(aged: false));
        _site.MachineTime.Advance(TimeSpan.FromMilliseconds(1));

        using var page = await _site.NewBrowser().GetAsync("/", Cancel);

        Assert.False(page.Headers.Contains("X-OrleansNews-Stale"));
        Assert.DoesNotContain("latest-author", await page.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    // What is kept serves a reader who comes after a long time while it is checked: a box is not served so.
    [Fact]
    public async Task Comments_OfALongTimeAgo_AreInNoPageThatIsCurrent_WhileTheyAreAskedAbout()
    {
        LetHang((method, _) => method == Finds);
        _site.MachineTime.Advance(TimeSpan.FromMinutes(10));

        await Waits.UntilAsync(
            async () =>
            {
                using var page = await Waits.ForAsync(_site.NewBrowser().GetAsync("/", Cancel), "The page waits for its box.", () => _site.MachineTime.Advance(TimeSpan.FromMilliseconds(50)));
                if (page.Headers.Contains("X-OrleansNews-Stale")) return false;
                Assert.DoesNotContain("latest-author", await page.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
                return true;
            },
            "The page is never current.");
    }

    [Fact]
    public async Task Comments_OfASilentCluster_StayInPagesThatSayThatTheyAreOld()
    {
        BeSilent((_, _) => true);
        _site.MachineTime.Advance(TimeSpan.FromMinutes(10));

        using var page = await _site.NewBrowser().GetAsync("/", Cancel);

        Assert.True(page.Headers.Contains("X-OrleansNews-Stale"));
        Assert.Contains("latest-author", await page.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    // A call into a line that drops everything ends in half a minute: the others are kept back by it once, for a moment, and it is not asked again beside that.
    [Fact]
    public async Task Thread_ThatHangs_KeepsBackWhatTheOthersSayOnceAndBriefly()
    {
        var reader = _site.Services.GetRequiredService<LatestCommentsReader>();
        var asked = 0;
        var isSaid = false;
        await NotTellAsync();
        var listed = _site.Cluster.Calls.Instead!;
        _site.Cluster.Calls.Instead = async context =>
        {
            var (method, grain) = (ClientCalls.NameOf(context), context.TargetId);
            if (method == Finds && grain == GrainOf(Finds, _council) && Interlocked.Increment(ref asked) > 0) await Task.Delay(Timeout.Infinite, Cancel);
            await listed(context);
            if (method == ReadsStory && grain == GrainOf(ReadsStory, _harbour)) Volatile.Write(ref isSaid, true);
        };
        await HideAsync();

        var step = TimeSpan.FromMilliseconds(20);
        var left = TimeSpan.FromSeconds(2);
        var first = await Waits.ForAsync(reader.ReadAsync(), "It waits for what hangs.", () =>
        {
            if (!Volatile.Read(ref isSaid) || left < step) return;
            _site.MachineTime.Advance(step);
            left -= step;
        });
        var second = await reader.ReadAsync();

        Assert.Equal(["Bo"], first.Items.Select(item => item.Comment.Author));
        Assert.Equal(["Bo"], second.Items.Select(item => item.Comment.Author));
        Assert.Equal(1, asked);
    }

    // Another activation lists them, and counts from another moment on.
    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    public async Task List_OfAnotherVersion_IsTheList(int step)
    {
        var listed = await _site.Grains.GetGrain<ILatestCommentsGrain>(0).GetAsync(5, 0);
        LetAnswer(listed with { Items = [listed.Items.Single(item => item.Comment.Author == "Bo")], Version = listed.Version + step });

        Assert.Equal(["Bo"], await ShownAsync());
    }

    // A silo that stood still goes on where it was, and answers until it has read that it was given up.
    [Fact]
    public async Task Comment_ThatWasHidden_DoesNotComeBack_FromAnActivationThatWasReplaced()
    {
        var thread = _site.Grains.GetGrain<ICommentThreadGrain>(_harbour.Id.Value);
        var before = await thread.FindAsync(_ada.Id, 1);
        var version = await thread.GetVersionAsync(default);
        await NotTellAsync();
        await HideAsync();
        Assert.Equal(["Bo"], await ShownAsync());

        var listed = _site.Cluster.Calls.Instead!;
        _site.Cluster.Calls.Instead = context =>
        {
            if (context.TargetId != thread.GetGrainId()) return listed(context);
            context.Result = ClientCalls.NameOf(context) == Finds ? (object?)before : version;
            return Task.CompletedTask;
        };

        Assert.Equal(["Bo"], await ShownAsync());
    }

    [Fact]
    public async Task Comments_OfOneStory_AreAskedForWithOneQuestionForTheStory()
    {
        await _site.CommentAsync(_harbour, "Cy", "Of the quay.");
        await _site.UntilLatestKnowsAsync("quay");
        var reader = _site.Services.GetRequiredService<LatestCommentsReader>();
        await reader.ReadAsync();
        var (found, read) = (_site.Cluster.Calls.Of(Finds), _site.Cluster.Calls.Of(ReadsStory, _site.Grains.GetGrain<IArticleGrain>(_harbour.Id.Value)));

        await reader.ReadAsync();

        Assert.Equal((found + 3, read + 1), (_site.Cluster.Calls.Of(Finds), _site.Cluster.Calls.Of(ReadsStory, _site.Grains.GetGrain<IArticleGrain>(_harbour.Id.Value))));
    }

    // What lists the comments answers from now on as it does now.
    private async Task NotTellAsync() => LetAnswer(await _site.Grains.GetGrain<ILatestCommentsGrain>(0).GetAsync(5, 0));

    private void LetAnswer(LatestComments listed) => _site.Cluster.Calls.Instead = context =>
    {
        if (ClientCalls.NameOf(context) != Lists) return context.Invoke();
        context.Result = listed;
        return Task.CompletedTask;
    };

    private void BeSilent(Func<string, GrainId, bool> isSilent) => LetFail(isSilent, new TimeoutException("It does not answer."));

    private void LetFail(Func<string, GrainId, bool> fails, Exception fault) => _site.Cluster.Calls.Instead = context =>
        fails(ClientCalls.NameOf(context), context.TargetId) ? throw fault : context.Invoke();

    private void LetHang(Func<string, GrainId, bool> hangs) => _site.Cluster.Calls.Instead = context =>
        hangs(ClientCalls.NameOf(context), context.TargetId) ? Task.Delay(Timeout.Infinite, Cancel) : context.Invoke();

    private GrainId GrainOf(string method, PublishedArticle story) =>
        method == Finds ? _site.Grains.GetGrain<ICommentThreadGrain>(story.Id.Value).GetGrainId() : _site.Grains.GetGrain<IArticleGrain>(story.Id.Value).GetGrainId();

    private async Task HideAsync()
    {
        var decided = await _site.Grains.GetGrain<ICommentThreadGrain>(_harbour.Id.Value).DecideAsync(new([_ada.Id], Decision.Spam, Actor.System));
        Assert.True(decided.Done);
    }

    private async Task<IEnumerable<string>> ShownAsync(bool aged = true) =>
        (await BoxAsync(aged))!.QuerySelectorAll(".latest-author").Select(author => author.TextContent).Order(StringComparer.Ordinal);

    private async Task<IElement?> BoxAsync(bool aged = true)
    {
        if (aged) _site.Age();
        return new HtmlParser().ParseDocument(await _site.NewBrowser().GetStringAsync("/", Cancel)).QuerySelector("section.latest-comments");
    }
}
