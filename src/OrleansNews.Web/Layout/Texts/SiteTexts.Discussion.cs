namespace OrleansNews.Layout;

/// <content>The words of the discussion settings.</content>
public sealed partial class SiteTexts
{
    public string DiscussionSettings => Text();

    public string WhoMayComment => Text();

    public string SetPublicLog => Text();

    public string EmailMeWhenever => Text();

    public string NoMailServer => Text();

    public string SetMailAuthors => Text();

    public string SetMailModerators => Text();

    public string WhatWaits => Text();

    public string WhatWaitsText => Text();

    public string HowShown => Text();

    public string SetOpenNewStories => Text();

    public string SetOpenNewStoriesHint => Text();

    public string SetRequireNameAndEmail => Text();

    public string SetRequireLogin => Text();

    public string SetCookieConsent => Text();

    public string SetCloseAfterDays => Text();

    public string SetFloodSeconds => Text();

    public string SetEditMinutes => Text();

    public string SetModeration => Text();

    public string SetPreviouslyApproved => Text();

    public string SetMaxLinks => Text();

    public string SetModerationWords => Text();

    public string SetDisallowedWords => Text();

    public string SetThreadDepth => Text();

    public string SetCommentsPerPage => Text();

    public string SetThreadReplies => Text();

    public string SetBreakIntoPages => Text();

    public string SetFirstPageByDefault => Text();

    public string SetNewestOnTop => Text();

    public string SetShowAvatars => Text();

    public string SetShowAvatarsHint => Text();

    public string SetBreakIntoPagesHint(string most) => Fill([most]);
}
