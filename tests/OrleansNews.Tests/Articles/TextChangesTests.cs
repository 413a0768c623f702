namespace OrleansNews.Articles;

public class TextChangesTests
{
    [Theory]
    [InlineData("The boats come at four.", "The boats come at five.", "The boats come at -four-+five+.")]
    [InlineData("One.\nTwo.\nThree.", "One.\nThree.", "One.\n-Two.\n-Three.")]
    [InlineData("Same", "Same", "Same")]
    [InlineData("", "New", "+New+")]
    [InlineData("Gone", "", "-Gone-")]
    [InlineData("", "", "")]
    [InlineData("港口今天开放", "港口明天开放", "港口-今-+明+天开放")]
    [InlineData("The boats come at four.\n\nMore.\n\nAnd more of it.", "The boats come at five.", "The boats come at -four-+five+.-\n\nMore.\n\nAnd more of it.-")]
    [InlineData("Nothing of this stays here", "All was written anew today", "-Nothing of this stays here-+All was written anew today+")]
    [InlineData("It cost £41,000, all in all.", "It cost £14,000, all in all.", "It cost £-41,000-+14,000+, all in all.")]
    [InlineData("At 6.40, 1 and 2.", "At 6.45, 1 and 3.", "At -6.40-+6.45+, 1 and -2-+3+.")]
    [InlineData("l’été dernier", "l’été prochain", "l’été -dernier-+prochain+")]
    public void Changes_AreWords(string before, string after, string expected) => Assert.Equal(expected, string.Concat(TextChanges.Of(before, after).Select(Write)));

    [Fact]
    public void Parts_MakeBothTexts_WhateverTheyAre()
    {
        var random = new Random(7);
        string Text() => string.Concat(Enumerable.Range(0, random.Next(60)).Select(_ => new[] { "a", "bee", " ", "\n", "é", "海", "🙂", "’", "\r\n", "." }[random.Next(10)]));
        for (var i = 0; i < 500; i++)
        {
            var (before, after) = (Text(), Text());
            var parts = TextChanges.Of(before, after);
            Assert.Equal(before, string.Concat(parts.Where(part => part.Kind != ChangeKind.New).Select(part => part.Text)));
            Assert.Equal(after, string.Concat(parts.Where(part => part.Kind != ChangeKind.Gone).Select(part => part.Text)));
        }
    }

    [Fact]
    public void Text_ThatIsAnotherAltogether_IsNotComparedWordByWord()
    {
        var (before, after) = (string.Join(' ', Enumerable.Range(0, 20_000)), string.Join(' ', Enumerable.Range(30_000, 20_000)));
        Assert.Equal([ChangeKind.Gone, ChangeKind.New], TextChanges.Of(before, after).Select(part => part.Kind));
    }

    private static string Write(ChangedPart part) => part.Kind switch { ChangeKind.Gone => $"-{part.Text}-", ChangeKind.New => $"+{part.Text}+", _ => part.Text };
}
