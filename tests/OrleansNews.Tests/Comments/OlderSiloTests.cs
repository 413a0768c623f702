using System.Net;
using OrleansNews.Articles;
using OrleansNews.Cluster;
using OrleansNews.Site;

namespace OrleansNews.Comments;

/// <summary>A front end whose silo is of the build before, as while a cluster is upgraded: it answers a message that it does not know with a fault, at once.</summary>
public sealed class OlderSiloTests
{
    private const string FindFlat = $"{nameof(ICommentThreadGrain)}.{nameof(ICommentThreadGrain.FindFlatAsync)}";

    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Link_OfACommentThatIsNotThreaded_LeadsToItsStory()
    {
        await using var site = new NewsSite { Cluster = new() { ConfigureSilo = silo => silo.Forget(typeof(ICommentThreadGrain), "find-flat") } };
        await site.InitializeAsync();
        await site.DiscussAsync(discussion => discussion with { ThreadReplies = false });
        var story = await site.PublishAsync(Stories.Harbour.Unique());
        using var browser = site.NewBrowser();
        using var posted = await browser.PostAsync(
            "/comments",
            new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["author"] = "Ada", ["email"] = "ada@example.org", ["comment"] = "Where am I?", ["comment_post_ID"] = story.Id.ToString(), ["comment_parent"] = "0",
            }),
            Cancel);
        var id = posted.Headers.Location!.ToString().Split("#comment-")[1];
        var asked = site.Cluster.Calls.Of(FindFlat);

        using var answer = await browser.GetAsync($"/comments/{id}", Cancel);

        Assert.Equal(asked + 1, site.Cluster.Calls.Of(FindFlat));
        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        Assert.Equal($"{story.Path}#comment-{id}", answer.Headers.Location!.ToString());
    }

    /// <summary>It says neither that the cluster is silent nor that a silo is of another build: whoever asks again is told the same.</summary>
    [Fact]
    public async Task Fault_OfAProgramThatIsNotWhole_IsNoAnswerOfAnOlderSilo()
    {
        Func<object?>[] calls = [
            () => Type.GetType("OrleansNews.Nothing, OrleansNews.Abstractions", throwOnError: true),
            () => throw new TypeLoadException("A type is missing."),
            () => throw new MissingMethodException("A method is missing."),
            () => throw new DllNotFoundException("A library is missing."),
        ];
        foreach (var call in calls)
        {
            var fault = await Record.ExceptionAsync(() => OlderSilo.ElseAsync(() => Task.FromResult(call()), () => Task.FromResult<object?>(null)));

            Assert.NotNull(fault);
            Assert.False(ClusterFaults.IsUnavailable(fault));
        }
    }

    [Fact]
    public async Task Else_OfAnyOtherFault_AsksNothing()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => OlderSilo.ElseAsync<int>(
            () => throw new InvalidOperationException("Something else."), () => throw new InvalidDataException("It was asked in the older way.")));
    }
}
