using FsCheck;
using FsCheck.Fluent;

namespace OrleansNews.Articles;

public class PermalinkRulesTests
{
    private const string Path = "/2026/11/22/story/";
    private static readonly DateTimeOffset Start = new(2026, 11, 22, 9, 0, 0, TimeSpan.Zero);

    /// <summary>Whatever stories ask for, in whatever order and however late: a path that was settled stays with its story, and says what its newest revision said.</summary>
    [Fact]
    public void Path_RandomClaimsAndSettlements_StaysWithItsStoryAndItsNewestRevision()
    {
        var step = from kind in Gen.Choose(0, 2)
                   from article in Gen.Choose(1, 3)
                   from revision in Gen.Choose(1, 6)
                   from second in Gen.Choose(0, 90)
                   select (kind, Article: new ArticleId(article), Revision: (long)revision, Seconds: second);

        Prop.ForAll(Arb.From(Gen.ListOf(step)), steps =>
        {
            var (state, now) = (new PermalinkState(), Start);
            foreach (var (kind, article, revision, seconds) in steps)
            {
                now += TimeSpan.FromSeconds(seconds);
                var before = state.Paths.GetValueOrDefault(Path);
                if (kind == 0)
                {
                    var abandoned = before is not null && PermalinkRules.MayBeAbandoned(before, article, now) ? before : null;
                    (state, var owner) = PermalinkRules.Claim(state, Path, article, now, abandoned);
                    Assert.Equal(state.Paths[Path].Article, owner);
                }
                else
                {
                    (state, var holds) = PermalinkRules.Settle(state, Path, article, kind == 1 ? null : "/elsewhere/", revision, now);
                    Assert.Equal(state.Paths[Path].Article == article, holds);
                }

                var after = state.Paths[Path];
                if (before is { IsPending: false })
                {
                    Assert.Equal(before.Article, after.Article);
                    Assert.True(after.Revision >= before.Revision);
                    if (kind == 0 || revision < before.Revision) Assert.Same(before, after);
                }

                if (before is { IsPending: true } && after.Article != before.Article) Assert.True(now - before.ClaimedAt > PermalinkRules.PendingFor);
            }

            return true;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));
    }
}
