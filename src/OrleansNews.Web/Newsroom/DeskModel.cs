using OrleansNews.Accounts;
using OrleansNews.Articles;
using OrleansNews.Layout;
using OrleansNews.Listings;
using OrleansNews.Moderation;

namespace OrleansNews.Newsroom;

/// <summary>What is to do in the newsroom, as far as somebody may know it.</summary>
/// <param name="Frame">What surrounds it.</param>
/// <param name="Actor">Who is signed in.</param>
/// <param name="Stories">What is in hand, what was saved last first.</param>
/// <param name="GoneOut">What readers got last.</param>
public sealed record DeskModel(SiteFrame Frame, Actor Actor, ImmutableArray<StoryInHand> Stories, ImmutableArray<ListingEntry> GoneOut)
{
    /// <summary>Comments that wait; null for those who do not decide them.</summary>
    public QueueCounts? Comments { get; init; }

    /// <summary>Stories in which a colleague calls.</summary>
    public IEnumerable<StoryInHand> Calls => Stories.Where(story => story.Mentions.Contains(Actor.Login));

    /// <summary>What an editor must look at.</summary>
    public IEnumerable<StoryInHand> Review => Stories.Where(story => story.InReview);

    /// <summary>What goes out by itself or must not go out yet, the next first.</summary>
    public IEnumerable<StoryInHand> Due => Stories.Where(story => story.ScheduledAt is not null || story.EmbargoUntil > Frame.Now).OrderBy(story => story.ScheduledAt ?? story.EmbargoUntil);

    /// <summary>What is being written, by whoever wrote last.</summary>
    public IEnumerable<IGrouping<string, StoryInHand>> Hands => Stories
        .Where(story => story is { HasDraft: true, InReview: false, ScheduledAt: null } && story.Status != ArticleStatus.Withdrawn)
        .GroupBy(story => story.SavedBy);
}
