using System.Net;
using System.Text.RegularExpressions;
using OrleansNews.Accounts;
using OrleansNews.Articles;
using OrleansNews.Cluster;

namespace OrleansNews.LiveStories;

/// <summary>Entries added, corrected and withdrawn over HTTP, as a browser without JavaScript does it.</summary>
public sealed class LiveDeskPageTests : IAsyncLifetime
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    private SignInSite _site = null!;

    public async ValueTask InitializeAsync() => _site = await SignInSite.StartAsync(1000, [new("Limits:Enabled", "false")]);

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task Story_IsMadeLiveInItsForm_AndEntriesAreAddedCorrectedPinnedAndWithdrawn()
    {
        var mara = await SignedInAsync("mara", Role.Author);
        var (_, editor, _) = await SignInSite.SendAsync(mara, "/newsroom/stories");
        Assert.Equal(HttpStatusCode.NotFound, (await mara.GetAsync($"{editor}/live", Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.SeeOther, await PostAsync(mara, $"{editor}/publish", ("version", "0"), ("title", "Count"), ("body", "The night."), ("format", "Markdown"), ("live", "OldestFirst")));
        Assert.Contains($"href=\"{editor}/live\"", await mara.GetStringAsync(editor, Cancel), StringComparison.Ordinal);

        var form = Field(await mara.GetStringAsync($"{editor}/live", Cancel), "submission");
        (string, string)[] entry = [("submission", form), ("headline", "First"), ("body", "Ten *seats*."), ("key", "yes")];
        Assert.Equal([HttpStatusCode.SeeOther, HttpStatusCode.SeeOther], await Task.WhenAll(PostAsync(mara, $"{editor}/live", entry), PostAsync(mara, $"{editor}/live", entry)));
        Assert.Equal(HttpStatusCode.SeeOther, await PostAsync(mara, $"{editor}/live", ("submission", $"{Guid.NewGuid()}"), ("body", "Second."), ("pin", "yes")));

        Assert.Equal("1", Field(await mara.GetStringAsync($"{editor}/live/1", Cancel), "revision"));
        Assert.Equal(HttpStatusCode.SeeOther, await PostAsync(mara, $"{editor}/live/1", ("revision", "1"), ("headline", "First"), ("body", "Eleven *seats*."), ("reason", "Counted again")));
        var page = await _site.NewBrowser().GetStringAsync("/2026/11/22/count/", Cancel);
        Assert.Contains("Eleven <em>seats</em>.", page, StringComparison.Ordinal);
        Assert.Contains("data-version=\"3\" data-order=\"oldest\"", page, StringComparison.Ordinal);
        Assert.Contains("Counted again", await mara.GetStringAsync($"{editor}/live/1", Cancel), StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.SeeOther, await PostAsync(mara, $"{editor}/live/2/unpin"));
        Assert.Equal(HttpStatusCode.SeeOther, await PostAsync(mara, $"{editor}/live/2/withdraw", ("reason", "Not so")));
        Assert.Equal(HttpStatusCode.SeeOther, await PostAsync(mara, $"{editor}/live/2/withdraw"));
        Assert.Contains("Not so", await mara.GetStringAsync($"{editor}/live", Cancel), StringComparison.Ordinal);
        Assert.DoesNotContain("Second.", await _site.NewBrowser().GetStringAsync("/2026/11/22/count/", Cancel), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, await PostAsync(mara, $"{editor}/live/end"));
        Assert.DoesNotContain("live-form", await mara.GetStringAsync($"{editor}/live", Cancel), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, await PostAsync(mara, $"{editor}/live/go-on"));
    }

    /// <summary>Another activation of the grain wrote first, as happens while silos come and go: the form is sent once more, and the entry is there once.</summary>
    [Fact]
    public async Task Form_ThatAnotherActivationOvertakes_IsSentAgain_AndIsOneEntry()
    {
        var (_, live, path) = await StoryAsync();
        var edith = await SignedInAsync("edith", Role.Editor);
        _site.Cluster.Storage.Arm(StorageOperation.Write, "live-story", StorageFault.Conflict, 1);

        Assert.Equal(HttpStatusCode.SeeOther, await PostAsync(edith, path, ("submission", $"{Guid.NewGuid()}"), ("body", "One.")));

        Assert.Equal(1, (await live.ReadAsync(new(false, 0, 10)))!.Story.Count);
    }

    /// <summary>When that does not help either, whoever sent it is asked to try again, and keeps what was typed.</summary>
    [Fact]
    public async Task Form_ThatIsOvertakenAgainAndAgain_IsAskedForLater()
    {
        var (_, live, path) = await StoryAsync();
        var edith = await SignedInAsync("edith", Role.Editor);
        _site.Cluster.Storage.Arm(StorageOperation.Write, "live-story", StorageFault.Conflict, 100);

        using var answer = await edith.PostAsync(path, new FormUrlEncodedContent([new("submission", $"{Guid.NewGuid()}"), new("body", "Kept words.")]), Cancel);

        Assert.Equal((HttpStatusCode.ServiceUnavailable, TimeSpan.FromSeconds(5)), (answer.StatusCode, answer.Headers.RetryAfter!.Delta));
        Assert.Contains("Kept words.</textarea>", await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        _site.Cluster.Storage.Heal();
        Assert.Equal(0, (await live.ReadAsync(new(false, 0, 10)))!.Story.Count);
    }

    [Fact]
    public async Task Form_ThatIsRefused_KeepsWhatWasTyped_AndSentAgainItIsAnEntry()
    {
        var (_, live, path) = await StoryAsync();
        var edith = await SignedInAsync("edith", Role.Editor);
        var first = Field(await edith.GetStringAsync(path, Cancel), "submission");
        await PostAsync(edith, path, ("submission", first), ("body", "One."));

        var (status, _, page) = await SignInSite.SendAsync(edith, path, ("submission", first), ("headline", "Kept <words>"), ("body", "Two."));

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("This form was sent before, with another text.", page, StringComparison.Ordinal);
        Assert.Contains("value=\"Kept &lt;words&gt;\"", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, await PostAsync(edith, path, ("submission", Field(page, "submission")), ("body", "Two.")));
        Assert.Equal(2, await live.GetVersionAsync());
        var (_, _, empty) = await SignInSite.SendAsync(edith, path, ("submission", $"{Guid.NewGuid()}"), ("headline", "Only a headline"));
        Assert.Contains("href=\"#body\">Write the entry before you send it.", empty, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Correction_OfWhatAColleagueCorrected_ShowsIt_AndOverwritesNothingUnasked()
    {
        var (_, live, path) = await StoryAsync();
        await live.AddedAsync("One.");
        var edith = await SignedInAsync("edith", Role.Editor);
        await live.CorrectAsync(new(1, 1, new("", "Theirs."), "", Stories.Author));

        var (status, _, page) = await SignInSite.SendAsync(edith, $"{path}/1", ("revision", "1"), ("body", "Mine."));

        Assert.Equal(HttpStatusCode.Conflict, status);
        Assert.Equal("2", Field(page, "revision"));
        Assert.Contains("Mine.", page, StringComparison.Ordinal);
        Assert.Contains("Theirs.", page, StringComparison.Ordinal);
        Assert.Equal("<p>Theirs.</p>", (await live.FindAsync(1))!.Entry!.Html);
        // An answer that was lost: the same text stands there already.
        Assert.Equal(HttpStatusCode.SeeOther, await PostAsync(edith, $"{path}/1", ("revision", "1"), ("body", "Theirs.")));
        Assert.Equal(HttpStatusCode.SeeOther, await PostAsync(edith, $"{path}/1", ("revision", "2"), ("body", "Mine.")));
        Assert.Equal("<p>Mine.</p>", (await live.FindAsync(1))!.Entry!.Html);
    }

    [Theory]
    [InlineData(Role.Contributor, HttpStatusCode.Forbidden)]
    [InlineData(Role.Author, HttpStatusCode.NotFound)]
    [InlineData(Role.Moderator, HttpStatusCode.Forbidden)]
    public async Task Role_ThatMayNotWriteTheStory_SeesAndDoesNothing(Role role, HttpStatusCode expected)
    {
        var (_, live, path) = await StoryAsync();
        await live.AddedAsync("One.");
        var other = await SignedInAsync("olga", role);

        Assert.Equal(expected, (await other.GetAsync(path, Cancel)).StatusCode);
        Assert.Equal(expected, (await other.GetAsync($"{path}/1", Cancel)).StatusCode);
        foreach (var deed in new[] { "", "/1", "/1/pin", "/1/unpin", "/1/withdraw", "/end", "/go-on" })
            Assert.Equal(expected, await PostAsync(other, path + deed, ("submission", $"{Guid.NewGuid()}"), ("body", "Mine."), ("revision", "1")));
        Assert.Equal(1, await live.GetVersionAsync());
        Assert.NotEqual(HttpStatusCode.OK, (await _site.NewBrowser().GetAsync(path, Cancel)).StatusCode);
    }

    private async Task<(IArticleGrain Article, ILiveStoryGrain Live, string Path)> StoryAsync()
    {
        var (article, live, _) = await _site.Grains.LiveStoryAsync();
        return (article, live, $"/newsroom/stories/{article.Id()}/live");
    }

    private async Task<HttpClient> SignedInAsync(string login, Role role)
    {
        await _site.CreateAsync(login, role);
        return await _site.SignedInAsync(login);
    }

    private static async Task<HttpStatusCode> PostAsync(HttpClient browser, string path, params (string Name, string Value)[] fields) => (await SignInSite.SendAsync(browser, path, fields)).Status;

    private static string Field(string page, string name) => Hidden(name).Match(page).Groups[1].Value;

    private static Regex Hidden(string name) => new($"name=\"{name}\" value=\"([^\"]*)\"");
}
