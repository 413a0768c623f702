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
    private static readonly TimeSpan Given = LatestCommentsReader.GiveUpAfter;

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

    [Theory]
    [InlineData(Finds)]
    [InlineData(ReadsStory)]
    public async Task Comment_OfWhichNothingIsSaid_IsShownForAWhileOnly(string silent)
    {
        BeSilent((method, grain) => method == silent && grain == GrainOf(silent, _harbour));
        _site.MachineTime.Advance(Given - TimeSpan.FromMilliseconds(1));
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

    [Fact]
    public async Task Comments_OfASilentCluster_StayAsTheyWere()
    {
        BeSilent((_, _) => true);
        _site.MachineTime.Advance(TimeSpan.FromMinutes(10));

        Assert.Equal(["Ada", "Bo"], await ShownAsync());
    }

    // A call into a line that drops everything ends in half a minute.
    [Fact]
    public async Task Thread_ThatHangs_KeepsBackWhatTheOthersSayForLessThanItsCommentIsShown()
    {
        var reader = _site.Services.GetRequiredService<LatestCommentsReader>();
        var known = await reader.ReadAsync(5, null);
        _site.Cluster.Calls.Instead = context =>
            ClientCalls.NameOf(context) == Finds && context.TargetId == GrainOf(Finds, _council) ? Task.Delay(Timeout.Infinite, Cancel) : context.Invoke();
        await HideAsync();

        var step = TimeSpan.FromMilliseconds(100);
        var left = Given - step;
        var read = await Waits.ForAsync(reader.ReadAsync(5, known), "It waits for what hangs.", () =>
        {
            if (left < step) return;
            _site.MachineTime.Advance(step);
            left -= step;
        });

        Assert.Equal(["Bo"], read.Items.Select(item => item.Comment.Comment.Author));
    }

    // What lists the comments answers from now on as it does now.
    private async Task NotTellAsync()
    {
        var listed = await _site.Grains.GetGrain<ILatestCommentsGrain>(0).GetAsync(5, 0);
        _site.Cluster.Calls.Instead = context =>
        {
            if (ClientCalls.NameOf(context) != Lists) return context.Invoke();
            context.Result = listed;
            return Task.CompletedTask;
        };
    }

    private void BeSilent(Func<string, GrainId, bool> isSilent) => _site.Cluster.Calls.Instead = context =>
        isSilent(ClientCalls.NameOf(context), context.TargetId) ? throw new TimeoutException("It does not answer.") : context.Invoke();

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
