using System.Text.Json;
using AngleSharp.Html.Parser;

namespace OrleansNews.Comments;

public class CommentSanitizerTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("Hello", "Hello")]
    [InlineData("a < b && c", "a &lt; b &amp;&amp; c")]
    [InlineData("a<b and no more", "a&lt;b and no more")]
    [InlineData("x > y", "x &gt; y")]
    [InlineData("List<string> <3", "List&lt;string&gt; &lt;3")]
    [InlineData("AT&T &amp; R&D; &copy;", "AT&amp;T &amp; R&amp;D; ©")]
    [InlineData("&lt;b&gt;", "&lt;b&gt;")]
    [InlineData("one\r\ntwo\rthree\n\nfour", "one\ntwo\nthree\n\nfour")]
    [InlineData(" \n text\t \n", "text")]
    [InlineData("\0nul\u0007bell\u009Bcsi", "nulbellcsi")]
    [InlineData("😀 \u202Ertl", "😀 \u202Ertl")]
    public void Sanitize_PlainText_SurvivesAsText(string typed, string fragment) => Assert.Equal(fragment, CommentSanitizer.Sanitize(typed));

    [Fact]
    public void Sanitize_HalfOfASurrogatePair_BecomesTheReplacementCharacter() =>
        Assert.Equal("lone \uFFFD and \uFFFD", CommentSanitizer.Sanitize("lone \uD83D and \uDE00"));

    [Theory]
    [InlineData("<b>bold", "<b>bold</b>")]
    [InlineData("<B>a</b> <EM>b</Em>", "<b>a</b> <em>b</em>")]
    [InlineData("<i>a<b>b</i>c</b>", "<i>a<b>b</b></i><b>c</b>")]
    [InlineData("</b>a</em>", "a")]
    [InlineData("<a href='http://a.example' title=\"x &quot; y\" onclick=x()>l</a>", "<a href=\"http://a.example\" title=\"x &quot; y\">l</a>")]
    [InlineData("<a href=mailto:x@a.example>m</a>", "<a href=\"mailto:x@a.example\">m</a>")]
    [InlineData("<a href=\"javascript:alert(1)\">x</a>", "<a>x</a>")]
    [InlineData("<a href=\"ftp://a.example\">x</a>", "<a>x</a>")]
    [InlineData("<a href=http://a.example>x<a href=http://b.example>y</a></a>", "<a href=\"http://a.example\">x</a><a href=\"http://b.example\">y</a>")]
    [InlineData("<q cite=\"http://a.example\" title=\"t\">x</q>", "<q cite=\"http://a.example\">x</q>")]
    [InlineData("<del datetime=\"2026-11-22\">x</del>", "<del datetime=\"2026-11-22\">x</del>")]
    [InlineData("<b title=\"x\" href=\"http://a.example\">x</b>", "<b>x</b>")]
    [InlineData("<b> </b><i></i>", "")]
    [InlineData("x<b> </b>y", "x y")]
    [InlineData("<p>one</p><p>two<br>three</p>", "one\n\ntwo\nthree")]
    [InlineData("a<script>alert('<b>')</script>b<style>x{}</style>c<!-- d > e -->f", "abcf")]
    [InlineData("<u>kept</u> <img src=x onerror=alert(1)>", "kept")]
    [InlineData("<scr<b>ipt>x</b>", "&lt;scr<b>ipt&gt;x</b>")]
    [InlineData("<<p>b>", "&lt;\nb&gt;")]
    public void Sanitize_Tags_AreWordPressCommentTagsAlone(string typed, string fragment) => Assert.Equal(fragment, CommentSanitizer.Sanitize(typed));

    public static TheoryData<string> Corpora()
    {
        var html5lib = JsonDocument.Parse(File.ReadAllText(Corpus("html5lib-sanitizer.json"))).RootElement.EnumerateArray()
            .Select(test => test.GetProperty("input").GetString()!).ToArray();
        var naughty = JsonSerializer.Deserialize<string[]>(File.ReadAllText(Corpus("naughty-strings.json")))!;
        Assert.Equal(72, html5lib.Length);
        Assert.InRange(naughty.Length, 500, 600);
        return [.. html5lib.Concat(naughty).Distinct()];
    }

    [Theory]
    [MemberData(nameof(Corpora), DisableDiscoveryEnumeration = true)]
    public void Sanitize_TextsThatBrokeOthers_ComeOutHarmless(string typed) => AssertHarmless(typed);

    [Fact]
    public void Sanitize_AnyInput_HoldsOnlyAllowedElementsAttributesAndAddresses() => HtmlSoup.CheckAll(AssertHarmless);

    [Fact]
    public void Sanitize_AnyTextWithoutTagsAndReferences_ReadsTheSame() => HtmlSoup.CheckAll(soup =>
    {
        var typed = soup.Replace('<', ' ').Replace('&', ' ');
        Assert.Equal(TypedText.Normalize(typed), new HtmlParser().ParseDocument("<body><main>" + CommentSanitizer.Sanitize(typed)).QuerySelector("main")!.TextContent);
    });

    [Theory]
    [InlineData("<b>")]
    [InlineData("<a href=x>")]
    [InlineData("<blockquote>")]
    [InlineData("<i><b>x</i>")]
    [InlineData("<!--")]
    [InlineData("<script>")]
    [InlineData("&")]
    public void Sanitize_AThousandsTimesRepeatedTag_StaysShallowAndSmall(string tag)
    {
        var fragment = CommentSanitizer.Sanitize(string.Concat(Enumerable.Repeat(tag, 65_000 / tag.Length)) + "end");

        SafeHtml.AssertWellNested(fragment);
        SafeHtml.AssertOnlyCommentTags(fragment);
        Assert.Contains("end", fragment, StringComparison.Ordinal);
        Assert.InRange(fragment.Length, 3, 6 * 65_000);
    }

    private static void AssertHarmless(string typed)
    {
        var fragment = CommentSanitizer.Sanitize(typed);

        SafeHtml.AssertOnlyCommentTags(fragment);
        SafeHtml.AssertWellNested(fragment);
        SafeHtml.AssertOnlyCommentTags(CommentMarkup.ToHtml(fragment), withParagraphs: true);
        Assert.DoesNotContain('\0', fragment);
        Assert.DoesNotContain('\r', fragment);
        Assert.Equal(fragment, CommentSanitizer.Sanitize(fragment));
    }

    private static string Corpus(string name) => Path.Combine(AppContext.BaseDirectory, "Comments", "Corpora", name);
}
