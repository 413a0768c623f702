namespace OrleansNews;

public sealed class BeginningTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("abc", "abc")]
    [InlineData("abcd", "abc")]
    [InlineData("ab⛴d", "ab⛴")]
    [InlineData("ab🚢", "ab")]
    [InlineData("a🚢b", "a🚢")]
    [InlineData("🚢🚢", "🚢")]
    public void Text_IsCut_BetweenCharacters(string text, string beginning) => Assert.Equal(beginning, Beginning.Of(text, 3));
}
