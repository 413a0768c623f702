using OrleansNews.Accounts;

namespace OrleansNews.Articles;

public class ArticleRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 9, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(true, true, false, Matter.OwnDraft)]
    [InlineData(true, false, false, Matter.OthersDraft)]
    [InlineData(true, true, true, Matter.OwnPublished)]
    [InlineData(true, false, true, Matter.OthersPublished)]
    [InlineData(false, false, false, Matter.OwnDraft)]
    public void May_IsWhatTheRoleTableSaysOfTheStory(bool exists, bool own, bool published, Matter matter)
    {
        foreach (var role in Enum.GetValues<Role>())
        {
            foreach (var deed in new[] { Deed.Write, Deed.Publish, Deed.Withdraw })
            {
                Assert.Equal(role.May(deed, matter), ArticleRules.May(new("mara", "Mara", role), deed, exists, published, exists ? [own ? "mara" : "jonas"] : []));
            }
        }
    }

    [Fact]
    public void Publication_OfCompleteContent_HasNoError() =>
        Assert.Empty(ArticleRules.ValidatePublication(ArticleRules.Normalise(Stories.Harbour), "", Now, Now));

    public static TheoryData<string, Func<ArticleContent, ArticleContent>> Faults => new()
    {
        { "title", content => content with { Title = "  " } },
        { "title", content => content with { Title = new('x', 301) } },
        { "title", content => content with { Title = "two\nlines" } },
        { "slug", content => content with { Slug = "Two Words" } },
        { "slug", content => content with { Slug = "!!!" } },
        { "body", content => content with { Body = " \n " } },
        { "body", content => content with { Body = new('x', 2_000_001) } },
        { "format", content => content with { Format = (BodyFormat)9 } },
        { "excerpt", content => content with { Excerpt = new('x', 1_001) } },
        { "section", content => content with { Section = new("", "!!!") } },
        { "section", content => content with { Section = new("x", new('x', 201)) } },
        { "tags", content => content with { Tags = [.. Enumerable.Range(0, 51).Select(i => Term.Named($"tag {i}"))] } },
        { "tags", content => content with { Tags = [new("Not A Slug", "Name")] } },
        { "authors", content => content with { Authors = [.. Enumerable.Range(0, 21).Select(i => Term.Named($"author {i}"))] } },
        { "dateline", content => content with { Dateline = new('x', 101) } },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void Publication_OfFaultyContent_NamesTheField(string field, Func<ArticleContent, ArticleContent> spoil)
    {
        var error = Assert.Single(ArticleRules.ValidatePublication(ArticleRules.Normalise(spoil(Stories.Harbour)), "", null, Now));

        Assert.Equal(field, error.Field);
        Assert.EndsWith(".", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Draft_OfNothing_MayBeSaved() => Assert.Empty(ArticleRules.ValidateDraft(ArticleRules.Normalise(new() { Title = "", Body = "" })));

    [Fact]
    public void Normalise_UnsetArraysAndRepeats_LeavesWhatCounts()
    {
        var content = ArticleRules.Normalise(Stories.Harbour with { Title = " A ", Slug = "/a/", Tags = [new("a", " A "), new("a", "A")], Authors = default });

        Assert.Equal(("A", "a"), (content.Title, content.Slug));
        Assert.Equal([new Term("a", "A")], content.Tags);
        Assert.Empty(content.Authors);
    }
}
