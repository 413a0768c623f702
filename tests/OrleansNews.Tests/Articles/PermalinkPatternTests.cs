using FsCheck;
using FsCheck.Fluent;

namespace OrleansNews.Articles;

public class PermalinkPatternTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 2, 12, 5, 9, TimeSpan.Zero);

    [Theory]
    [InlineData("/%year%/%monthnum%/%day%/%postname%/", "/2026/11/02/boats/")]
    [InlineData("/%year%/%monthnum%/%postname%/", "/2026/11/boats/")]
    [InlineData("/archives/%post_id%/", "/archives/7/")]
    [InlineData("/%postname%/", "/boats/")]
    [InlineData("/%category%/%author%/%hour%%minute%%second%-%postname%/", "/local/ada/120509-boats/")]
    public void Path_OfEachPattern_IsRecognisedByIt(string text, string path)
    {
        Assert.Null(PermalinkPattern.Problem(text));
        var pattern = PermalinkPattern.Of(text);
        Assert.Equal(path, pattern.PathOf(new(7), "boats", Noon, "local", "ada"));
        Assert.Equal(path, pattern.Recognise(path));
    }

    [Fact]
    public void Path_OfAnyTitle_IsRecognisedByEveryPattern() => Prop.ForAll(ArbMap.Default.ArbFor<NonNull<string>>(), title =>
    {
        var slug = Slugs.From(title.Get);
        if (slug.Length == 0) return;
        foreach (var text in new[] { PermalinkPattern.Default, "/%year%/%monthnum%/%postname%/", "/%postname%/", "/stories/%category%/%post_id%-%postname%/" })
        {
            var path = PermalinkPattern.Of(text).PathOf(new(12), slug, Noon, "local", "ada");
            Assert.Equal(path, PermalinkPattern.Of(text).Recognise(path));
        }
    }).Check(Config.QuickThrowOnFailure);

    [Theory]
    [InlineData("/2026/13/02/boats/")]
    [InlineData("/2026/02/30/boats/")]
    [InlineData("/2026/11/02/")]
    [InlineData("/2026/11/02/boats/more/")]
    [InlineData("/2026/11/02/!!!/")]
    public void Path_ThatNoStoryCanHave_IsNotRecognised(string path) => Assert.Null(PermalinkPattern.Of(PermalinkPattern.Default).Recognise(path));

    [Fact]
    public void Path_WithCapitalsOrAccents_MeansTheSameStory() =>
        Assert.Equal("/2026/11/02/cafe-am-hafen/", PermalinkPattern.Of(PermalinkPattern.Default).Recognise("/2026/11/02/Café-am-HAFEN/"));

    [Theory]
    [InlineData("")]
    [InlineData("/%postname%")]
    [InlineData("%postname%/")]
    [InlineData("/%year%/")]
    [InlineData("/%postname%/%postname%/")]
    [InlineData("/%weekday%/%postname%/")]
    [InlineData("/%post_id%/")]
    [InlineData("/category/%postname%/")]
    [InlineData("/wp-json/%postname%/")]
    [InlineData("/a//%postname%/")]
    [InlineData("/../%postname%/")]
    public void Pattern_ThatCannotWork_IsRefused(string text) => Assert.NotNull(PermalinkPattern.Problem(text));

    [Theory]
    [InlineData("/2026/", true)]
    [InlineData("/2026/11/", true)]
    [InlineData("/2026/11/22/", true)]
    [InlineData("/category/", true)]
    [InlineData("/boats/feed/", true)]
    [InlineData("/boats/comment-page-2/", true)]
    [InlineData("/20260/", false)]
    [InlineData("/2026/11/22/boats/", false)]
    [InlineData("/boats/", false)]
    public void Path_OfTheSiteItself_IsReserved(string path, bool reserved) => Assert.Equal(reserved, Permalinks.IsReserved(path));
}
