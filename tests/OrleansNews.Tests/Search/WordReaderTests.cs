using FsCheck;
using FsCheck.Fluent;

namespace OrleansNews.Search;

public class WordReaderTests
{
    [Theory]
    [InlineData("The Ferry, returns!", "the ferry returns")]
    [InlineData("Müller straße ÅSA Đức Łódź façade", "muller strasse asa duc lodz facade")]
    [InlineData("İstanbul Diyarbakır", "istanbul diyarbakir")]
    [InlineData("Ёлка всё май", "елка все май")] // й is a letter of its own
    [InlineData("за́мок", "замок")] // a stress mark
    [InlineData("Ελλάς Αθήνα", "ελλασ αθηνα")]
    [InlineData("مُحَمَّد آمنة", "محمد امنه")]
    [InlineData("کتابی", "كتابي")]
    [InlineData("שָׁלוֹם", "שלום")]
    [InlineData("हिन्दी समाचार", "हिन्दी समाचार")] // vowel signs are no accents
    [InlineData("ＡＢＣ１２３ ﬁnd x²", "abc123 find x2")]
    [InlineData("l'eau O’Neill covid-19 3.5", "l eau o neill covid 19 3 5")]
    [InlineData("東京都", "東京 京都 都")]
    [InlineData("iPhone手机", "iphone 手机 机")]
    [InlineData("がぎ カタカナ", "がぎ ぎ カタ タカ カナ ナ")]
    [InlineData("한국어", "한국 국어 어")]
    [InlineData("สวัสดี", "สวั วัส สดี ดี")]
    [InlineData("co\u00ADoperate", "cooperate")]
    [InlineData("🚢 — … \0 \uFFFD", "")]
    public void Fold_AnyScript_FindsItHoweverItIsTyped(string text, string expected) => Assert.Equal(expected, WordReader.Fold(PlainText.Tidy(text)));

    [Fact]
    public void Fold_DecomposedText_IsTheSameAsComposed() => Assert.Equal(WordReader.Fold(PlainText.Tidy("Café Müller май")), WordReader.Fold(PlainText.Tidy("Cafe\u0301 Mu\u0308ller маи\u0306")));

    [Fact]
    public void Read_Words_KnowWhereTheyStand()
    {
        const string text = "Zum Café: 東京都!";

        var words = WordReader.Read(text);

        Assert.Equal(["Zum", "Café", "東京", "京都", "都"], words.Select(word => text.Substring(word.Start, word.Length)));
        Assert.Equal([false, false, false, false, true], words.Select(word => word.IsSingle));
    }

    [Fact]
    public void Read_EndlessWord_IsCutWithoutHalfACharacter()
    {
        var word = Assert.Single(WordReader.Read(new string('a', 63) + "𝒳𝒴" + new string('b', 5_000)));

        Assert.True(word.Text.Length <= 64);
        Assert.False(char.IsHighSurrogate(word.Text[^1]));
    }

    /// <summary>Whatever the text, words stand in it in order, and are made of nothing that the index takes for something else.</summary>
    [Fact]
    public void Read_AnyText_IsWordsOfLettersAndDigits() => Prop.ForAll(ArbMap.Default.ArbFor<string>(), typed =>
    {
        var text = PlainText.Tidy(typed ?? "");
        var words = WordReader.Read(text);
        Assert.All(words, word =>
        {
            Assert.InRange(word.Start, 0, text.Length);
            Assert.InRange(word.End, word.Start, text.Length);
            Assert.DoesNotContain(word.Text, c => c is ' ' or '"' or '\0' || (char.IsAscii(c) && !char.IsAsciiLetterLower(c) && !char.IsAsciiDigit(c)));
            Assert.NotEmpty(word.Text);
        });
        Assert.Equal(words.Select(word => word.Start).Order(), words.Select(word => word.Start));
    }).QuickCheckThrowOnFailure();
}
