namespace OrleansNews.Accounts;

public class LocalUrlsTests
{
    [Theory]
    [InlineData("/")]
    [InlineData("/2026/11/22/a-story/?x=1#comments")]
    public void OrNone_PathOfThisSite_IsKept(string url) => Assert.Equal(url, LocalUrls.OrNone(url));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("story")]
    [InlineData("//example.org")]
    [InlineData("/\\example.org")]
    [InlineData("\\\\example.org")]
    [InlineData("/\t/example.org")]
    [InlineData("/\n/example.org")]
    [InlineData("https://example.org/")]
    [InlineData("javascript:alert(1)")]
    public void OrNone_AnythingElse_IsNone(string? url) => Assert.Equal("", LocalUrls.OrNone(url));
}
