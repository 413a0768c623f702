using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using OrleansNews.Accounts;
using OrleansNews.Articles;
using OrleansNews.Cluster;
using OrleansNews.LiveStories;
using OrleansNews.Search;
using OrleansNews.Site;

namespace OrleansNews.Layout;

/// <summary>What is written in Arabic, on a newspaper in English: each headline, summary and comment has the direction of its own words, wherever it stands.</summary>
public sealed class TextDirectionTests(NewsSite site) : IClassFixture<NewsSite>
{
    private const string Word = "ميناءالصباح";

    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Text_OfAnotherLanguage_HasItsOwnDirectionOnEveryPage()
    {
        var settings = site.Grains.GetGrain<ISiteGrain>(0);
        Assert.True((await settings.UpdateAsync((await settings.GetAsync(0))! with { Title = $"{Word}.", Tagline = $"{Word} كل يوم." }, Actor.System)).Saved);
        var content = new ArticleContent
        {
            Title = $"{Word}: القوارب الأولى",
            Standfirst = $"{Word} في المقدمة.",
            Excerpt = $"{Word} باختصار.",
            Body = $"{Word} في النص.",
            Section = new("local", "Local"),
            Tags = [new("harbour", "Harbour")],
            Live = LiveOrder.NewestFirst,
        };
        var story = await site.PublishAsync(content);
        await site.PublishAsync(content with { Title = content.Title + "!", Live = LiveOrder.None });
        var after = await site.PublishAsync(Stories.Harbour.Unique());
        var entry = await site.Grains.GetGrain<ILiveStoryGrain>(story.Id.Value).AddedAsync($"{Word} الآن.", $"{Word} يستيقظ");
        var comment = await site.CommentAsync(story, "Ada", $"{Word} في تعليق.");
        await site.UntilLatestKnowsAsync(Word);
        await site.Cluster.UntilFoundAsync(Word, 2);

        foreach (var address in new[]
        {
            "/", story.Path, after.Path, LiveStoryPaths.Entry(story.Path, entry), "/category/local/", "/tag/harbour/", "/author/mara-lind/", "/2026/11/", $"/?s={Word}", $"/comments/{comment.Id}/flag",
        })
        {
            var page = new HtmlParser().ParseDocument(await site.NewBrowser().GetStringAsync(address, Cancel));
            var texts = page.Body!.Descendants<IText>().Where(text => text.Data.Contains(Word, StringComparison.Ordinal) && text.ParentElement!.LocalName is not ("script" or "style")).ToList();
            Assert.NotEmpty(texts);
            Assert.Empty(texts.Where(text => !HasItsOwnDirection(text)).Select(text => $"{address}: {text.ParentElement!.OuterHtml}"));
        }
    }

    /// <summary>Sentences go on behind what they name: “…”, 2 comments.</summary>
    [Theory]
    [InlineData("en", "ميناء", true)]
    [InlineData("en", "Ferry ميناء 2", true)]
    [InlineData("en", "שלום", true)]
    [InlineData("en", "Ferry 2, Müller, 東京!", false)]
    [InlineData("en", "", false)]
    [InlineData("ar", "Ferry", true)]
    [InlineData("ar-EG", "東京", true)]
    [InlineData("ar", "ميناء 2", false)]
    [InlineData("ar", "2026-11-22", false)]
    [InlineData("ar", "https://news.example.org/feed/", false)]
    public void Isolated_TextOfTheOtherDirection_IsKeptApart(string language, string text, bool isApart)
    {
        Assert.Equal(isApart ? $"\u2068{text}\u2069" : text, TextDirection.Isolated(text, within: TextDirection.Of(language)));
        if (language == "en") Assert.Equal($"Leave a Reply to {(isApart ? $"\u2068{text}\u2069" : text)}", SiteTexts.Of(language).LeaveReplyTo(text));
    }

    // Where a sentence of the page names it, marks of Unicode keep it apart: One response to “…”.
    private static bool HasItsOwnDirection(IText text) =>
        text.Data.Contains($"“\u2068{Word}", StringComparison.Ordinal)
        || text.Ancestors<IElement>().TakeWhile(element => element.LocalName != "body").Any(element => element.LocalName == "bdi" || element.GetAttribute("dir") == "auto");
}
