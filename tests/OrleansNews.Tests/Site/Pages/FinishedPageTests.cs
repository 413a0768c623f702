using System.Text;
using OrleansNews.Layout;

namespace OrleansNews.Site;

public class FinishedPageTests
{
    private static readonly FragmentSet _first = new([("today", "Sunday"u8.ToArray()), ("box", "one"u8.ToArray())]);
    private static readonly FragmentSet _second = new([("today", "Monday the 23rd"u8.ToArray()), ("box", ""u8.ToArray())]);

    [Fact]
    public void Page_WithFragments_CarriesThemWhereTheMarksWere()
    {
        var page = Page($"<p>{FragmentMarkers.Of("today")}</p>ä{FragmentMarkers.Of("box")}{FragmentMarkers.Of("nobody")}.");

        Assert.Equal("<p>Sunday</p>äone.", Text(page));
        Assert.Equal("<p>Monday the 23rd</p>ä.", Text(page.With(_second)));
        Assert.Equal("<p>Sunday</p>äone.", Text(page.With(_second).With(_first)));
        Assert.DoesNotContain("<!--", Text(page), StringComparison.Ordinal);
    }

    [Fact]
    public void Page_WithATextThatLooksLikeAMark_KeepsItAsText()
    {
        const string forged = "<!--00000000000000000000000000000000:box-->";
        Assert.Equal(forged, Text(Page(forged)));
    }

    [Fact]
    public void Tags_OfCodings_AreStrongAndDifferent()
    {
        var page = Compressed("the same words");
        string[] tags = [page.Identity.Tag, Coded(page, "gzip").Tag, Coded(page, "br").Tag];

        Assert.Equal(3, tags.Distinct().Count());
        Assert.All(tags, tag => Assert.Matches("^\"[0-9a-f]{24}(-gzip|-br)?\"$", tag));
        Assert.Equal(tags, Tags(Compressed("the same words")));
        Assert.Empty(tags.Intersect(Tags(Compressed("other words"))));
    }

    [Fact]
    public void FindKnown_ByAnyTagOfThePage_IsThatForm()
    {
        var page = Compressed("words");
        var brotli = Coded(page, "br");

        Assert.Same(brotli, page.FindKnown(brotli.Tag, brotli));
        Assert.Same(brotli, page.FindKnown($"W/{brotli.Tag}", brotli));
        Assert.Same(brotli, page.FindKnown($"\"other\", {brotli.Tag}", brotli));
        Assert.Same(brotli, page.FindKnown("*", brotli));
        Assert.Same(page.Identity, page.FindKnown(page.Identity.Tag, brotli));
        Assert.Null(page.FindKnown("\"other\"", brotli));
        Assert.Null(page.FindKnown(Compressed("new words").Identity.Tag, brotli));
        Assert.Null(page.FindKnown("", brotli));
    }

    [Fact]
    public void Missing_ACodingThatIsNotReady_IsAskedForOnce()
    {
        var page = Page("words");
        var browser = AcceptedCodings.Of("gzip, br");

        Assert.Null(page.Missing(browser)); // Read once, it is not worth it.
        Assert.Equal(ContentCoding.Brotli, page.Missing(browser));
        Assert.Null(page.Missing(browser));
        Assert.Null(page.Missing(AcceptedCodings.Of("identity")));
        page.Add(ContentCoding.Brotli, [1]);
        Assert.Null(page.Missing(browser));
        Assert.Equal(ContentCoding.Gzip, page.Missing(AcceptedCodings.Of("gzip")));
        page.GiveUp();
        Assert.Null(page.Missing(AcceptedCodings.Of("gzip")));
        Assert.Equal(ContentCoding.Gzip, page.Missing(AcceptedCodings.Of("gzip")));
    }

    [Fact]
    public void Weight_WithCodings_CountsThem()
    {
        var page = Page("words");
        var before = page.Weight;
        page.Add(ContentCoding.Gzip, new byte[100]);
        Assert.Equal(before + 100, page.Weight);
    }

    private static FinishedPage Page(string html) => new(PageBody.Parse(Encoding.UTF8.GetBytes(html), _first), _first);

    private static FinishedPage Compressed(string text)
    {
        var page = Page(text);
        foreach (var coding in new[] { ContentCoding.Gzip, ContentCoding.Brotli }) page.Add(coding, PageCompressor.Compress(page.Identity.Bytes, coding));
        return page;
    }

    private static string[] Tags(FinishedPage page) => [page.Identity.Tag, Coded(page, "gzip").Tag, Coded(page, "br").Tag];

    private static EncodedBody Coded(FinishedPage page, string coding) => page.Choose(AcceptedCodings.Of(coding));

    private static string Text(FinishedPage page) => Encoding.UTF8.GetString(page.Identity.Bytes);
}
