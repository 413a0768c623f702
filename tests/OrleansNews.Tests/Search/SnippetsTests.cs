using System.Collections.Immutable;

namespace OrleansNews.Search;

public class SnippetsTests
{
    private static readonly string Long = string.Join(' ', Enumerable.Range(1, 200).Select(i => $"word{i}"));

    [Fact]
    public void Of_WordsFarApart_ShowsThePartWithMostOfThem()
    {
        var text = $"A ferry came. {Long} The harbour had its ferry again. {Long}";

        var snippet = Show("", text, "ferry harbour");

        Assert.Contains("The [harbour] had its [ferry] again", snippet, StringComparison.Ordinal);
        Assert.StartsWith("… word", snippet, StringComparison.Ordinal);
        Assert.EndsWith(" …", snippet, StringComparison.Ordinal);
        Assert.InRange(snippet.Length, 200, 280);
    }

    [Fact]
    public void Of_WordsInTheStandfirst_ShowsIt() => Assert.Equal("The [ferry] is back.", Show("The ferry is back.", $"{Long} ferry {Long}", "ferry"));

    [Fact]
    public void Of_WordsNowhere_ShowsTheBeginning() => Assert.StartsWith("word1 word2", Show("", Long, "ferry"), StringComparison.Ordinal);

    [Fact]
    public void Of_AStoryWithoutText_IsEmpty() => Assert.Equal("", Show("", "", "ferry"));

    [Fact]
    public void Of_TextWithoutSpaces_IsCutBetweenCharacters()
    {
        var text = string.Concat(Enumerable.Repeat("海の船", 100)) + "東京都知事" + string.Concat(Enumerable.Repeat("𠮷野家", 100));

        var snippet = Show("", text, "京都");

        Assert.Contains("東[京都]知事", snippet, StringComparison.Ordinal);
        Assert.DoesNotContain('\uFFFD', string.Concat(snippet.EnumerateRunes()));
    }

    [Theory]
    [InlineData("Boats and boating", "boat", "[Boats] and [boating]")]
    [InlineData("Der Müller mahlt", "muller", "Der [Müller] mahlt")]
    [InlineData("The old sea wall", "\"sea wall\"", "The old [sea wall]")]
    [InlineData("The sea, a wall", "\"sea wall\"", "The sea, a wall")]
    [InlineData("東京都", "東", "[東]京都")]
    [InlineData("東京都", "東京都", "[東京都]")]
    [InlineData("Ёлки", "елки", "[Ёлки]")]
    public void Show_Title_MarksWhatWasFound(string title, string typed, string expected) => Assert.Equal(expected, Text(new Marker(QueryReader.Read(typed)).Show(title)));

    private static string Show(string standfirst, string body, string typed) => Text(Snippets.Of(standfirst, body, new(QueryReader.Read(typed))));

    private static string Text(ImmutableArray<TextRun> runs) => string.Concat(runs.Select(run => run.IsMatch ? $"[{run.Part}]" : run.Part));
}
