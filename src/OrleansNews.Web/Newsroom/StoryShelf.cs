using OrleansNews.Accounts;
using OrleansNews.Articles;
using OrleansNews.Layout;

namespace OrleansNews.Newsroom;

/// <summary>One way to look at the stories: those that have something in common.</summary>
/// <param name="Key">How an address names it.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Holds">Whether a story in hand is on it, for somebody.</param>
public sealed record StoryShelf(string Key, Func<SiteTexts, string> Name, Func<StoryInHand, Actor, bool> Holds)
{
    /// <summary>All that is in somebody's hands.</summary>
    public static readonly StoryShelf InHand = new("all", texts => texts.StoriesInHand, (story, _) => story.Status != ArticleStatus.Withdrawn);

    /// <summary>One's own.</summary>
    public static readonly StoryShelf Mine = new("mine", texts => texts.StoriesMine, (story, actor) => story.Owners.Contains(actor.Login));

    /// <summary>Written, and not handed on yet.</summary>
    public static readonly StoryShelf Drafts = new("drafts", texts => texts.StoriesDrafts, (story, _) => story is { Status: ArticleStatus.Draft, InReview: false });

    /// <summary>What an editor must look at.</summary>
    public static readonly StoryShelf Review = new("review", texts => texts.StoriesInReview, (story, _) => story.InReview);

    /// <summary>What goes out by itself.</summary>
    public static readonly StoryShelf Scheduled = new("scheduled", texts => texts.StoriesScheduled, (story, _) => story.ScheduledAt is not null);

    /// <summary>What must not go out yet.</summary>
    public static readonly StoryShelf Embargoed = new("embargoed", texts => texts.StoriesEmbargoed, (story, _) => story.EmbargoUntil is not null);

    /// <summary>Changes of stories that readers see.</summary>
    public static readonly StoryShelf Changes = new("changes", texts => texts.StoriesChanges, (story, _) => story is { Status: ArticleStatus.Published, HasDraft: true });

    /// <summary>Taken back.</summary>
    public static readonly StoryShelf Withdrawn = new("withdrawn", texts => texts.StoriesWithdrawn, (story, _) => story.Status == ArticleStatus.Withdrawn);

    /// <summary>What readers see: these are kept by the listing of all.</summary>
    public static readonly StoryShelf Published = new("published", texts => texts.StoriesPublished, (_, _) => false);

    /// <summary>Thrown away before anybody read it, and to be taken back for a while.</summary>
    public static readonly StoryShelf Trash = new("trash", texts => texts.StoriesTrash, (_, _) => true);

    /// <summary>All, in the order of the navigation.</summary>
    public static readonly ImmutableArray<StoryShelf> All = [InHand, Mine, Drafts, Review, Scheduled, Embargoed, Changes, Published, Withdrawn, Trash];

    /// <summary>Whether a story stands here, for somebody: what was thrown away is in the trash alone.</summary>
    public bool Shows(StoryInHand story, Actor actor) => (story.DiscardedAt is not null) == (this == Trash) && Holds(story, actor);

    /// <summary>The shelf that an address names; the first for none.</summary>
    public static StoryShelf Read(string? key) => All.FirstOrDefault(shelf => shelf.Key == key) ?? InHand;
}
