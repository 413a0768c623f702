using OrleansNews.Accounts;
using OrleansNews.Moderation;

namespace OrleansNews.Site;

/// <summary>What the moderation log hears of the site's settings: which comments wait.</summary>
internal static class SiteModerationLog
{
    /// <summary>The mode that settings are, in the words that stories have for theirs.</summary>
    public static StoryModeration ModeOf(DiscussionSettings settings) =>
        settings.Moderation == ModerationMode.All ? StoryModeration.All : settings.RequirePreviouslyApproved ? StoryModeration.FirstTime : StoryModeration.None;

    /// <summary>The state with a change to tell.</summary>
    public static SiteState With(SiteState state, StoryModeration mode, Actor actor, DateTimeOffset now)
    {
        var at = Math.Max(now.ToUnixTimeMilliseconds(), state.ModeChangedAt + 1);
        var entry = new LogEntry { Place = LogPlace.Of(at, default, 0), Action = LogAction.SiteModeChanged, Article = default, Mode = mode, Login = actor.Login };
        return state with { ModeChangedAt = at, Untold = state.Untold.OrEmpty().Add(StoredLogEntry.Of(entry)) };
    }
}
