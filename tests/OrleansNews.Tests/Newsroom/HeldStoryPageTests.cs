using System.Net;
using System.Text.Json;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using OrleansNews.Accounts;
using OrleansNews.Cluster;
using static OrleansNews.Newsroom.StoryForms;

namespace OrleansNews.Newsroom;

/// <summary>A story that somebody has open: who else comes, and whose silo is lost meanwhile.</summary>
public sealed class HeldStoryPageTests : IAsyncLifetime
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    private readonly SignInSite _site = new(1000) { Cluster = new() { Sections = ["Local", "Travel / Ferries"] } };

    public ValueTask InitializeAsync() => _site.InitializeAsync();

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task HeldStory_CanBeReadAndTakenOver_AndItsWriterIsTold()
    {
        var (mara, edith) = (await _site.SignedInAsync("mara", Role.Author), await _site.SignedInAsync("edith", Role.Editor));
        var address = await BeginAsync(mara);
        await PostAsync(mara, address, Story("First", "First text.", 0));
        await mara.GetAsync(address, Cancel);

        var held = new HtmlParser().ParseDocument(await edith.GetStringAsync(address, Cancel));
        Assert.True(held.QuerySelector("fieldset")!.HasAttribute("disabled"));
        var (status, _, both) = await SignInSite.SendAsync(edith, address, Story("Edith's", "Edith's text.", 1));
        Assert.Equal(HttpStatusCode.Conflict, status);
        Assert.Equal("Edith's text.", Field(both, "body"));

        await edith.PostAsync(address + "/take-over", null, Cancel);
        Assert.False(new HtmlParser().ParseDocument(await edith.GetStringAsync(address, Cancel)).QuerySelector("fieldset")!.HasAttribute("disabled"));
        Assert.Equal(HttpStatusCode.Conflict, (await mara.PostAsync(address + "/keep-open", null, Cancel)).StatusCode);
        var (autosave, answer) = await AutosaveAsync(mara, address, Story("First", "More.", 1));
        Assert.Equal(HttpStatusCode.Conflict, autosave);
        Assert.True(answer.GetProperty("stop").GetBoolean());
        Assert.Equal("First text.", Field(await edith.GetStringAsync(address, Cancel), "body"));
    }

    /// <summary>Who has a story open is in memory: with its silo it is forgotten, and the next sign of whoever writes says it again.</summary>
    [Fact]
    public async Task HeldStory_WhoseSiloIsLost_IsHeldAgainByTheNextSignOfItsWriter()
    {
        var (mara, edith) = (await _site.SignedInAsync("mara", Role.Author), await _site.SignedInAsync("edith", Role.Editor));
        var address = await BeginAsync(mara);
        await PostAsync(mara, address, Story("First", "First text.", 0));
        await mara.GetAsync(address, Cancel);

        await _site.Article(address).DeactivateAsync();

        Assert.Equal(HttpStatusCode.NoContent, (await mara.PostAsync(address + "/keep-open", null, Cancel)).StatusCode);
        Assert.True(new HtmlParser().ParseDocument(await edith.GetStringAsync(address, Cancel)).QuerySelector("fieldset")!.HasAttribute("disabled"));
        Assert.Equal(HttpStatusCode.OK, (await AutosaveAsync(mara, address, Story("First", "More.", 1))).Status);
    }

    /// <summary>A colleague was quicker than that sign: then it is as if they had taken the story over.</summary>
    [Fact]
    public async Task HeldStory_WhoseSiloIsLost_AndThatAColleagueOpens_TellsItsWriter_AndLosesNoText()
    {
        var (mara, edith) = (await _site.SignedInAsync("mara", Role.Author), await _site.SignedInAsync("edith", Role.Editor));
        var address = await BeginAsync(mara);
        await PostAsync(mara, address, Story("First", "First text.", 0));
        await mara.GetAsync(address, Cancel);

        await _site.Article(address).DeactivateAsync();
        Assert.False(new HtmlParser().ParseDocument(await edith.GetStringAsync(address, Cancel)).QuerySelector("fieldset")!.HasAttribute("disabled"));

        using var told = await mara.PostAsync(address + "/keep-open", null, Cancel);
        Assert.Equal(HttpStatusCode.Conflict, told.StatusCode);
        Assert.True(JsonDocument.Parse(await told.Content.ReadAsStringAsync(Cancel)).RootElement.GetProperty("stop").GetBoolean());
        var (status, _, both) = await SignInSite.SendAsync(mara, address, Story("Mara's", "Mara's text.", 1));
        Assert.Equal((HttpStatusCode.Conflict, "Mara's text.", "First text."), (status, Field(both, "body"), new HtmlParser().ParseDocument(both).GetElementById("their-body")!.TextContent));
        Assert.Equal(HttpStatusCode.SeeOther, (await PostAsync(edith, address, Story("Edith's", "Edith's text.", 1))).Status);
    }

    /// <summary>And she takes it back: with what she wrote meanwhile, knowingly, and from then on it is saved by itself again.</summary>
    [Fact]
    public async Task HeldStory_WhoseSiloIsLost_AndThatAColleagueOpens_IsTakenBackFromThePageOfBothTexts_AndSavedByItselfAgain()
    {
        var (mara, edith) = (await _site.SignedInAsync("mara", Role.Author), await _site.SignedInAsync("edith", Role.Editor, "Edda"));
        var address = await BeginAsync(mara);
        await PostAsync(mara, address, Story("First", "First text.", 0));
        await mara.GetAsync(address, Cancel);
        await _site.Article(address).DeactivateAsync();
        await edith.GetAsync(address, Cancel);

        var (refused, told) = await AutosaveAsync(mara, address, Story("First", "First text and more.", 1));
        Assert.Equal((HttpStatusCode.Conflict, true), (refused, told.GetProperty("stop").GetBoolean()));
        Assert.Equal("Edda has this story now, and nothing is saved by itself any more. Press Save draft: you see both texts, and can take the story over.", told.GetProperty("message").GetString());
        var (_, _, both) = await SignInSite.SendAsync(mara, address, Story("First", "First text and more.", 1));
        var shown = new HtmlParser().ParseDocument(both);
        Assert.StartsWith("Edda has this story open since", shown.QuerySelector(".notice")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("saved this story while", both, StringComparison.Ordinal);
        Assert.Equal("First text and more.", Field(both, "body"));
        var save = Assert.IsAssignableFrom<IHtmlButtonElement>(shown.GetElementById("save"));
        Assert.Equal("Take over and save my text", save.TextContent);

        // What says nothing of it takes nothing over.
        Assert.Equal(HttpStatusCode.Conflict, (await PostAsync(mara, address, Story("First", "First text and more.", 1))).Status);
        Assert.Equal((HttpStatusCode.SeeOther, address + "?saved"), await PostAsync(mara, address, Story("First", "First text and more.", 1, (save.Name!, save.Value))));

        var (status, saved) = await AutosaveAsync(mara, address, Story("First", "First text and more, and more.", 2));
        Assert.Equal((HttpStatusCode.OK, 3), (status, saved.GetProperty("version").GetInt64()));
        Assert.Equal("First text and more, and more.", Field(await mara.GetStringAsync(address, Cancel), "body"));
        using var late = await edith.PostAsync(address + "/keep-open", null, Cancel);
        Assert.Equal(HttpStatusCode.Conflict, late.StatusCode);
        // What she wrote in the meantime is met with both texts, as ever.
        var (conflict, _, hers) = await SignInSite.SendAsync(edith, address, Story("Edda's", "Edda's text.", 1));
        Assert.Equal((HttpStatusCode.Conflict, "Edda's text.", "First text and more, and more."), (conflict, Field(hers, "body"), new HtmlParser().ParseDocument(hers).GetElementById("their-body")!.TextContent));
    }
}
