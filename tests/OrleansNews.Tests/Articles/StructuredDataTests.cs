using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using OrleansNews.Comments;
using OrleansNews.Layout;
using OrleansNews.Site;

namespace OrleansNews.Articles;

public class StructuredDataTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    private static readonly PublishedArticle Story = new()
    {
        Id = new(7),
        Status = ArticleStatus.Published,
        Revision = 2,
        Path = "/2026/11/22/hafen-für-alle/",
        Title = "The harbour wakes",
        Excerpt = "Before the town does.",
        Html = "<p>x</p><img class=\"wide\" src=\"/media/boat.jpg\" alt=\"A boat\">",
        Section = new("local", "Local"),
        Tags = [new("harbour", "Harbour")],
        Authors = [new("ada", "Ada"), new("bo", "Bo")],
        Dateline = "HYTHE",
        PublishedAt = Noon,
        UpdatedAt = Noon.AddHours(1),
    };

    [Theory]
    [InlineData("")]
    [InlineData("https://news.example.org")]
    public void Story_KeepsToSchemaOrg(string address)
    {
        var json = Of(Story, address);
        Assert.Empty(SchemaOrg.Check(json));
        using var document = JsonDocument.Parse(json);
        var story = document.RootElement.GetProperty("@graph")[0];
        Assert.Equal("2026-11-22T12:00:00+00:00", story.GetProperty("datePublished").GetString());
        Assert.Equal("2026-11-22T13:00:00+00:00", story.GetProperty("dateModified").GetString());
        Assert.Equal(["Ada", "Bo"], story.GetProperty("author").EnumerateArray().Select(author => author.GetProperty("name").GetString()!));
        Assert.Equal(address + "/media/boat.jpg", story.GetProperty("image")[0].GetString());
        Assert.Equal(["The Estuary", "Local", "The harbour wakes"],
            document.RootElement.GetProperty("@graph")[1].GetProperty("itemListElement").EnumerateArray().Select(step => step.GetProperty("name").GetString()!));
    }

    [Fact]
    public void Story_WithLittleInIt_KeepsToSchemaOrg() =>
        Assert.Empty(SchemaOrg.Check(Of(Story with { Section = null, Tags = [], Excerpt = "", Dateline = "", Html = "", Authors = [] }, "")));

    [Fact]
    public void Story_ThatNobodySigns_IsByTheNewspaper()
    {
        using var document = JsonDocument.Parse(Of(Story with { Authors = [] }, "https://news.example.org"));
        var author = Assert.Single(document.RootElement.GetProperty("@graph")[0].GetProperty("author").EnumerateArray());
        Assert.Equal(("NewsMediaOrganization", "The Estuary", "https://news.example.org/"), (author.GetProperty("@type").GetString(), author.GetProperty("name").GetString(), author.GetProperty("url").GetString()));
    }

    [Fact]
    public void Text_OfAnyCharacters_NeverLeavesTheScript_AndComesBackAsItWas() => Prop.ForAll(ArbMap.Default.ArbFor<NonNull<string>>(), text =>
    {
        foreach (var title in new[] { text.Get, text.Get + "</script><script>alert(1)</script>", "<!--<script>" + text.Get })
        {
            var json = Of(Story with { Title = title, Tags = [new("x", title)], Dateline = "]]>" + title }, "");
            Assert.DoesNotContain('<', json);
            Assert.DoesNotContain('>', json);
            Assert.DoesNotContain('&', json);
            using var document = JsonDocument.Parse(json);
            var story = document.RootElement.GetProperty("@graph")[0];
            Assert.Equal(WithoutHalves(title), story.GetProperty("headline").GetString());
        }
    }).Check(Config.QuickThrowOnFailure);

    [Theory]
    [InlineData("\"headline\"", "\"headLine\"")]
    [InlineData("\"Person\"", "\"WebPage\"")]
    [InlineData("2026-11-22T12:00:00", "22 November 2026")]
    [InlineData("\"commentCount\":0", "\"commentCount\":\"none\"")]
    [InlineData("\"BreadcrumbList\"", "\"Breadcrumbs\"")]
    [InlineData("\"dateline\"", "\"position\"")]
    public void SchemaOrg_OfSpoiledData_NoticesIt(string right, string wrong)
    {
        var json = Of(Story, "");
        Assert.Contains(right, json, StringComparison.Ordinal);
        Assert.NotEmpty(SchemaOrg.Check(json.Replace(right, wrong, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("<p>no picture</p>", "")]
    [InlineData("<img alt=\"src=&quot;/x&quot;\" src=\"https://a.example/1.png?a=1&amp;b=2\">", "https://a.example/1.png?a=1&b=2")]
    [InlineData("<img src=\"data:image/png;base64,AA\"><img src=\"/2.png\">", "/2.png")]
    public void Image_IsTheFirstThatCanBeSeenElsewhere(string html, string address) => Assert.Equal(address, StoryImage.In(html));

    // A half of a surrogate pair is no text; JSON writes it as the replacement character.
    private static string WithoutHalves(string text) => new System.Text.UTF8Encoding(false).GetString(System.Text.Encoding.UTF8.GetBytes(text));

    private static string Of(PublishedArticle story, string address)
    {
        var settings = new SiteSettings { Title = "The Estuary", Address = address };
        return StructuredData.Of(new(new(settings, [], Noon), story, new()
        {
            Article = story.Id,
            Path = story.Path,
            Title = story.Title,
            Settings = settings.Discussion,
            Dates = new(settings),
            Thread = new() { Items = [], Total = 0, Version = new(default, 0, 0, true) },
            IsOpen = true,
            Form = new() { Article = story.Id, Path = story.Path, Settings = settings.Discussion, Texts = SiteTexts.Of("en") },
        }, StoryNeighbours.None));
    }
}
