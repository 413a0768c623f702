namespace OrleansNews.Search;

public class QueryReaderTests
{
    [Theory]
    [InlineData("ferry", "ferry|ferry*")]
    [InlineData("sea wall", "sea wall|wall*")]
    [InlineData("\"sea wall\" boats", "[sea wall] boats|boats*")]
    [InlineData("“sea wall", "[sea wall]")]
    [InlineData("sea OR lake fish", "sea|lake|lake* fish|fish*")]
    [InlineData("sea | lake", "sea|lake|lake*")]
    [InlineData("sea AND lake", "sea lake|lake*")]
    [InlineData("sea or and", "sea or and")]
    [InlineData("covid-19", "[covid 19]")]
    [InlineData("sea -lake -\"old town\"", "sea !lake ![old town]")]
    [InlineData("-lake", "!lake")]
    [InlineData("OR sea OR", "sea")]
    [InlineData("- -- \"\" * ( ) : ^ OR", "")]
    [InlineData("東京都", "[東京 京都]")]
    [InlineData("東", "東*")]
    [InlineData("東京tower", "[東京 京 tower*]")]
    [InlineData("title:ferry NEAR(a b)", "[title ferry*] [near a] b")]
    public void Read_Typed_IsUnderstood(string typed, string expected) => Assert.Equal(expected, Text(QueryReader.Read(typed)));

    private static string Text(ReadQuery query) =>
        string.Join(' ', query.AllOf.Select(ways => string.Join('|', ways.Select(Text))).Concat(query.NoneOf.Select(phrase => "!" + Text(phrase))));

    private static string Text(WordPhrase phrase)
    {
        var words = string.Join(' ', phrase.Words) + (phrase.IsPrefix ? "*" : "");
        return phrase.Words.Length > 1 ? $"[{words}]" : words;
    }
}
