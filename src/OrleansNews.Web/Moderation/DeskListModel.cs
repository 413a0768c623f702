using OrleansNews.Accounts;
using OrleansNews.Comments;
using OrleansNews.Layout;

namespace OrleansNews.Moderation;

/// <summary>A page of a queue.</summary>
/// <param name="Frame">What surrounds it.</param>
/// <param name="Actor">Who is signed in.</param>
/// <param name="Query">What was looked for.</param>
/// <param name="Page">What was found.</param>
/// <param name="Items">The comments with their headlines.</param>
public sealed record DeskListModel(SiteFrame Frame, Actor Actor, DeskQuery Query, DeskPage Page, ImmutableArray<DeskItem> Items)
{
    /// <summary>The headline of the story that was chosen; empty when none was.</summary>
    public string StoryTitle { get; init; } = "";

    /// <summary>Which comments on that story wait.</summary>
    public StoryModeration StoryMode { get; init; }

    /// <summary>How the conversation under that story stands; null when none was chosen, or its thread does not answer.</summary>
    public DeskConversation? Conversation { get; init; }

    /// <summary>What was decided just now; null when nothing was.</summary>
    public DeskReceipt? Done { get; init; }

    /// <summary>What is wrong with what was sent.</summary>
    public string Problem { get; init; } = "";
}

/// <summary>What was decided just now.</summary>
/// <param name="Decision">The decision; null when one was taken back.</param>
/// <param name="Count">How many comments it changed.</param>
/// <param name="Ids">Which can be taken back, as far as they can be named in an address.</param>
/// <param name="GoOn">Where the same decision goes on about the rest of the queue; null when it is done.</param>
/// <param name="Failed">About how many it was not taken: their threads did not answer.</param>
/// <param name="Left">How many it left as they were.</param>
/// <param name="Command">Takes it back; empty when nothing does.</param>
public sealed record DeskReceipt(Decision? Decision, int Count, ImmutableArray<CommentId> Ids, string? GoOn, int Failed, int Left, Guid Command);

/// <summary>Whether a story takes comments: it does while the moderators and the story itself allow them.</summary>
/// <param name="IsClosedByModerators">Moderators closed its thread.</param>
/// <param name="IsClosedByStory">The story's own switch, or its age, ended them.</param>
public sealed record DeskConversation(bool IsClosedByModerators, bool IsClosedByStory);
