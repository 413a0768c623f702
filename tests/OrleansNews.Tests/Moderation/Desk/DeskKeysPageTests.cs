using AngleSharp.Html.Parser;
using OrleansNews.Accounts;
using OrleansNews.Articles;
using OrleansNews.Site;

namespace OrleansNews.Moderation;

/// <summary>The list of keys on the page of the desk.</summary>
public sealed class DeskKeysPageTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("en", "edit the text", "suspend the person", "reply")]
    [InlineData("ar", "تحرير النص", "إيقاف الشخص", "رد")]
    public async Task List_OfKeys_NamesThoseOfWhatIsDoneOnThePageOfAComment_InEachLanguage(string language, string edit, string suspend, string reply)
    {
        await using var site = await SignInSite.StartAsync(1000);
        await site.CreateAsync("mo", Role.Moderator);
        var grain = site.Grains.GetGrain<ISiteGrain>(0);
        Assert.True((await grain.UpdateAsync((await grain.GetAsync(0))! with { Language = language }, Actor.System)).Saved);
        var desk = await site.SignedInAsync("mo");

        var page = new HtmlParser().ParseDocument(await desk.GetStringAsync("/newsroom/comments", Cancel));

        var keys = page.QuerySelectorAll("#desk-keys dl > div").ToDictionary(key => key.QuerySelector("kbd")!.TextContent, key => key.QuerySelector("dd")!.TextContent);
        Assert.Equal((edit, suspend, reply), (keys["e"], keys["p"], keys["r"]));
    }
}
