namespace OrleansNews.Search;

public class PlainTextTests
{
    [Theory]
    [InlineData("<p>The <em>old</em> ferry</p><p>is back</p>", "The old ferry is back")]
    [InlineData("<p>un<strong>believ</strong>able<br>things</p>", "unbelievable things")]
    [InlineData("<p>Fish &amp; chips &lt;b&gt; &nbsp;caf&#233;</p>", "Fish & chips <b> café")]
    [InlineData("<img alt=\"a > b\" src=\"x.png\"><p>after</p>", "after")]
    [InlineData("<ul><li>one</li><li>two</li></ul><table><tr><td>3</td><td>4</td></tr></table>", "one two 3 4")]
    [InlineData("broken <p", "broken")]
    [InlineData("", "")]
    public void Of_Html_IsItsWords(string html, string expected) => Assert.Equal(expected, PlainText.Of(html));

    [Fact]
    public void Tidy_TextThatNoEncodingKnows_IsText() => Assert.Equal("a \uFFFD b", PlainText.Tidy("a \uD800 \0\uFFFE b "));
}
