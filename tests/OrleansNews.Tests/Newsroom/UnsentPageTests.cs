using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using OrleansNews.Accounts;
using OrleansNews.Articles;

namespace OrleansNews.Newsroom;

/// <summary>The fields of the editor's page without JavaScript: whichever button is pressed, what is typed beside it is not lost.</summary>
public sealed class UnsentPageTests : IAsyncLifetime
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    private SignInSite _site = null!;
    private HttpClient _edith = null!;

    public async ValueTask InitializeAsync()
    {
        _site = await SignInSite.StartAsync(1000);
        await _site.CreateAsync("edith", Role.Editor);
        _edith = await _site.SignedInAsync("edith");
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Theory]
    [InlineData("")]
    [InlineData("/review")]
    [InlineData("/publish")]
    [InlineData("/embargo")]
    public async Task Note_ThatIsTyped_StaysWhenTheStoryIsSent_AndIsSentAfterwards(string action)
    {
        var address = await BeginAsync();
        await PressAsync(address, address, ("title", "The ferry"), ("body", "It stops."));

        var page = await PressAsync(address, address + action, ("body", "It stops on Monday."), ("note", "Is it so?\nReally?"));

        Assert.Equal(("It stops on Monday.", "Is it so?\nReally?"), (Value(page, "body"), Value(page, "note")));
        Assert.Equal(2, page.QuerySelectorAll(".saved, .notice").Length);
        Assert.Equal("It stops on Monday.", Value(await ReadAsync(address), "body"));
        Assert.Empty(page.QuerySelectorAll(".note-text"));
        Assert.Equal(["Is it so?\nReally?"], (await PressOnAsync(page, address + "/notes")).QuerySelectorAll(".note-text").Select(note => note.TextContent));
    }

    [Fact]
    public async Task Text_ThatIsTyped_StaysWhenANoteIsAdded_AndIsNotSaved()
    {
        var address = await BeginAsync();
        await PressAsync(address, address, ("title", "The ferry"), ("body", "It stops."));

        var page = await PressAsync(address, address + "/notes", ("body", "It goes on."), ("reason", "It did not stop"), ("at", "2026-11-23T12:00:00"), ("note", "Is it so?"));

        Assert.Equal(["Is it so?"], page.QuerySelectorAll(".note-text").Select(note => note.TextContent));
        Assert.Equal(("It goes on.", "It did not stop", "2026-11-23T12:00:00", "", "1"), (Value(page, "body"), Value(page, "reason"), Value(page, "at"), Value(page, "note"), Version(page)));
        Assert.Equal("yes", page.GetElementById("story-form")!.GetAttribute("data-unsaved"));
        Assert.Equal("It stops.", Value(await ReadAsync(address), "body"));

        Assert.Equal("It goes on.", Value(await PressOnAsync(page, address), "body"));
        Assert.Equal("It goes on.", Value(await ReadAsync(address), "body"));
    }

    [Fact]
    public async Task Note_WithNothingElseTyped_LeadsBackToTheEditor()
    {
        var address = await BeginAsync();
        await PressAsync(address, address, ("title", "The ferry"), ("body", "It stops.\n\nOn *Monday*."), ("section", "News"), ("tags", "Ferries, Quays"), ("excerpt", "Short."));

        using var answer = await SendAsync(await ReadAsync(address), address + "/notes", ("note", "Is it so?"));

        Assert.Equal((HttpStatusCode.SeeOther, address + "?saved#notes"), (answer.StatusCode, answer.Headers.Location?.OriginalString));
    }

    [Fact]
    public async Task Empty_IsRefusedAsANote_AndLosesNoText()
    {
        var address = await BeginAsync();
        await PressAsync(address, address, ("title", "The ferry"), ("body", "It stops."));

        var page = await PressAsync(address, address + "/notes", HttpStatusCode.BadRequest, ("body", "It goes on."));

        Assert.NotNull(page.GetElementById("note-error"));
        Assert.Equal("It goes on.", Value(page, "body"));
    }

    [Fact]
    public async Task Text_ThatIsTyped_StaysWhenItsStoryIsWithdrawn_AndCanBeSavedThen()
    {
        var address = await BeginAsync();
        await PressAsync(address, address + "/publish", ("title", "The ferry"), ("body", "It stops."));

        var page = await PressAsync(address, address + "/withdraw", ("body", "It goes on."), ("withdraw_reason", "It was not so"), ("note", "Sorry."));

        Assert.NotNull(page.QuerySelector(".state-withdrawn"));
        Assert.Equal(("It goes on.", "Sorry."), (Value(page, "body"), Value(page, "note")));
        Assert.Contains("It was not so", await _edith.GetStringAsync(address + "/history", Cancel), StringComparison.Ordinal);
        Assert.Equal(("It goes on.", "Sorry."), (Value(await PressOnAsync(page, address), "body"), Value(await PressOnAsync(page, address), "note")));
    }

    [Fact]
    public async Task ReasonAndNote_ThatAreTyped_StayWhenTheDraftIsSavedOrThrownAway()
    {
        var address = await BeginAsync();
        await PressAsync(address, address + "/publish", ("title", "The ferry"), ("body", "It stops."));

        var page = await PressAsync(address, address, ("body", "It goes on."), ("withdraw_reason", "It was not so"));
        Assert.Equal("It was not so", Value(page, "withdraw-reason"));
        Assert.True(page.GetElementById("withdraw-reason")!.Closest("details")!.HasAttribute("open"));

        page = await PressOnAsync(page, address + "/discard", ("note", "Never mind."));
        Assert.Equal(("It stops.", "Never mind.", "It was not so"), (Value(page, "body"), Value(page, "note"), Value(page, "withdraw-reason")));
    }

    [Fact]
    public async Task Note_ThatIsTyped_GoesThroughTheComparisonWithAColleaguesText()
    {
        var address = await BeginAsync();
        await PressAsync(address, address, ("title", "The ferry"), ("body", "It stops."));
        var mine = await ReadAsync(address);
        await PressAsync(address, address, ("body", "Theirs."));

        using var answer = await SendAsync(mine, address, ("body", "Mine."), ("note", "Is it so?"));
        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        var both = new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync(Cancel));

        var page = await PressOnAsync(both, address);
        Assert.Equal(("Mine.", "Is it so?"), (Value(page, "body"), Value(page, "note")));
    }

    [Fact]
    public async Task NoteAndReason_ThatAreTyped_StayWhenTheStoryIsTakenOver_AndAreSentAfterwards()
    {
        var address = await BeginAsync();
        await PressAsync(address, address + "/publish", ("title", "The ferry"), ("body", "It stops."));
        await OpenAtAColleagueAsync(address);

        var page = await PressButtonAsync(await ReadAsync(address), ".held button", ("note", "Is it so?"), ("withdraw_reason", "It was not so"));

        Assert.Equal(("Is it so?", "It was not so", "It stops."), (Value(page, "note"), Value(page, "withdraw-reason"), Value(page, "body")));
        Assert.Empty(page.QuerySelectorAll(".held, .note-text, .saved, fieldset[disabled]"));
        Assert.Single(page.QuerySelectorAll(".notice"));
        Assert.Equal(["Is it so?"], (await PressOnAsync(page, address + "/notes")).QuerySelectorAll(".note-text").Select(note => note.TextContent));
    }

    [Fact]
    public async Task Text_ThatIsTyped_StaysWhenTheStoryIsTakenOver_AndCanBeSavedThen()
    {
        var address = await BeginAsync();
        await PressAsync(address, address, ("title", "The ferry"), ("body", "It stops."));
        var mine = await ReadAsync(address);
        await OpenAtAColleagueAsync(address);
        var held = await PressOnAsync(mine, address + "/notes", ("body", "It goes on."), ("note", "Is it so?"));
        Assert.Equal("It goes on.", Value(held, "body"));

        var page = await PressButtonAsync(held, ".held button");

        Assert.Equal(("It goes on.", 0), (Value(page, "body"), page.QuerySelectorAll(".held").Length));
        Assert.Single(page.QuerySelectorAll(".notice"));
        Assert.Equal("It stops.", Value(await ReadAsync(address), "body"));
        await PressOnAsync(page, address);
        Assert.Equal("It goes on.", Value(await ReadAsync(address), "body"));
    }

    [Fact]
    public async Task Note_ThatIsTyped_StaysWhenADraftIsTakenBack_WhichStandsInTheForm()
    {
        var address = await BeginAsync();
        await ThrowAwayAsync(address);

        var page = await PressButtonAsync(await ReadAsync(address), ".thrown-away button", ("note", "Is it so?"));

        Assert.Equal(("Is it so?", "It goes on."), (Value(page, "note"), Value(page, "body")));
        Assert.Equal("It goes on.", Value(await ReadAsync(address), "body"));
    }

    [Fact]
    public async Task Text_ThatIsTyped_StaysWhenADraftIsTakenBack_AndStandsBesideItWhenItIsSaved()
    {
        var address = await BeginAsync();
        await ThrowAwayAsync(address);

        var page = await PressButtonAsync(await ReadAsync(address), ".thrown-away button", ("body", "It stops on Monday."));

        Assert.Equal("It stops on Monday.", Value(page, "body"));
        Assert.Equal("It goes on.", Value(await ReadAsync(address), "body"));
        using var both = await SendAsync(page, address);
        Assert.Equal(HttpStatusCode.Conflict, both.StatusCode);
    }

    /// <summary>Enter in a field presses the first button of its form, wherever on the page that stands.</summary>
    [Fact]
    public async Task Enter_Saves_AndTakesNothingOverOrBack()
    {
        var address = await BeginAsync();
        await ThrowAwayAsync(address);
        var thrownAway = await ReadAsync(address);
        await OpenAtAColleagueAsync(address);

        foreach (var (page, isHeld) in new[] { (thrownAway, false), (await ReadAsync(address), true) })
        {
            var first = (IHtmlButtonElement)page.QuerySelectorAll("#story-form button[type=submit], button[type=submit][form=story-form]")[0];
            Assert.Equal((null, isHeld), (first.GetAttribute("formaction"), first.IsDisabled || first.Closest("fieldset[disabled]") is not null));
        }
    }

    private async Task ThrowAwayAsync(string address)
    {
        await PressAsync(address, address + "/publish", ("title", "The ferry"), ("body", "It stops."));
        await PressAsync(address, address, ("body", "It goes on."));
        await PressAsync(address, address + "/discard");
    }

    private async Task OpenAtAColleagueAsync(string address)
    {
        await _site.CreateAsync("mara", Role.Editor, "Mara");
        using var opened = await (await _site.SignedInAsync("mara")).PostAsync(address + "/take-over", null, Cancel);
        Assert.Equal(HttpStatusCode.SeeOther, opened.StatusCode);
    }

    private async Task<string> BeginAsync() => (await SignInSite.SendAsync(_edith, "/newsroom/stories")).Location;

    private async Task<IDocument> ReadAsync(string address) => new HtmlParser().ParseDocument(await _edith.GetStringAsync(address, Cancel));

    private async Task<IDocument> PressAsync(string address, string action, params (string Name, string Value)[] typed) => await PressOnAsync(await ReadAsync(address), action, typed);

    private async Task<IDocument> PressAsync(string address, string action, HttpStatusCode status, params (string Name, string Value)[] typed)
    {
        using var answer = await SendAsync(await ReadAsync(address), action, typed);
        Assert.Equal(status, answer.StatusCode);
        return new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync(Cancel));
    }

    // The page that a browser shows then.
    private async Task<IDocument> PressOnAsync(IDocument page, string action, params (string Name, string Value)[] typed)
    {
        using var answer = await SendAsync(page, action, typed);
        if (answer.StatusCode == HttpStatusCode.SeeOther) return await ReadAsync(answer.Headers.Location!.OriginalString);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync(Cancel));
    }

    // Sends the form that a button belongs to, to where it says.
    private Task<IDocument> PressButtonAsync(IDocument page, string button, params (string Name, string Value)[] typed)
    {
        var pressed = page.QuerySelector(button)!;
        Assert.Equal("story-form", pressed.GetAttribute("form") ?? pressed.Closest("form")?.Id);
        return PressOnAsync(page, pressed.GetAttribute("formaction")!, typed);
    }

    // What a browser sends: what stands in the fields of the form, wherever on the page they are, with what was typed.
    private Task<HttpResponseMessage> SendAsync(IDocument page, string action, params (string Name, string Value)[] typed)
    {
        var sent = page.QuerySelectorAll("#story-form [name], [form=story-form][name]").Where(field => field is not IHtmlButtonElement && field.Closest("fieldset[disabled]") is null);
        var fields = sent.Select(field => field switch
        {
            IHtmlInputElement { Type: "checkbox" } box => (box.Name!, box.IsChecked ? box.Value : null),
            IHtmlInputElement input => (input.Name!, input.Value),
            IHtmlTextAreaElement area => (area.Name!, area.Value),
            IHtmlSelectElement select => (select.Name!, select.Value),
            _ => ("", null),
        }).Where(field => field.Item2 is not null).ToDictionary(field => field.Item1, field => field.Item2!);
        foreach (var (name, value) in typed)
        {
            Assert.True(fields.ContainsKey(name), $"No field {name} is sent with this form.");
            fields[name] = value;
        }

        return _edith.PostAsync(action, new FormUrlEncodedContent(fields), Cancel);
    }

    private static string Version(IDocument page) => ((IHtmlInputElement)page.QuerySelector("input[name=version]")!).Value;

    private static string Value(IDocument page, string id) => page.GetElementById(id) switch
    {
        IHtmlTextAreaElement area => area.Value,
        IHtmlInputElement input => input.Value,
        _ => throw new InvalidOperationException($"There is no field {id}."),
    };
}
