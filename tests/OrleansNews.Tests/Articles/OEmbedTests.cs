using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using AngleSharp.Html.Parser;
using OrleansNews.Cluster;

namespace OrleansNews.Articles;

public class OEmbedTests(NewsSite site) : IClassFixture<NewsSite>
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Story_CanBeShownElsewhere_AtTheAddressItsPageNames()
    {
        var story = await site.PublishAsync(Stories.Harbour.Unique() with { Title = $"Boats <b> {Guid.NewGuid():N}" });
        using var page = new HtmlParser().ParseDocument(await site.NewBrowser().GetStringAsync(story.Path, Cancel));
        var address = page.QuerySelector("link[type='application/json+oembed']")!.GetAttribute("href")!;
        foreach (var asked in new[] { address, Embed(story.Path), Embed("/?p=" + story.Id) })
        {
            var answer = await site.NewBrowser().GetFromJsonAsync<JsonElement>(asked, Cancel);
            Assert.Equal("1.0", answer.GetProperty("version").GetString());
            Assert.Equal("rich", answer.GetProperty("type").GetString());
            Assert.Equal(story.Title, answer.GetProperty("title").GetString());
            Assert.Equal("Mara Lind", answer.GetProperty("author_name").GetString());
            Assert.DoesNotContain("<b>", answer.GetProperty("html").GetString(), StringComparison.Ordinal);
            Assert.Contains(story.Path, answer.GetProperty("html").GetString(), StringComparison.Ordinal);
            Assert.Equal(JsonValueKind.Number, answer.GetProperty("width").ValueKind);
        }
    }

    [Fact]
    public async Task Answer_AsXml_SaysTheSame()
    {
        var story = await site.PublishAsync(Stories.Harbour.Unique() with { Title = $"Boats <b> & \"nets\" {Guid.NewGuid():N}" });
        using var page = new HtmlParser().ParseDocument(await site.NewBrowser().GetStringAsync(story.Path, Cancel));
        var json = await site.NewBrowser().GetFromJsonAsync<JsonElement>(page.QuerySelector("link[type='application/json+oembed']")!.GetAttribute("href"), Cancel);
        using var answer = await site.NewBrowser().GetAsync(page.QuerySelector("link[type='text/xml+oembed']")!.GetAttribute("href"), Cancel);
        Assert.Equal("text/xml", answer.Content.Headers.ContentType!.MediaType);
        var xml = System.Xml.Linq.XDocument.Parse(await answer.Content.ReadAsStringAsync(Cancel)).Root!;
        Assert.Equal("oembed", xml.Name);
        Assert.Equal(json.EnumerateObject().Select(member => (member.Name, member.Value.ToString())).Order(), xml.Elements().Select(element => (element.Name.LocalName, element.Value)).Order());
    }

    [Theory]
    [InlineData("/wp-json/oembed/1.0/embed", HttpStatusCode.BadRequest)]
    [InlineData("/wp-json/oembed/1.0/embed?url=https%3A%2F%2Felsewhere.example%2F2026%2F11%2F22%2Fx%2F", HttpStatusCode.NotFound)]
    [InlineData("/wp-json/oembed/1.0/embed?url=%2F2026%2F11%2F22%2Fnobody-wrote-this%2F", HttpStatusCode.NotFound)]
    [InlineData("/wp-json/oembed/1.0/embed?url=%2F&format=yaml", HttpStatusCode.NotImplemented)]
    public async Task Question_ThatHasNoAnswer_IsToldSo(string address, HttpStatusCode status)
    {
        using var answer = await site.NewBrowser().GetAsync(address, Cancel);
        Assert.Equal(status, answer.StatusCode);
    }

    [Fact]
    public async Task Story_Withdrawn_IsNotShownElsewhere()
    {
        var article = await site.Grains.NewArticleAsync();
        var saved = await article.PublishedAsync(Stories.Harbour.Unique());
        Assert.IsType<ArticleSaved>(await article.WithdrawAsync(new(saved.Version, Stories.Author)));
        using var answer = await site.NewBrowser().GetAsync(Embed(saved.Path), Cancel);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    private string Embed(string path) => "/wp-json/oembed/1.0/embed?url=" + Uri.EscapeDataString(site.Address.GetLeftPart(UriPartial.Authority) + path);
}
