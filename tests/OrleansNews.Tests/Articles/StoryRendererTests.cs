namespace OrleansNews.Articles;

public class StoryRendererTests
{
    private const string Key = "abcdefghijklmnopqrst_-";

    private readonly StoryRenderer _renderer = new();

    [Theory]
    [InlineData("<script>alert(1)</script>text", "script")]
    [InlineData("<p onclick=\"alert(1)\">text</p>", "onclick")]
    [InlineData("[text](javascript:alert(1))", "javascript")]
    [InlineData("<a href=\"JaVaScRiPt:alert(1)\">text</a>", "alert")]
    [InlineData("<iframe src=\"https://example.org\"></iframe>text", "iframe")]
    [InlineData("<img src=\"data:text/html,x\">text", "data:")]
    [InlineData("<p style=\"position:fixed\">text</p>", "style")]
    [InlineData("<form action=\"/x\"><input name=\"a\">text</form>", "form")]
    [InlineData("<svg><a xlink:href=\"javascript:alert(1)\">text</a></svg>", "alert")]
    public void Render_Markup_LosesWhatCouldHarm(string body, string gone)
    {
        foreach (var format in new[] { BodyFormat.Markdown, BodyFormat.Html })
            Assert.DoesNotContain(gone, format is BodyFormat.Html && body[0] == '[' ? "" : Html(body, format), StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("| a | b |\n|---|---|\n| 1 | 2 |", "<td>1</td>")]
    [InlineData("Said[^1].\n\n[^1]: Here.", "class=\"footnotes\"")]
    [InlineData("\"quoted\" -- and", "“quoted” – and")]
    [InlineData("six o'clock, the ferry's chain and the doctors' surgery", "six o’clock, the ferry’s chain and the doctors’ surgery")]
    [InlineData("*Sisters*' crew said 'no' in the '60s", "</em>’ crew said ‘no’ in the ’60s")]
    [InlineData("a 6'2 keeper, and `don't` in code", "a 6'2 keeper, and <code>don't</code> in code")]
    [InlineData("## A heading", "<h2 id=\"a-heading\">A heading</h2>")]
    [InlineData("```csharp\nvar x = 1;\n```", "<code class=\"language-csharp\">var x = 1;")]
    [InlineData("<figure><img src=\"/a.jpg\" alt=\"A\"><figcaption>B</figcaption></figure>", "<figcaption>B</figcaption>")]
    public void Render_Markdown_KeepsWhatStoriesNeed(string body, string kept) => Assert.Contains(kept, Html(body), StringComparison.Ordinal);

    [Theory]
    [InlineData("![A mole](/media/7/{0}/full-1600.jpg)", BodyFormat.Markdown)]
    [InlineData("<figure><img class=\"wide\" src=\"/media/7/{0}/full-1600.webp\" alt=\"A mole\"></figure>", BodyFormat.Html)]
    public void Render_PictureOfTheLibrary_IsOfferedInItsFormatsAndWidths(string body, BodyFormat format)
    {
        var html = Html(body.Replace("{0}", Key, StringComparison.Ordinal), format);

        foreach (var (type, ending) in new[] { ("image/avif", "avif"), ("image/webp", "webp") })
            Assert.Contains($"<source type=\"{type}\" srcset=\"/media/7/{Key}/full-480.{ending} 480w, /media/7/{Key}/full-960.{ending} 960w, /media/7/{Key}/full-1600.{ending} 1600w\" sizes=", html, StringComparison.Ordinal);
        Assert.Contains($"src=\"/media/7/{Key}/full-1600.jpg\"", html, StringComparison.Ordinal);
        Assert.Contains("alt=\"A mole\"", html, StringComparison.Ordinal);
        Assert.Contains("loading=\"lazy\"", html, StringComparison.Ordinal);
        Assert.Equal(format is BodyFormat.Html, html.Contains("class=\"wide\"", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("full-960.jpg", "full-480.jpg 480w, {0}full-960.jpg 960w")]
    [InlineData("full-480.jpg", "full-480.jpg 480w")]
    [InlineData("full-333.jpg", "full-333.jpg 333w")]
    public void Render_SmallPicture_IsOfferedNoLargerThanItIs(string file, string set)
    {
        var folder = $"/media/7/{Key}/";
        Assert.Contains($"srcset=\"{folder}{set.Replace("{0}", folder, StringComparison.Ordinal)}\"", Html($"![A]({folder}{file})"), StringComparison.Ordinal);
    }

    // Of another site, of no width that pictures have, a cut, and what only looks like one.
    [Theory]
    [InlineData("https://example.org/media/7/{0}/full-1600.jpg")]
    [InlineData("/media/7/{0}/full-1200.jpg")]
    [InlineData("/media/7/{0}/card-640-50x50.jpg")]
    [InlineData("/media/7/{0}/full-1600.jpg?x=1")]
    [InlineData("/media/7/short/full-1600.jpg")]
    [InlineData("/wp-content/uploads/full-1600.jpg")]
    public void Render_PictureFromElsewhere_StaysAsItIs(string address)
    {
        var html = Html($"![A]({address.Replace("{0}", Key, StringComparison.Ordinal)})");
        Assert.Contains("<img", html, StringComparison.Ordinal);
        Assert.DoesNotContain("srcset", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Render_TextThatChoosesAmongFiles_LosesTheChoice() =>
        Assert.DoesNotContain("example.org", Html("<img src=\"/a.jpg\" srcset=\"https://example.org/b.jpg 2x\" alt=\"A\">", BodyFormat.Html), StringComparison.Ordinal);

    [Theory]
    [InlineData("## Comments")]
    [InlineData("<p id=\"comment-1\">x</p>")]
    [InlineData("<p id=\"respond\">x</p>")]
    public void Render_IdThatThePageUses_IsDropped(string body) => Assert.DoesNotContain("id=", Html(body), StringComparison.Ordinal);

    [Fact]
    public void Render_NestedTooDeeply_IsRefused()
    {
        Assert.Null(_renderer.Render(string.Concat(Enumerable.Repeat("<div>", 100_000)), BodyFormat.Html));
        Assert.Null(_renderer.Render(new string('>', 10_000) + " x", BodyFormat.Markdown));
    }

    [Fact]
    public void Summary_LongText_EndsBehindFiftyFiveWordsOfTheStoryItself()
    {
        var body = "# Heading\n\nOne[^1] two.\n\n" + string.Join(' ', Enumerable.Repeat("word", 100)) + "\n\n[^1]: Note.";

        var summary = _renderer.Render(body, BodyFormat.Markdown)!.Summary;

        Assert.StartsWith("One two. word", summary, StringComparison.Ordinal);
        Assert.EndsWith(" word…", summary, StringComparison.Ordinal);
        Assert.Equal(55, summary.Split(' ').Length);
    }

    [Fact]
    public void Summary_CutBehindAMark_EndsWithTheEllipsisAlone() =>
        Assert.EndsWith("word…", _renderer.Render(string.Join(' ', Enumerable.Repeat("word.", 100)), BodyFormat.Markdown)!.Summary, StringComparison.Ordinal);

    [Fact]
    public void Summary_TextWithoutBlanks_IsCut() => Assert.Equal(601, _renderer.Render(new string('字', 5_000), BodyFormat.Markdown)!.Summary.Length);

    private string Html(string body, BodyFormat format = BodyFormat.Markdown) => _renderer.Render(body, format)!.Html;
}
