using System.Collections.Immutable;

namespace OrleansNews.Moderation;

public class FoldedTextTests
{
    [Theory]
    [InlineData("cialis", "a specialist", false)]
    [InlineData("cialis", "buy CIALIS now", true)]
    [InlineData("cialis", "cialis", true)]
    [InlineData("cialis", "(cialis)", true)]
    [InlineData("cialis", "cialis_now", true)]
    [InlineData("cialis", "cialist", false)]
    [InlineData("cialis*", "cialist", true)]
    [InlineData("cialis*", "specialist", false)]
    [InlineData("*", "anything", false)]
    [InlineData(" ", "anything", false)]
    [InlineData("buy now", "Buy now!", true)]
    [InlineData("buy now", "rebuy now", false)]
    [InlineData("example.com", "see https://example.com/x", true)]
    [InlineData("example.com", "see https://notexample.com/x", false)]
    [InlineData("казино", "Лучшее КАЗИНО города", true)]
    [InlineData("казино", "казиношник", false)]
    [InlineData("ÉCOLE", "une école", true)]
    [InlineData("casino", "ｃａｓｉｎｏ", true)]
    [InlineData("casino", "ca\u200Bsi\u00ADno", true)]
    [InlineData("caf", "cafe\u0301", false)]
    [InlineData("賭場", "澳門賭場!", false)]
    [InlineData("賭場", "澳門 賭場!", true)]
    [InlineData("\U0001F3B0", "win \U0001F3B0 today", true)]
    public void Contains_AnEntryOfAWordList_MatchesWholeWords(string entry, string text, bool found) => Assert.Equal(found, new FoldedText(text).Contains(Assert.Single(FoldedWord.AllOf([entry]))));

    [Fact]
    public void AllOf_AListThatIsLookedThroughAgain_FoldsItOnce()
    {
        ImmutableArray<string> list = ["Casino*", "buy now"];
        var folded = FoldedWord.AllOf(list);

        Assert.Same(folded, FoldedWord.AllOf(list));
        Assert.Equal([("Casino*", "CASINO", true), ("buy now", "BUY NOW", false)], folded.Select(word => (word.Entry, word.Text, word.IsPrefix)));
        Assert.Equal(["other"], FoldedWord.AllOf(["other"]).Select(word => word.Entry));
        Assert.Empty(FoldedWord.AllOf(default));
    }
}
