using System.Globalization;
using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using OrleansNews.Accounts;
using OrleansNews.Articles;
using OrleansNews.Site;

namespace OrleansNews.Newsroom;

/// <summary>Planned moments where the newspaper's clock goes forward or back, over HTTP.</summary>
public sealed class PlannedMomentTests : IAsyncLifetime
{
    private const string Skipped = "2027-03-28T02:30";
    private const string Repeated = "2027-10-31T02:30:00";

    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;
    private static readonly DateTimeOffset _first = Moment("2027-10-31T00:30:00Z");
    private static readonly DateTimeOffset _second = Moment("2027-10-31T01:30:00Z");

    private SignInSite _site = null!;
    private HttpClient _edith = null!;
    private string _address = "";

    public async ValueTask InitializeAsync()
    {
        _site = await SignInSite.StartAsync(1000);
        var site = _site.Grains.GetGrain<ISiteGrain>(0);
        Assert.True((await site.UpdateAsync((await site.GetAsync(0))! with { TimeZone = "Europe/Berlin" }, Actor.System)).Saved);
        await _site.CreateAsync("edith");
        _edith = await _site.SignedInAsync("edith");
        (_, _address, _) = await SignInSite.SendAsync(_edith, "/newsroom/stories");
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Theory]
    [InlineData("at", "/schedule")]
    [InlineData("embargo", "/embargo")]
    public async Task Moment_ThatTheClockSkips_IsRefusedInItsField_WhichSaysWhatToTypeInstead(string field, string button)
    {
        var (status, _, answer) = await SendAsync(button, 0, (field, Skipped));

        var page = new HtmlParser().ParseDocument(answer);
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal(("true", Skipped), (page.GetElementById(field)!.GetAttribute("aria-invalid"), Value(page, field)));
        Assert.Contains("03:30:00", page.GetElementById(field + "-error")!.TextContent, StringComparison.Ordinal);
        Assert.Null(await StoredAsync());

        Assert.Equal(HttpStatusCode.SeeOther, (await SendAsync(button, 0, (field, "2027-03-28T03:30:00"))).Status);
        Assert.Equal(Moment("2027-03-28T01:30:00Z"), field == "at" ? (await StoredAsync())!.Schedule!.At : (await StoredAsync())!.EmbargoUntil);
    }

    [Fact]
    public async Task Moment_ThatTheClockSkips_StaysInItsField_WhenTheTextIsSaved()
    {
        var (status, location, _) = await SendAsync("", 0, ("at", Skipped), ("embargo", Skipped));

        Assert.Equal(HttpStatusCode.SeeOther, status);
        var page = new HtmlParser().ParseDocument(await _edith.GetStringAsync(location, Cancel));
        Assert.Equal((Skipped, Skipped), (Value(page, "at"), Value(page, "embargo")));
    }

    [Fact]
    public async Task Moment_ThatComesTwice_IsTheFirst_AndSaysSo_WhereverThePlanIsShown()
    {
        Assert.Equal(HttpStatusCode.SeeOther, (await SendAsync("/embargo", 0, ("embargo", Repeated))).Status);
        Assert.Equal(_first, (await StoredAsync())!.EmbargoUntil);
        Assert.Contains("02:30:00 (UTC+02:00, the first of two)", await StatusAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, (await SendAsync("/embargo", 2, ("embargo", ""))).Status);

        Assert.Equal(HttpStatusCode.SeeOther, (await SendAsync("/schedule", 3, ("at", Repeated))).Status);

        Assert.Equal(_first, (await StoredAsync())!.Schedule!.At);
        Assert.Contains("02:30:00 (UTC+02:00, the first of two)", await StatusAsync(), StringComparison.Ordinal);
        foreach (var list in new[] { "/newsroom", "/newsroom/stories?show=scheduled" }) await _edith.UntilShownAsync(list, "02:00, the first of two)", Cancel);
        await PressEveryButtonAsync();
        Assert.Equal(_first, (await StoredAsync())!.Schedule!.At);
    }

    [Fact]
    public async Task Moment_ThatDoesNotComeTwice_IsShownAsItIs()
    {
        await SendAsync("/schedule", 0, ("at", "2027-10-31T03:00"));
        Assert.Contains("03:00:00, planned by Edith.", await StatusAsync(), StringComparison.Ordinal);
    }

    /// <summary>As an older build planned it.</summary>
    [Fact]
    public async Task SecondOfTwoMoments_StaysPlanned_WhicheverButtonIsPressed_AndSaysThatItIsTheSecond()
    {
        await SendAsync("", 0);
        var article = _site.Article(_address);
        Assert.IsType<ArticleSaved>(await article.ScheduleAsync(new(_second, 1, Stories.Editor)));
        Assert.Contains("02:30:00 (UTC+01:00, the second of two)", await StatusAsync(), StringComparison.Ordinal);

        await PressEveryButtonAsync();

        Assert.Equal(_second, (await StoredAsync())!.Schedule!.At);
        await SendAsync("/schedule", (await StoredAsync())!.Version, ("at", "2027-10-31T02:31:00"));
        Assert.Equal(_first.AddMinutes(1), (await StoredAsync())!.Schedule!.At);
    }

    [Fact]
    public async Task SecondOfTwoMoments_StaysTheEndOfTheEmbargo_WhicheverButtonIsPressed()
    {
        await SendAsync("", 0);
        Assert.IsType<ArticleSaved>(await _site.Article(_address).EmbargoAsync(new(_second, 1, Stories.Editor)));

        foreach (var button in new[] { "", "/embargo", "/review", "/notes" }) await PressAsync(button, ("note", "Is it so?"));

        Assert.Equal(_second, (await StoredAsync())!.EmbargoUntil);
        Assert.Contains("02:30:00 (UTC+01:00, the second of two)", await StatusAsync(), StringComparison.Ordinal);
    }

    private async Task PressEveryButtonAsync()
    {
        foreach (var button in new[] { "", "/embargo", "/schedule", "/review", "/notes" }) await PressAsync(button, ("note", "Is it so?"));
    }

    // With what stands in the form.
    private async Task PressAsync(string button, params (string Name, string Value)[] typed)
    {
        var page = new HtmlParser().ParseDocument(await _edith.GetStringAsync(_address, Cancel));
        var (status, _, answer) = await SendAsync(button, (await StoredAsync())!.Version, [("at", Value(page, "at")), ("embargo", Value(page, "embargo")), .. typed]);
        Assert.True(status is HttpStatusCode.SeeOther or HttpStatusCode.OK, $"{button} answers {status}: {answer}");
    }

    private async Task<string> StatusAsync() => new HtmlParser().ParseDocument(await _edith.GetStringAsync(_address, Cancel)).QuerySelector(".status-line")!.TextContent;

    private Task<EditableArticle?> StoredAsync() => _site.Article(_address).GetForEditingAsync(Stories.Editor);

    private Task<(HttpStatusCode Status, string Location, string Page)> SendAsync(string button, long version, params (string Name, string Value)[] more) =>
        SignInSite.SendAsync(_edith, _address + button, [("title", "Later"), ("body", "Later text."), ("version", $"{version}"), ("format", "Markdown"), ("comments_open", "yes"), ("reason", ""), .. more]);

    private static string Value(IDocument page, string id) => ((IHtmlInputElement)page.GetElementById(id)!).Value;

    private static DateTimeOffset Moment(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
