using System.Net;
using System.Net.Http.Json;
using OrleansNews.Accounts;
using OrleansNews.Articles;
using OrleansNews.Cluster;

namespace OrleansNews.Comments;

/// <summary>Votes, flags and decisions that go down with a silo that leaves: who sent them notices nothing.</summary>
public sealed class LostActionsTests : IAsyncLifetime
{
    private const string Votes = "IThreadVotesGrain.VoteAsync", Flags = "ICommentThreadGrain.FlagAsync", Decides = "ICommentThreadGrain.DecideAsync", DecidesOnDesk = "IModerationDeskGrain.DecideAsync";

    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    private readonly SignInSite _site;
    private HttpClient _moderator = null!;
    private CommentId _comment;
    private int _asked;
    private bool? _losesAnswerOfThread;

    public LostActionsTests() => _site = new(1000)
    {
        Cluster = new()
        {
            ConfigureSilo = silo => silo.AddOutgoingGrainCallFilter(call => _losesAnswerOfThread is { } wasDone && ClientCalls.NameOf(call) == Decides ? LoseOnceAsync(call, wasDone) : call.Invoke()),
        },
    };

    public async ValueTask InitializeAsync()
    {
        await _site.InitializeAsync();
        await _site.CreateAsync("edith");
        _moderator = await _site.SignedInAsync("edith");
        _comment = (await _site.CommentAsync(await _site.PublishAsync(Stories.Harbour.Unique()), "Ada", "A word.")).Id;
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    // Once it was done and its answer was lost, and once it was turned down before.
    [Theory]
    [InlineData(Votes, true)]
    [InlineData(Votes, false)]
    [InlineData(Flags, true)]
    [InlineData(Flags, false)]
    [InlineData(Decides, true)]
    [InlineData(Decides, false)]
    [InlineData(DecidesOnDesk, true)]
    [InlineData(DecidesOnDesk, false)]
    public async Task Action_WhoseSiloLeaves_IsSentAgain_AndDoneOnce(string method, bool wasDone)
    {
        _site.Cluster.Calls.Instead = async call =>
        {
            if (ClientCalls.NameOf(call) == method) await LoseOnceAsync(call, wasDone);
            else await call.Invoke();
        };

        using var answer = await SendAsync(method);

        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Cancel));
        Assert.Equal(2, _asked);
        _site.Cluster.Calls.Instead = null;
        await AssertDoneOnceAsync(method);
    }

    // The desk is asked, and asks the thread itself.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Decision_WhoseThreadLeavesTheDesk_IsMadeAgain_AndOnce(bool wasDone)
    {
        _losesAnswerOfThread = wasDone;

        using var answer = await SendAsync(DecidesOnDesk);

        Assert.DoesNotContain("\"failed\":[" + _comment, await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        Assert.Equal(2, _asked);
        _losesAnswerOfThread = null;
        await AssertDoneOnceAsync(DecidesOnDesk);
    }

    [Theory]
    [InlineData(Votes)]
    [InlineData(Flags)]
    [InlineData(Decides)]
    [InlineData(DecidesOnDesk)]
    public async Task Action_OfASilentCluster_IsToldToComeBack(string method)
    {
        _site.Cluster.Calls.Instead = call =>
        {
            if (ClientCalls.NameOf(call) != method) return call.Invoke();
            Interlocked.Increment(ref _asked);
            throw new TimeoutException("It does not answer.");
        };

        using var answer = await SendAsync(method);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.NotNull(answer.Headers.RetryAfter);
        Assert.Equal(2, _asked); // What was waited for in vain is asked for once more.
    }

    private async Task LoseOnceAsync(IOutgoingGrainCallContext call, bool wasDone)
    {
        var isFirst = Interlocked.Increment(ref _asked) == 1;
        if (!isFirst || wasDone) await call.Invoke();
        if (isFirst) throw new SiloUnavailableException("The silo leaves.");
    }

    private Task<HttpResponseMessage> SendAsync(string method) => method switch
    {
        Votes => _moderator.PutAsJsonAsync($"/api/comments/{_comment}/vote", new { vote = "up" }, Cancel),
        Flags => _moderator.PostAsJsonAsync($"/api/comments/{_comment}/flags", new { reason = "spam" }, Cancel),
        Decides => _moderator.PutAsJsonAsync($"/api/comments/{_comment}/status", new { status = "spam" }, Cancel),
        // It stands as approved when it is sent, and not any more when it is sent again.
        _ => _moderator.PostAsJsonAsync("/api/moderation/decisions", new { ids = new[] { _comment.Value }, decision = "spam", expected = "approved" }, Cancel),
    };

    private async Task AssertDoneOnceAsync(string method)
    {
        var thread = _site.Grains.GetGrain<ICommentThreadGrain>(_comment.Article.Value);
        var moderated = Assert.Single((await thread.ReadForModeratorsAsync([_comment], Actor.System))!.Value);
        switch (method)
        {
            case Votes:
                Assert.Equal(new VoteCount(_comment, 1, 0), (await _site.Grains.GetGrain<IThreadVotesGrain>(_comment.Article.Value, $"{IThreadVotesGrain.ShardOf(_comment)}").GetCountsAsync(0)).Counts.Single());
                break;
            case Flags:
                Assert.Single(moderated.Flags);
                break;
            default:
                Assert.Equal(CommentStatus.Spam, moderated.View.Status);
                Assert.Single(moderated.Decisions);
                break;
        }
    }
}
