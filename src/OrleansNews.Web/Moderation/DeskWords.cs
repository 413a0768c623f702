using System.Globalization;
using OrleansNews.Comments;
using OrleansNews.Layout;

namespace OrleansNews.Moderation;

/// <summary>What a desk says about statuses, decisions and reasons, in the language of the site.</summary>
internal static class DeskWords
{
    public static string Of(SiteTexts texts, ModerationQueues queue) => queue switch
    {
        ModerationQueues.Held => texts.QueueHeld,
        ModerationQueues.Flagged => texts.QueueFlagged,
        ModerationQueues.All => texts.QueueAll,
        ModerationQueues.Spam => texts.QueueSpam,
        _ => texts.QueueTrash,
    };

    public static string Of(SiteTexts texts, StoryModeration mode) => mode switch
    {
        StoryModeration.None => texts.StoryModeNone,
        StoryModeration.FirstTime => texts.StoryModeFirstTime,
        StoryModeration.All => texts.StoryModeAll,
        _ => texts.StoryModeSite,
    };

    public static string Of(SiteTexts texts, CommenterRule rule) => rule switch
    {
        CommenterRule.Hold => texts.RuleHold,
        CommenterRule.Approve => texts.RuleApprove,
        _ => texts.RuleOfSite,
    };

    public static string Of(SiteTexts texts, CommentStatus status) => status switch
    {
        CommentStatus.Approved => texts.StatusApproved,
        CommentStatus.Held => texts.QueueHeld,
        CommentStatus.Spam => texts.QueueSpam,
        CommentStatus.Trash => texts.QueueTrash,
        _ => texts.StatusErased,
    };

    public static string Of(SiteTexts texts, Decision decision) => decision switch
    {
        Decision.Approve => texts.Approve,
        Decision.Hold => texts.Hold,
        Decision.Spam => texts.Spam,
        Decision.Trash => texts.Trash,
        _ => texts.Restore,
    };

    /// <summary>What a decision did, about how many comments.</summary>
    public static string Done(SiteTexts texts, Decision decision, int count) => decision switch
    {
        Decision.Approve => texts.ApprovedComments(count),
        Decision.Hold => texts.HeldComments(count),
        Decision.Spam => texts.SpamComments(count),
        Decision.Trash => texts.TrashedComments(count),
        _ => texts.RestoredComments(count),
    };

    /// <summary>The word of a decision in addresses and forms.</summary>
    public static string WordOf(Decision decision) => decision switch
    {
        Decision.Approve => "approve",
        Decision.Hold => "hold",
        Decision.Spam => "spam",
        Decision.Trash => "trash",
        _ => "restore",
    };

    public static string Of(SiteTexts texts, FlagReason reason) => reason switch
    {
        FlagReason.Spam => texts.ReasonSpam,
        FlagReason.Abuse => texts.ReasonAbuse,
        FlagReason.OffTopic => texts.ReasonOffTopic,
        FlagReason.Privacy => texts.ReasonPrivacy,
        _ => texts.ReasonOther,
    };

    /// <summary>What can be decided about a comment of a status, the most frequent first.</summary>
    public static ImmutableArray<Decision> DecisionsFor(CommentStatus status) => status switch
    {
        CommentStatus.Approved => [Decision.Hold, Decision.Spam, Decision.Trash],
        CommentStatus.Held => [Decision.Approve, Decision.Spam, Decision.Trash],
        CommentStatus.Spam => [Decision.Restore, Decision.Approve, Decision.Trash],
        CommentStatus.Trash => [Decision.Restore, Decision.Approve, Decision.Spam],
        _ => [],
    };

    /// <summary>Why a comment stands where it does: what was decided last and by whom, else what the rules said.</summary>
    public static string Reason(SiteTexts texts, DeskItem item) => item.Decided switch
    {
        { Reason.Length: > 0 } decided => Reason(texts, decided.Reason),
        { StaffLogin.Length: > 0 } decided => texts.ByPerson(decided.StaffLogin),
        _ => RuleReason(texts, item),
    };

    /// <summary>What the rules said when the comment came. Of somebody who was approved before it says so, once.</summary>
    public static string RuleReason(SiteTexts texts, DeskItem item) =>
        item is { IsHeldAsFirst: true, Comment.Standing.IsTrusted: true } ? texts.ReasonOtherBrowser : Reason(texts, item.Comment.Comment.Reason);

    /// <summary>The reason of a rule in words, <c>links:2</c> among them. One of a newer build, or a moderator's own words, is shown as it is.</summary>
    public static string Reason(SiteTexts texts, string reason)
    {
        var (rule, about) = reason.IndexOf(':', StringComparison.Ordinal) is > 0 and var at ? (reason[..at], reason[(at + 1)..]) : (reason, "");
        return rule switch
        {
            "" => texts.ReasonNone,
            DeskItem.FirstTime => texts.ReasonFirstTime,
            "all" => texts.ReasonAll,
            "story" => texts.ReasonStory,
            "person" => texts.ReasonPerson,
            "person-approved" => texts.ReasonPersonApproved,
            "moderator" => texts.ReasonModerator,
            "story-author" => texts.ReasonStoryAuthor,
            "links" when int.TryParse(about, NumberStyles.None, CultureInfo.InvariantCulture, out var links) => texts.ReasonLinks(links),
            "word" => texts.ReasonWord(about),
            "disallowed" => texts.ReasonDisallowed(about),
            "classifier-silent" => texts.ReasonClassifierSilent,
            "classifier" => texts.ReasonClassifier(about),
            _ => reason,
        };
    }
}
