namespace OrleansNews.Layout;

/// <content>The words of forms, and what is said when one is refused: WordPress's own where it has some.</content>
public sealed partial class SiteTexts
{
    public string LeaveReply => Text();

    public string LeaveReplyTo(string name) => Fill([name]);

    public string CancelReply => Text();

    public string MustLogIn => Text();

    public string LoggedIn => Text();

    public string NotPosted => Text();

    public string EmailNotPublished => Text();

    public string RequiredFieldsAreMarked => Text();

    public string Comment => Text();

    public string Name => Text();

    public string Email => Text();

    public string Website => Text();

    public string Consent => Text();

    public string PostComment => Text();

    public string CommentNotPosted => Text();

    public string CommentStillHere => Text();

    public string EditYourComment => Text();

    public string EditableFor(int count) => Plural(count);

    public string Save => Text();

    public string BackToConversation => Text();

    public string FlagComment => Text();

    public string WhatIsWrong(string name) => Fill([name]);

    public string Reason => Text();

    public string ReasonSpam => Text();

    public string ReasonAbuse => Text();

    public string ReasonOffTopic => Text();

    public string ReasonPrivacy => Text();

    public string ReasonOther => Text();

    public string MoreWords => Text();

    public string SendToModerators => Text();

    public string ChooseReason => Text();

    public string AtMostCharacters(int count) => Plural(count);

    public string Unavailable => Text();

    public string RefusedNoStory => Text();

    public string RefusedClosed => Text();

    public string RefusedLogin => Text();

    public string RefusedParent => Text();

    public string RefusedDuplicate => Text();

    public string RefusedTooQuickly => Text();

    public string RefusedSuspended => Text();

    public string RefusedReused => Text();

    public string RefusedBusy => Text();

    public string RefusedNotEditable => Text();

    public string Refused => Text();
}
