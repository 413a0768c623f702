using OrleansNews.Articles;
using OrleansNews.Comments;
using OrleansNews.Layout;

namespace OrleansNews.Moderation;

/// <summary>Why a comment stands where it does, in one sentence.</summary>
public sealed class DeskWordsTests
{
    private static readonly SiteTexts English = SiteTexts.Of("en");

    [Theory]
    [InlineData(false, "First comment of this person in this browser")]
    [InlineData(true, "Approved before, but not in this browser, or taken back since")]
    public void Reason_HeldForItsBrowser_SaysHowThePersonStands_Once(bool trusted, string reason)
    {
        var item = Held("first-time", trusted);

        Assert.Equal(reason, DeskWords.Reason(English, item));
        Assert.True(item.IsHeldAsFirst, "The row says it beside that once more.");
    }

    [Fact]
    public void Reason_OfAnotherRule_IsThatRule()
    {
        var item = Held("links:2", trusted: true);

        Assert.Equal(English.ReasonLinks(2), DeskWords.Reason(English, item));
        Assert.False(item.IsHeldAsFirst);
    }

    [Theory]
    [InlineData("", "ines", "By ines")]
    [InlineData("Sells watches", "ines", "Sells watches")]
    [InlineData("links:2", "", "2 links")]
    public void Reason_OfADecision_IsWhatWasSaid_ElseWho(string said, string login, string reason)
    {
        var item = Held("first-time", trusted: true, new CommentDecision(default, CommentStatus.Held, said, login));

        Assert.Contains(reason, DeskWords.Reason(English, item), StringComparison.Ordinal);
        Assert.False(item.IsHeldAsFirst);
        Assert.Equal("First comment of this person in this browser", DeskWords.RuleReason(English, item));
    }

    private static DeskItem Held(string reason, bool trusted, params CommentDecision[] decisions) => new(
        new()
        {
            Comment = new() { View = new() { Id = CommentId.Native(new(7), 1), Author = "Ann", Text = "Hello", Status = CommentStatus.Held }, Reason = reason, Decisions = [.. decisions] },
            Standing = new("ann@example.org", null, CommenterRule.None, trusted),
        },
        "A story");
}
