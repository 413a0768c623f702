using OrleansNews.Accounts;

namespace OrleansNews.Articles;

/// <summary>What the desk keeps of what stories tell it. Pure.</summary>
internal static class StoryDeskRules
{
    /// <summary>How long a story that left is remembered: no message is under way for longer.</summary>
    private static readonly TimeSpan GoneFor = TimeSpan.FromDays(1);

    /// <summary>The state with what a story said, unless something newer is known of it.</summary>
    public static (StoryDeskState Next, bool Taken) Put(StoryDeskState state, long article, DeskEntry said, DateTimeOffset now)
    {
        if (state.Stories.TryGetValue(article, out var known) && known.Version >= said.Version) return (state, false);
        var forgotten = state.Stories.Where(story => (story.Value.GoneAt is { } at && now - at > GoneFor) || IsForgotten(story.Value, now)).Select(story => story.Key);
        return (state with { Stories = state.Stories.RemoveRange(forgotten).SetItem(article, said) }, true);
    }

    /// <summary>Whether a story is on the desk, or in its trash.</summary>
    public static bool IsThere(DeskEntry story, DateTimeOffset now) => story.GoneAt is null && !IsForgotten(story, now);

    private static bool IsForgotten(DeskEntry story, DateTimeOffset now) => now - story.DiscardedAt > DraftTrash.KeptFor;

    /// <summary>Whether somebody may know of a story: who may open it.</summary>
    public static bool MaySee(Actor actor, DeskEntry story) => ArticleRules.May(actor, Deed.Write, exists: true, story.WasPublished, story.Owners);
}
