using OrleansNews.Layout;

namespace OrleansNews.Moderation;

/// <summary>What the moderation log says, in the language of the site.</summary>
internal static class LogWords
{
    public static string Of(SiteTexts texts, LogAction action) => action switch
    {
        LogAction.Approved => texts.StatusApproved,
        LogAction.Held => texts.QueueHeld,
        LogAction.Spam => texts.QueueSpam,
        LogAction.Trash => texts.QueueTrash,
        LogAction.Erased => texts.StatusErased,
        LogAction.Closed => texts.LogClosed,
        LogAction.Opened => texts.LogOpened,
        LogAction.ModeChanged => texts.LogMode,
        LogAction.SiteModeChanged => texts.LogSiteMode,
        LogAction.Suspended => texts.LogSuspended,
        LogAction.SuspensionLifted => texts.LogSuspensionLifted,
        LogAction.RuleChanged => texts.LogRuleChanged,
        LogAction.Edited => texts.LogEdited,
        _ => LogAddress.NameOf(action),
    };

    /// <summary>What became of what: both statuses, where there were two.</summary>
    public static string ChangeOf(SiteTexts texts, LogEntry entry, SiteDates dates) =>
        entry.Mode is { } mode ? texts.LogModeNow(Of(texts, entry.Action), DeskWords.Of(texts, mode))
        : entry.SuspendedUntil is { } until ? texts.LogModeNow(Of(texts, entry.Action), dates.Date(until))
        : entry.Rule is { } rule ? texts.LogModeNow(Of(texts, entry.Action), DeskWords.Of(texts, rule))
        : entry is { From: { } from, To: { } to } && from != to ? texts.LogChange(DeskWords.Of(texts, from), DeskWords.Of(texts, to)) : Of(texts, entry.Action);

    /// <summary>The rule, without what it found.</summary>
    public static string RuleOf(SiteTexts texts, string rule) => rule switch
    {
        "" => "",
        "links" => texts.LogLinks,
        "word" => texts.LogWord,
        "disallowed" => texts.LogDisallowed,
        "classifier" => texts.LogClassifier,
        _ => DeskWords.Reason(texts, rule),
    };
}
