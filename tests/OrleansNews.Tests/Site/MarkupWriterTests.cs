using Microsoft.AspNetCore.Components;

namespace OrleansNews.Site;

/// <summary>What is put into a template is text, unless it says that it is markup.</summary>
public class MarkupWriterTests
{
    [Fact]
    public void Template_WithTextFromOutside_EncodesItInContentAndAttributes()
    {
        var text = "\"><script>alert('x')</script>&";
        using var html = new MarkupWriter();
        html.Write($"<a title=\"{text}\">{text}</a>");
        Assert.Equal(
            "<a title=\"&quot;&gt;&lt;script&gt;alert(&#x27;x&#x27;)&lt;/script&gt;&amp;\">&quot;&gt;&lt;script&gt;alert(&#x27;x&#x27;)&lt;/script&gt;&amp;</a>",
            html.ToString());
    }

    [Fact]
    public void Template_WithMarkupNumbersAndNothing_WritesThemAsTheyAre()
    {
        using var html = new MarkupWriter();
        html.Write($"<p data-id=\"{-9007199254740991}\">{new MarkupString("<b>bold</b>")}{(string?)null}</p>");
        Assert.Equal("<p data-id=\"-9007199254740991\"><b>bold</b></p>", html.ToString());
    }

    [Fact]
    public void Template_LongerThanTheBuffer_IsWhole()
    {
        using var html = new MarkupWriter();
        var piece = new string('ж', 3_000);
        for (var i = 0; i < 5; i++) html.Write($"{piece}-");
        Assert.Equal(string.Concat(Enumerable.Repeat(piece + "-", 5)), html.ToString());
    }
}
