namespace OrleansNews;

public class IdsTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(ArticleId.MaxValue, CommentId.MaxNumber)]
    public void CommentId_Native_NamesItsThreadAndStaysExactInJavaScript(long article, int number)
    {
        var id = CommentId.Native(new ArticleId(article), number);

        Assert.True(id.IsNative);
        Assert.Equal(new ArticleId(article), id.Article);
        Assert.Equal(number, id.Number);
        Assert.InRange(id.Value, CommentId.FirstNative, (1L << 53) - 1);
        Assert.True(CommentId.TryParse(id.ToString(), out var parsed));
        Assert.Equal(id, parsed);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("+1")]
    [InlineData("9007199254740992")]
    [InlineData("1099511627776")] // 2^40: the number part is 0
    [InlineData("99999999999999999999")]
    public void CommentId_TryParse_ImpossibleNumber_IsRefused(string text) => Assert.False(CommentId.TryParse(text, out _));

    [Theory]
    [InlineData("The Harbour Wakes", "the-harbour-wakes")]
    [InlineData("  Čas – “quoted” & more! ", "cas-quoted-more")]
    [InlineData("It’s Großmarkt day", "its-grossmarkt-day")]
    [InlineData("Новости дня", "новости-дня")]
    [InlineData("新聞", "新聞")]
    [InlineData("!!!", "")]
    public void Slugs_From_KeepsLettersOfEveryScript(string text, string slug) => Assert.Equal(slug, Slugs.From(text));
}
