namespace OrleansNews.Layout;

/// <content>The words of the moderation desk.</content>
public sealed partial class SiteTexts
{
    public string ModerationLog => Text();

    public string LogModerator => Text();

    public string LogDecision => Text();

    public string LogEverything => Text();

    public string LogStory => Text();

    public string LogRule => Text();

    public string LogIsEmpty => Text();

    public string LogOlder => Text();

    public string ExportCsv => Text();

    public string ExportJsonLines => Text();

    public string LogClosed => Text();

    public string LogMode => Text();

    public string LogOpened => Text();

    public string LogEdited => Text();

    public string LogSiteMode => Text();

    public string LogSuspended => Text();

    public string LogSuspensionLifted => Text();

    public string LogRuleChanged => Text();

    public string LogWholeSite => Text();

    public string LogLinks => Text();

    public string LogWord => Text();

    public string LogDisallowed => Text();

    public string LogClassifier => Text();

    public string LogPublicText => Text();

    public string StoryMode => Text();

    public string StoryModeSite => Text();

    public string StoryModeNone => Text();

    public string StoryModeFirstTime => Text();

    public string StoryModeAll => Text();

    public string CloseComments => Text();

    public string OpenComments => Text();

    public string ClosedByModerators => Text();

    public string ClosedByStory => Text();

    public string Moderation => Text();

    public string QueueHeld => Text();

    public string QueueFlagged => Text();

    public string QueueAll => Text();

    public string QueueSpam => Text();

    public string QueueTrash => Text();

    public string Queues => Text();

    public string Approve => Text();

    public string Hold => Text();

    public string Spam => Text();

    public string Trash => Text();

    public string Restore => Text();

    public string KeepFlagged => Text();

    public string Details => Text();

    public string SelectPage => Text();

    public string WithSelected => Text();

    public string SearchComments => Text();

    public string NetworkAddress => Text();

    public string WithLinks => Text();

    public string WithoutReply => Text();

    public string Filter => Text();

    public string ClearFilters => Text();

    public string OnlyThisStory => Text();

    public string OnlyThisPerson => Text();

    public string QueueIsEmpty => Text();

    public string NoCommentFits => Text();

    public string LookFurtherBack => Text();

    public string OlderInQueue => Text();

    public string EverythingFound => Text();

    public string Undo => Text();

    public string Undone => Text();

    public string StopBulk => Text();

    public string GoOn => Text();

    public string NotDecided => Text();

    public string HideMessage => Text();

    public string DecidedMeanwhile => Text();

    public string ChooseComments => Text();

    public string ReasonFirstTime => Text();

    public string ReasonOtherBrowser => Text();

    public string ReasonAll => Text();

    public string ReasonStory => Text();

    public string ReasonPerson => Text();

    public string ReasonPersonApproved => Text();

    public string ReasonModerator => Text();

    public string ReasonStoryAuthor => Text();

    public string ReasonClassifierSilent => Text();

    public string ReasonNone => Text();

    public string NewPerson => Text();

    public string KnownPerson => Text();

    public string TextsBefore => Text();

    public string Flags => Text();

    public string Decisions => Text();

    public string ThePerson => Text();

    public string PersonUnread => Text();

    public string PersonWithoutEmail => Text();

    public string UserAgent => Text();

    public string ApproveAndReply => Text();

    public string TheText => Text();

    public string SuspendUntil => Text();

    public string Suspend => Text();

    public string LiftSuspension => Text();

    public string ErasePerson => Text();

    public string ErasureTakes => Text();

    public string SureToErase => Text();

    public string TickToErase => Text();

    public string Erase => Text();

    public string NotAllErased => Text();

    public string CommentsOfPerson => Text();

    public string RuleOfSite => Text();

    public string RuleHold => Text();

    public string RuleApprove => Text();

    public string DayInFuture => Text();

    public string OnTheStory => Text();

    public string BackToQueue => Text();

    public string StatusApproved => Text();

    public string StatusErased => Text();

    public string Keys => Text();

    public string UseKeys => Text();

    public string KeyMove => Text();

    public string KeySelect => Text();

    public string KeyOpen => Text();

    public string KeyReply => Text();

    public string KeyEdit => Text();

    public string KeySuspend => Text();

    public string KeyRefresh => Text();

    public string WithdrawnStory => Text();

    public string SealedAway => Text();

    public string SelectComment(string name) => Fill([name]);

    public string CommentOf(string name) => Fill([name]);

    public string OnStory(string title) => Fill([title]);

    public string ByPerson(string name) => Fill([name]);

    public string FromAddress(string address) => Fill([address]);

    public string ReasonWord(string word) => Fill([word]);

    public string ReasonDisallowed(string word) => Fill([word]);

    public string ReasonClassifier(string word) => Fill([word]);

    public string SuspendedUntilDay(string date) => Fill([date]);

    public string DecidedBy(string decision, string login, string date) => Fill([decision, login, date]);

    public string LogChange(string from, string to) => Fill([from, to]);

    public string LogModeNow(string what, string mode) => Fill([what, mode]);

    public string DecidedByRule(string decision, string date) => Fill([decision, date]);

    public string BulkProgress(string done, string total) => Fill([done, total]);

    public string BulkFound(int count) => Plural(count);

    public string FlaggedAs(string reason, string date) => Fill([reason, date]);

    public string ReplyToPerson(string name) => Fill([name]);

    public string SelectEverything(int count) => Plural(count);

    public string UnreachableComments(int count) => Plural(count);

    public string ReasonLinks(int count) => Plural(count);

    public string FlagCount(int count) => Plural(count);

    public string ModerateComments => Text();

    public string ModerateComment => Text();
}
