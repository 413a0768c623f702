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

    [Theory]
    [InlineData("en", Decision.Approve, "1 comment approved.", "2 comments approved.", "1234 comments approved.")]
    [InlineData("en", Decision.Hold, "1 comment held.", "2 comments held.", "1234 comments held.")]
    [InlineData("en", Decision.Spam, "1 comment marked as spam.", "2 comments marked as spam.", "1234 comments marked as spam.")]
    [InlineData("en", Decision.Trash, "1 comment moved to the trash.", "2 comments moved to the trash.", "1234 comments moved to the trash.")]
    [InlineData("en", Decision.Restore, "1 comment restored.", "2 comments restored.", "1234 comments restored.")]
    [InlineData("ar", Decision.Approve, "قُبل تعليق واحد.", "قُبل تعليقان.", "قُبل 1234 تعليقًا.")]
    [InlineData("ar", Decision.Hold, "وُضع تعليق واحد قيد المراجعة.", "وُضع تعليقان قيد المراجعة.", "وُضع 1234 تعليقًا قيد المراجعة.")]
    [InlineData("ar", Decision.Spam, "عُدّ تعليق واحد مزعجًا.", "عُدّ تعليقان مزعجين.", "عُدّ 1234 تعليقًا مزعجًا.")]
    [InlineData("ar", Decision.Trash, "نُقل تعليق واحد إلى سلة المهملات.", "نُقل تعليقان إلى سلة المهملات.", "نُقل 1234 تعليقًا إلى سلة المهملات.")]
    [InlineData("ar", Decision.Restore, "استُعيد تعليق واحد.", "استُعيد تعليقان.", "استُعيد 1234 تعليقًا.")]
    public void Done_SaysOfEachDecision_WhatBecameOfHowMany(string language, Decision decision, string one, string two, string many) =>
        Assert.Equal([one, two, many], new[] { 1, 2, 1_234 }.Select(count => DeskWords.Done(SiteTexts.Of(language), decision, count)));

    private static DeskItem Held(string reason, bool trusted, params CommentDecision[] decisions) => new(
        new()
        {
            Comment = new() { View = new() { Id = CommentId.Native(new(7), 1), Author = "Ann", Text = "Hello", Status = CommentStatus.Held }, Reason = reason, Decisions = [.. decisions] },
            Standing = new("ann@example.org", null, CommenterRule.None, trusted),
        },
        "A story");
}
