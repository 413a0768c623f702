using System.Net;
using System.Text.Json;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using OrleansNews.Accounts;
using OrleansNews.Articles;

namespace OrleansNews.Newsroom;

/// <summary>Words for a story that stopped being their writer's while they were typed.</summary>
public sealed class RefusedPageTests : IAsyncLifetime
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    private SignInSite _site = null!;
    private HttpClient _cora = null!;
    private string _address = "";

    public async ValueTask InitializeAsync()
    {
        _site = await SignInSite.StartAsync(1000);
        await _site.CreateAsync("cora", Role.Contributor);
        _cora = await _site.SignedInAsync("cora");
        (_, _address, _) = await SignInSite.SendAsync(_cora, "/newsroom/stories");
        Assert.Equal(HttpStatusCode.SeeOther, (await SignInSite.SendAsync(_cora, _address, Story("The ferry", "It stops.", 0))).Status);
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Theory]
    [InlineData("/publish", "")]
    [InlineData("/schedule", "2026-12-24T12:00:00")]
    public async Task Words_ForAStoryThatAnEditorTookOn_ComeBack_AndNothingElseOfItDoes(string action, string at)
    {
        await _site.CreateAsync("edith", Role.Editor);
        var edith = await _site.SignedInAsync("edith");
        var taken = await SignInSite.SendAsync(edith, _address + action, [.. Story("Edith's headline", "Edith's text.", 1), ("section", "News"), ("at", at), ("take_over", "yes")]);
        Assert.Equal(HttpStatusCode.SeeOther, taken.Status);
        var version = (await _site.Article(_address).GetForEditingAsync(Stories.Editor))!.Version;

        var (status, _, page) = await SignInSite.SendAsync(_cora, _address, [.. Story("The ferry & its crew", "It stops <b>again</b>.", version), ("standfirst", "Typed, too."), ("note", "A note."), ("take_over", "yes")]);

        Assert.Equal(HttpStatusCode.Forbidden, status);
        var shown = new HtmlParser().ParseDocument(page);
        Assert.Equal("It stops <b>again</b>.", shown.GetElementById("typed-body")!.TextContent.TrimStart('\n'));
        Assert.Equal(["The ferry & its crew", "Typed, too.", "A note."], shown.QuerySelectorAll(".their-fields dd").Select(typed => typed.TextContent));
        Assert.DoesNotContain("Edith's", page, StringComparison.Ordinal);
        Assert.Empty(shown.QuerySelectorAll("#story-form, script[src*=story-editor]"));
        Assert.Contains("Edith's text.", (await _site.Article(_address).GetForEditingAsync(Stories.Editor))!.Content.Body, StringComparison.Ordinal);
    }

    /// <summary>Whichever button of the editor's page is pressed, and whatever stands in it.</summary>
    [Theory]
    [InlineData("")]
    [InlineData("/take-over")]
    [InlineData("/take-back")]
    [InlineData("/discard")]
    public async Task EveryField_ComesBack(string action)
    {
        await PublishAsync();
        (string Name, string Value)[] typed =
        [
            .. new[] { "title", "standfirst", "authors", "dateline", "section", "tags", "slug", "excerpt", "seo_title", "seo_description", "lead_image", "lead_alt", "lead_caption", "lead_credit" }
                .Select(name => (name, $"typed into {name}")),
            ("reason", "typed into reason"), ("correction", "typed into correction"), ("at", "2026-12-24T12:00:00"), ("embargo", "2026-12-25T12:00:00"),
            ("note", "typed into note"), ("withdraw_reason", "typed into withdraw_reason"), ("body", "typed into body"),
        ];

        var (status, _, page) = await SignInSite.SendAsync(_cora, _address + action, [.. typed, ("version", "1"), ("format", "Markdown")]);

        Assert.Equal(HttpStatusCode.Forbidden, status);
        var text = new HtmlParser().ParseDocument(page).QuerySelector("main")!.TextContent;
        Assert.All(typed, field => Assert.Contains(field.Value, text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Script_ThatSaves_IsToldWhy_AndToStop()
    {
        await PublishAsync();

        var (status, _, json) = await SignInSite.SendAsync(_cora, _address + "/autosave", Story("The ferry", "It stops again.", 1));

        var told = JsonDocument.Parse(json).RootElement;
        Assert.Equal((HttpStatusCode.Forbidden, true), (status, told.GetProperty("stop").GetBoolean()));
        Assert.StartsWith("Not saved: this story is not yours", told.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    private async Task PublishAsync()
    {
        var story = _site.Article(_address);
        Assert.IsType<ArticleSaved>(await story.PublishAsync(new((await story.GetForEditingAsync(Stories.Editor))!.Content with { Section = new("news", "News") }, 1, Stories.Editor)));
    }

    private static (string Name, string Value)[] Story(string title, string body, long version) => [("title", title), ("body", body), ("version", $"{version}"), ("format", "Markdown")];
}
