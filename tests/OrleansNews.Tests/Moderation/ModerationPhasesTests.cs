using OrleansNews.Site;

namespace OrleansNews.Moderation;

public class ModerationPhasesTests
{
    private static readonly DiscussionSettings Everything = new()
    {
        DisallowedWords = ["viagra"],
        ModerationWords = ["casino"],
        Moderation = ModerationMode.All,
        MaxLinks = 2,
        RequirePreviouslyApproved = true,
    };

    private static ModerationContext Guilty(DiscussionSettings settings) => new() { Settings = settings, Markup = "viagra casino", Text = "viagra casino", Links = 2 };

    // Without a classifier every phase answers at once.
    private static ModerationVerdict Decide(ModerationContext context, ModerationVerdict? classified = null)
    {
        var deciding = ModerationPhases.DecideAsync(context, _ => Task.FromResult(classified));
        Assert.True(deciding.IsCompletedSuccessfully);
        return deciding.Result;
    }

    [Fact]
    public void Decide_EveryRuleAgainstIt_TheOrderDecides()
    {
        var settings = Everything;

        Assert.Equal(new(ModerationOutcome.Approve, "moderator"), Decide(Guilty(settings) with { IsModerator = true }));
        Assert.Equal(new(ModerationOutcome.Approve, "story-author"), Decide(Guilty(settings) with { IsAuthorOfStory = true }));
        Assert.Equal(new(ModerationOutcome.Trash, "disallowed:viagra"), Decide(Guilty(settings)));
        settings = settings with { DisallowedWords = [] };
        Assert.Equal(new(ModerationOutcome.Hold, "person"), Decide(Guilty(settings) with { IsPersonHeld = true, Story = StoryModeration.All }));
        Assert.Equal(new(ModerationOutcome.Approve, "person-approved"), Decide(Guilty(settings) with { IsPersonApproved = true, IsKnown = true, Story = StoryModeration.All }));
        Assert.Equal(new(ModerationOutcome.Hold, "all"), Decide(Guilty(settings) with { IsPersonApproved = true }));
        Assert.Equal(new(ModerationOutcome.Spam, "classifier:watches"), Decide(Guilty(settings) with { Story = StoryModeration.All }, new(ModerationOutcome.Spam, "classifier:watches")));
        Assert.Equal(new(ModerationOutcome.Approve, "moderator"), Decide(Guilty(settings) with { IsModerator = true }, new(ModerationOutcome.Spam, "classifier:watches")));
        Assert.Equal(new(ModerationOutcome.Hold, "story"), Decide(Guilty(settings) with { Story = StoryModeration.All }));
        Assert.Equal(new(ModerationOutcome.Hold, "all"), Decide(Guilty(settings)));
        settings = settings with { Moderation = ModerationMode.None };
        Assert.Equal(new(ModerationOutcome.Hold, "links:2"), Decide(Guilty(settings)));
        settings = settings with { MaxLinks = 3 };
        Assert.Equal(new(ModerationOutcome.Hold, "word:casino"), Decide(Guilty(settings)));
        settings = settings with { ModerationWords = [] };
        Assert.Equal(new(ModerationOutcome.Hold, "first-time"), Decide(Guilty(settings)));
        settings = settings with { RequirePreviouslyApproved = false };
        Assert.Equal(new(ModerationOutcome.Approve, ""), Decide(Guilty(settings)));
    }

    [Fact]
    public void Decide_DisallowedWords_ComeBeforeThePerson_AndBothBeforeTheClassifier_WhichIsNotAsked()
    {
        var (disallowed, silent) = (new ModerationVerdict(ModerationOutcome.Trash, "disallowed:viagra"), Everything with { DisallowedWords = [] });

        Assert.Equal(disallowed, DecideUnasked(Guilty(Everything)));
        Assert.Equal(disallowed, DecideUnasked(Guilty(Everything) with { IsPersonHeld = true }));
        Assert.Equal(disallowed, DecideUnasked(Guilty(Everything) with { IsPersonApproved = true, IsKnown = true }));
        Assert.Equal(new(ModerationOutcome.Hold, "person"), DecideUnasked(Guilty(silent) with { IsPersonHeld = true }));
        Assert.Equal(new(ModerationOutcome.Approve, "person-approved"), DecideUnasked(Guilty(silent) with { IsPersonApproved = true, IsKnown = true }));
        Assert.Equal(new(ModerationOutcome.Approve, "moderator"), DecideUnasked(Guilty(Everything) with { IsModerator = true, IsPersonHeld = true }));
        Assert.Equal(new(ModerationOutcome.Approve, "story-author"), DecideUnasked(Guilty(Everything) with { IsAuthorOfStory = true, IsPersonHeld = true }));

        // Whoever types the name of an approved person in another browser is judged like anybody.
        var spam = new ModerationVerdict(ModerationOutcome.Spam, "classifier:watches");
        Assert.Equal(spam, Decide(Guilty(silent) with { IsPersonApproved = true }, spam));
        Assert.ThrowsAny<Exception>(() => DecideUnasked(Guilty(silent) with { IsPersonApproved = true }));

        static ModerationVerdict DecideUnasked(ModerationContext context)
        {
            var deciding = ModerationPhases.DecideAsync(context, _ => throw new InvalidOperationException("The classifier was asked."));
            return deciding.IsCompletedSuccessfully ? deciding.Result : throw deciding.Exception!;
        }
    }

    [Fact]
    public void Decide_EachSettingAlone_AndEachTwoOfThem_TheEarlierIsTheReason()
    {
        var off = new DiscussionSettings { Moderation = ModerationMode.None, MaxLinks = 0, RequirePreviouslyApproved = false };
        (Func<DiscussionSettings, DiscussionSettings> On, ModerationVerdict Verdict)[] rules =
        [
            (settings => settings with { DisallowedWords = ["viagra"] }, new(ModerationOutcome.Trash, "disallowed:viagra")),
            (settings => settings with { Moderation = ModerationMode.All }, new(ModerationOutcome.Hold, "all")),
            (settings => settings with { MaxLinks = 2 }, new(ModerationOutcome.Hold, "links:2")),
            (settings => settings with { ModerationWords = ["casino"] }, new(ModerationOutcome.Hold, "word:casino")),
            (settings => settings with { RequirePreviouslyApproved = true }, new(ModerationOutcome.Hold, "first-time")),
        ];

        Assert.Equal(new(ModerationOutcome.Approve, ""), Decide(Guilty(off)));
        for (var first = 0; first < rules.Length; first++)
        {
            Assert.Equal(rules[first].Verdict, Decide(Guilty(rules[first].On(off))));
            for (var second = first + 1; second < rules.Length; second++) Assert.Equal(rules[first].Verdict, Decide(Guilty(rules[second].On(rules[first].On(off)))));
        }
    }

    [Theory]
    [InlineData(StoryModeration.Site, true, true, "all")]
    [InlineData(StoryModeration.Site, false, true, "first-time")]
    [InlineData(StoryModeration.None, true, true, "")]
    [InlineData(StoryModeration.FirstTime, true, false, "first-time")]
    [InlineData(StoryModeration.All, false, false, "story")]
    public void Decide_StoryWithAModeOfItsOwn_FollowsThatInsteadOfTheSites(StoryModeration story, bool all, bool requireApproved, string reason)
    {
        var settings = new DiscussionSettings { Moderation = all ? ModerationMode.All : ModerationMode.None, RequirePreviouslyApproved = requireApproved };
        Assert.Equal(reason, Decide(new() { Settings = settings, Markup = "x", Text = "x", Story = story }).Reason);
    }

    [Fact]
    public void Decide_KnownCommenterWithNothingAgainst_IsApproved() =>
        Assert.Equal(ModerationOutcome.Approve, Decide(new() { Settings = new(), Markup = "x", Text = "x", IsKnown = true }).Outcome);

    [Theory]
    [InlineData(0, 100, false)]
    [InlineData(1, 1, true)]
    [InlineData(2, 1, false)]
    [InlineData(2, 2, true)]
    public void Links_AtTheLimit_Hold(int limit, int links, bool held) =>
        Assert.Equal(held, new LinksPhase().Decide(new() { Settings = new() { MaxLinks = limit }, Markup = "", Text = "", Links = links }) is { Outcome: ModerationOutcome.Hold });

    [Fact]
    public void Words_InEveryFieldThatWordPressLooksAt_AreFound()
    {
        var innocent = new ModerationContext { Settings = new() { ModerationWords = ["casino"] }, Markup = "x", Text = "x" };

        Assert.Null(new ModerationWordsPhase().Decide(innocent));
        foreach (var guilty in new[]
        {
            innocent with { Author = "Casino" }, innocent with { Email = "a@casino.example" }, innocent with { Url = "https://casino.example/" },
            innocent with { Text = "the casino!" }, innocent with { Markup = "<a href=\"https://casino.example\">x</a>" }, innocent with { UserAgent = "casino/1.0" },
        })
        {
            Assert.Equal("word:casino", new ModerationWordsPhase().Decide(guilty)?.Reason);
        }

        var address = new ModerationContext { Settings = new() { ModerationWords = ["192.0.2.*"] }, Markup = "", Text = "", Address = "192.0.2.77" };
        Assert.NotNull(new ModerationWordsPhase().Decide(address));
        Assert.Null(new ModerationWordsPhase().Decide(address with { Address = "198.51.100.2" }));
    }
}
