using OrleansNews.Accounts;
using OrleansNews.Articles;
using OrleansNews.Cluster;
using OrleansNews.Comments.Threads;
using OrleansNews.Operations;
using OrleansNews.Site;

namespace OrleansNews.Comments;

/// <summary>A person whose comments a moderator always approves, and others who type the same address.</summary>
public sealed class ApprovedPersonTests : IAsyncLifetime
{
    private const string ManyLinks = "https://a.example https://b.example https://c.example";

    private readonly NewsCluster _cluster = new();
    private readonly BrowserId _own = new(Guid.NewGuid());
    private readonly BrowserId _foreign = new(Guid.NewGuid());
    private IArticleGrain _story = null!;
    private int _submissions;

    private ICommentThreadGrain Thread => _cluster.Client.GetGrain<ICommentThreadGrain>(_story.Id().Value);

    public async ValueTask InitializeAsync()
    {
        await _cluster.InitializeAsync();
        _story = await _cluster.Client.NewArticleAsync();
        await _story.PublishedAsync(Stories.Harbour.Unique());
        await AllowEverybodyAsync();
    }

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task Impostor_WhoseFirstCommentTheRulesOfTheSiteLetThrough_IsNotApprovedAsThePerson()
    {
        await SetRuleAsync(await PostAsync(_own, "Mine"));

        Assert.Equal(CommentStatus.Approved, (await PostAsync(_foreign, "Harmless")).Status);

        Assert.Equal(CommentStatus.Held, (await PostAsync(_foreign, ManyLinks)).Status);
        Assert.Equal(CommentStatus.Approved, (await PostAsync(_own, ManyLinks + "/mine")).Status);
    }

    [Fact]
    public async Task Person_InAnotherBrowser_IsApprovedAsBefore_OnceAModeratorHasApprovedAComment()
    {
        await SetRuleAsync(await PostAsync(_own, "Mine"));
        var held = await PostAsync(_foreign, ManyLinks);
        Assert.Equal(CommentStatus.Held, held.Status);

        Assert.True((await Thread.DecideAsync(new([held.Id], Decision.Approve, Posts.Moderator))).Done);
        await DeliveredAsync();

        Assert.Equal(CommentStatus.Approved, (await PostAsync(_foreign, ManyLinks + "/again")).Status);
    }

    private async Task AllowEverybodyAsync()
    {
        var site = _cluster.Client.GetGrain<ISiteGrain>(0);
        var settings = (await site.GetAsync(0))!;
        Assert.True((await site.UpdateAsync(settings with { Discussion = settings.Discussion with { RequirePreviouslyApproved = false, FloodSeconds = 0 } }, Actor.System)).Saved);
    }

    private async Task SetRuleAsync(CommentPosted posted)
    {
        var comment = Assert.Single((await Thread.ReadForModeratorsAsync([posted.Id], Posts.Moderator))!.Value);
        Assert.True(await _cluster.Client.GetGrain<ICommenterGrain>(comment.Commenter).SetRuleAsync(CommenterRule.Approve, Posts.Moderator));
    }

    private async Task<CommentPosted> PostAsync(BrowserId browser, string text)
    {
        var posted = Assert.IsType<CommentPosted>(await _cluster.Client.GetGrain<ICommentIntakeGrain>(0).SubmitAsync(new()
        {
            Article = _story.Id(), Submission = SubmissionId.FromKey($"{++_submissions}"), Author = "Ann", Email = "ann@a.example", Text = text, Address = $"192.0.2.{_submissions}", Browser = browser,
        }));
        await DeliveredAsync();
        return posted;
    }

    // Whoever must hear of an approval has heard of it.
    private Task DeliveredAsync() => _cluster.Client.GetGrain<IOutboxOwner>(Thread.GetGrainId()).DeliverOutboxAsync();
}
