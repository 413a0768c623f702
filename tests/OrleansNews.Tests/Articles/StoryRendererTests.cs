namespace OrleansNews.Articles;

public class StoryRendererTests
{
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
