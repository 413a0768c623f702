using OrleansNews.Accounts;

namespace OrleansNews.Moderation;

/// <summary>Which comments on one story wait, when it is not as for the whole site. Key: the <see cref="ArticleId"/>.</summary>
[Alias("news.story-moderation")]
public interface IStoryModerationGrain : IGrainWithIntegerKey
{
    /// <summary>The mode of the story; <paramref name="otherwise"/> when it has none of its own.</summary>
    [Alias("get")]
    Task<StoryModeration> GetAsync(StoryModeration otherwise);

    /// <summary>Changes it, for comments from now on. False when the actor may not.</summary>
    [Alias("set")]
    Task<bool> SetAsync(StoryModeration mode, Actor actor);
}

/// <summary>Which comments on a story wait. Links, words and the classifier hold in every mode. Stored; never renumber.</summary>
public enum StoryModeration : byte
{
    /// <summary>As for the whole site.</summary>
    Site = 0,

    /// <summary>None.</summary>
    None = 1,

    /// <summary>Those of somebody without an approved comment.</summary>
    FirstTime = 2,

    /// <summary>All.</summary>
    All = 3,
}
