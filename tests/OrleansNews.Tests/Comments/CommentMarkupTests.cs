using AngleSharp.Html.Parser;

namespace OrleansNews.Comments;

public class CommentMarkupTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData(" \n\n ", "")]
    [InlineData("One line", "<p>One line</p>")]
    [InlineData("One\nTwo", "<p>One<br>\nTwo</p>")]
    [InlineData("One\n\nTwo\n \n\nThree", "<p>One</p>\n<p>Two</p>\n<p>Three</p>")]
    [InlineData("a &lt; b &amp;&amp; c", "<p>a &lt; b &amp;&amp; c</p>")]
    [InlineData("<em>one\n\ntwo</em> three", "<p><em>one</em></p>\n<p><em>two</em> three</p>")]
    [InlineData("<em>one\n</em>two", "<p><em>one</em><br>\ntwo</p>")]
    [InlineData("Said:<blockquote>old\n\nnews</blockquote>so what", "<p>Said:</p>\n<blockquote>\n<p>old</p>\n<p>news</p></blockquote>\n<p>so what</p>")]
    [InlineData("<em></em>", "")]
    [InlineData("a &lt;b&gt; \"c\"", "<p>a &lt;b&gt; &quot;c&quot;</p>")]
    public void ToHtml_Text_GetsParagraphsAndBreaks(string fragment, string html) => Assert.Equal(html, CommentMarkup.ToHtml(fragment));

    [Theory]
    [InlineData("https://a.example/x?a=1&amp;b=2.", "<a href=\"https://a.example/x?a=1&amp;b=2\" rel=\"nofollow ugc\">https://a.example/x?a=1&amp;b=2</a>.")]
    [InlineData("(see http://a.example/w_(x))", "(see <a href=\"http://a.example/w_(x)\" rel=\"nofollow ugc\">http://a.example/w_(x)</a>)")]
    [InlineData("xhttp://a.example", "xhttp://a.example")]
    [InlineData("http:// nothing", "http:// nothing")]
    [InlineData("ftp://a.example", "ftp://a.example")]
    [InlineData("<code>http://a.example</code>", "<code>http://a.example</code>")]
    [InlineData("&lt;http://a.example&gt;", "&lt;<a href=\"http://a.example\" rel=\"nofollow ugc\">http://a.example</a>&gt;")]
    [InlineData("http://a.example/\u202Egpj.exe", "<a href=\"http://a.example/\" rel=\"nofollow ugc\">http://a.example/</a>\u202Egpj.exe")]
    [InlineData("<a href=\"https://a.example\" title=\"t\">x</a>", "<a href=\"https://a.example\" title=\"t\" rel=\"nofollow ugc\">x</a>")]
    [InlineData("<a href=\"https://a.example\">http://b.example</a>", "<a href=\"https://a.example\" rel=\"nofollow ugc\">http://b.example</a>")]
    public void ToHtml_Addresses_BecomeLinksThatEarnNothing(string fragment, string html) =>
        Assert.Equal($"<p>{html}</p>", CommentMarkup.ToHtml(fragment));

    [Theory]
    [InlineData("<a href=\"https://a.example\">x</a> https://b.example", "<p>x https://b.example</p>")]
    [InlineData("<em><a href=\"https://a.example\">x</a></em>", "<p><em>x</em></p>")]
    public void ToHtml_StripLinks_KeepsTheTextAlone(string fragment, string html) =>
        Assert.Equal(html, CommentMarkup.ToHtml(fragment, stripLinks: true));

    [Theory]
    [InlineData("<a href=\"javascript:alert(1)\">x</a>", "<p>x</p>")]
    [InlineData("<a href=\"java&#9;script:alert(1)\">x</a>", "<p>x</p>")]
    [InlineData("<a href=\"&#1;javascript:alert(1)\">x</a>", "<p>x</p>")]
    [InlineData("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>")]
    [InlineData("<b onclick=\"x()\">y</b>", "<p><b>y</b></p>")]
    [InlineData("<b/onclick=x()>y", "<p>&lt;b/onclick=x()&gt;y</p>")]
    [InlineData("<em>open <b>both", "<p><em>open <b>both</b></em></p>")]
    public void ToHtml_WhatTheSanitiserWouldNotWrite_IsHarmless(string fragment, string html) => Assert.Equal(html, CommentMarkup.ToHtml(fragment));

    [Fact]
    public void ToHtml_TagsAroundThousandsOfParagraphs_StaysSmall()
    {
        var fragment = string.Concat(Enumerable.Repeat("<strong>", 1_000)) + string.Concat(Enumerable.Repeat("x\n\n", 15_000));

        Assert.InRange(CommentMarkup.ToHtml(fragment).Length, 15_000, 250_000);
    }

    [Fact]
    public void ToHtml_AnyInput_HoldsOnlyAllowedElementsAttributesAndAddresses() =>
        HtmlSoup.CheckAll(soup =>
        {
            SafeHtml.AssertOnlyCommentTags(CommentMarkup.ToHtml(soup), withParagraphs: true);
            var stripped = new HtmlParser().ParseDocument(CommentMarkup.ToHtml(soup, stripLinks: true));
            Assert.Empty(stripped.QuerySelectorAll("a"));
        });

    [Fact]
    public void ToHtml_AnyInput_IsWellNested() =>
        HtmlSoup.CheckAll(soup => SafeHtml.AssertWellNested(CommentMarkup.ToHtml(soup)));
}
