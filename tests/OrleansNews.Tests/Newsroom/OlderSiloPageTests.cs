using System.Net;
using OrleansNews.Accounts;
using OrleansNews.Articles;
using OrleansNews.Cluster;

namespace OrleansNews.Newsroom;

/// <summary>A front end whose silo is of the build before, as while a cluster is upgraded: what that build cannot do is to be tried again.</summary>
public sealed class OlderSiloPageTests : IAsyncLifetime
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    private readonly SignInSite _site = new(1000)
    {
        Cluster = new()
        {
            ConfigureSilo = silo =>
            {
                foreach (var method in new[] { "discard-draft", "take-draft-back", "get-saved-draft" }) silo.Forget(typeof(IArticleGrain), method);
            },
        },
    };

    public ValueTask InitializeAsync() => _site.InitializeAsync();

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task DraftsThatAreThrownAwayTakenBackOrReadAgain_AreToBeAskedForLater_AndStayAsTheyAre()
    {
        await _site.CreateAsync("edith");
        var edith = await _site.SignedInAsync("edith");
        var (_, address, _) = await SignInSite.SendAsync(edith, "/newsroom/stories");
        var article = _site.Article(address);
        foreach (var (body, version) in new[] { ("One.", 0), ("Two.", 1) })
            await SignInSite.SendAsync(edith, address, ("title", "Upgraded"), ("body", body), ("version", $"{version}"));
        var saved = Assert.Single((await article.GetForEditingAsync(Stories.Editor))!.Saved).Name;

        await AssertLaterAsync(new(HttpMethod.Get, $"{address}/history?{HistoryForms.Saved}={saved}"));
        await AssertLaterAsync(Form("/take-saved", ("version", "2"), (HistoryForms.Saved, saved)));
        await AssertLaterAsync(Form("/take-back"));
        var page = await AssertLaterAsync(Form("/discard", ("version", "2")));

        Assert.Contains("try again in a moment", page, StringComparison.Ordinal);
        Assert.Equal(("Two.", 2), await article.GetForEditingAsync(Stories.Editor) is { Trash: null } story ? (story.Content.Body, story.Version) : default);

        HttpRequestMessage Form(string path, params (string Name, string Value)[] fields) =>
            new(HttpMethod.Post, address + path) { Content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))) };

        async Task<string> AssertLaterAsync(HttpRequestMessage asked)
        {
            using var answer = await edith.SendAsync(asked, Cancel);
            Assert.Equal((HttpStatusCode.ServiceUnavailable, true), (answer.StatusCode, answer.Headers.RetryAfter is not null));
            return await answer.Content.ReadAsStringAsync(Cancel);
        }
    }
}
