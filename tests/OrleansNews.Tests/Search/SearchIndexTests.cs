using FsCheck;
using FsCheck.Fluent;
using static OrleansNews.Search.IndexUnderTest;

namespace OrleansNews.Search;

public sealed class SearchIndexTests : IAsyncDisposable
{
    private readonly IndexUnderTest _test = new();

    [Theory]
    [InlineData("boat", "Boats on the quay")]
    [InlineData("muller", "Herr Müller geht")]
    [InlineData("Müller", "Herr Muller geht")]
    [InlineData("strasse", "Die lange Straße")]
    [InlineData("etudes", "Fin des études à Orléans")]
    [InlineData("orléans", "Fin des etudes a Orleans")]
    [InlineData("ОРЛЕАН", "Жители города Орлеана")]
    [InlineData("елка", "Ёлка на площади")]
    [InlineData("東京", "小池東京都知事が会見")]
    [InlineData("都知事", "小池東京都知事が会見")]
    [InlineData("事", "小池東京都知事")]
    [InlineData("上海", "中国上海市新闻")]
    [InlineData("한국", "오늘의 한국어 뉴스")]
    [InlineData("カナ", "カタカナ新聞")]
    [InlineData("محمد", "مُحَمَّد في المدينة")]
    [InlineData("اخبار", "أخبار اليوم")]
    [InlineData("שלום", "שָׁלוֹם עולם")]
    [InlineData("समाचार", "आज के समाचार")]
    [InlineData("สวัสดี", "ข่าวสวัสดีวันนี้")]
    [InlineData("nguyen", "Ông Nguyễn")]
    public async Task Find_WordOfAnyScript_FindsIt(string typed, string title)
    {
        await _test.AddAsync(Story(1, title), Story(2, "Something else, 何か別のもの, что-то другое, 无关"));

        Assert.Equal([1], await _test.FindAsync(typed));
    }

    [Theory]
    [InlineData("京東")]
    [InlineData("東都")]
    [InlineData("маи")]
    [InlineData("oat")]
    [InlineData("हन्दी")]
    public async Task Find_CharactersThatDoNotFollowEachOther_FindNothing(string typed)
    {
        await _test.AddAsync(Story(1, "東京都 май boat हिन्दी"));

        Assert.Empty(await _test.FindAsync(typed));
    }

    [Fact]
    public async Task Find_AnyPartOfAStory_FindsIt()
    {
        await _test.AddAsync(Story(1, "Headline", "<p>Some <b>body</b></p>", "Standfirst", ["Night work"], "Local", "Mara Lind"), Story(2, "Other"));

        foreach (var typed in new[] { "headline", "body", "standfirst", "\"night work\"", "local", "lind", "mara headline night body" }) Assert.Equal([1], await _test.FindAsync(typed));
    }

    [Fact]
    public async Task Find_Story_RanksHeadlineThenTagThenText()
    {
        await _test.AddAsync(Story(1, "Tide", "<p>ferry</p>"), Story(2, "Ferry", "<p>tide</p>"), Story(3, "Moon", "<p>tide</p>", tags: ["ferry"]), Story(4, "Quay", "<p>quay</p>"));

        Assert.Equal([2, 3, 1], await _test.FindAsync("ferry"));
    }

    [Fact]
    public async Task Find_TheVeryWord_CountsMoreThanABeginning()
    {
        await _test.AddAsync(Story(1, "Boathouse news today"), Story(2, "Boat news today"), Story(3, "Other"));

        Assert.Equal([2, 1], await _test.FindAsync("boat"));
    }

    [Fact]
    public async Task Find_TagsOfMarkup_AreNoWords()
    {
        await _test.AddAsync(Story(1, "Headline", "<p class=\"secretclass\">text <a href=\"https://example.org/hiddenword\">link</a></p>"));

        Assert.Empty(await _test.FindAsync("secretclass"));
        Assert.Empty(await _test.FindAsync("hiddenword"));
        Assert.Equal([1], await _test.FindAsync("link"));
    }

    /// <summary>No text that somebody may type is an error, and none finds what it does not say.</summary>
    [Fact]
    public async Task Find_AnyText_IsNoError()
    {
        await _test.AddAsync(Story(1, "Boat"), Story(2, "東京"), Story(3, "NEAR AND OR NOT"));
        var pieces = Gen.Elements("\"", "*", "(", ")", "-", "^", ":", "+", "{", "}", "NEAR", "AND", "OR", "NOT", "title:", "boat", "東京", " ", "\0", "'", "🚢", "\uD83D", "%", "--", ";", "body : ", "\u0301", "٣", "«", "\n");
        var typed = Gen.OneOf(Gen.ListOf(pieces).Select(string.Concat), ArbMap.Default.GeneratorFor<string>().Select(text => text ?? ""));

        Prop.ForAll(Arb.From(typed), text =>
        {
            var found = _test.FindAsync(text).GetAwaiter().GetResult();
            Assert.True(found.Count == 0 || QueryReader.Read(text).AllOf.Length > 0, text);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1_000));
    }

    public ValueTask DisposeAsync() => _test.DisposeAsync();
}
