namespace OrleansNews.Layout;

/// <content>The words of conversations: WordPress's own where it has some.</content>
public sealed partial class SiteTexts
{
    public string LatestComments => Text();

    public string NoCommentsToShow => Text();

    public string CommentOnStory => Text();

    public string Anonymous => Text();

    public string NoResponses => Text();

    public string Responses(int count, string title) => Plural(count, title);

    public string CommentsClosed => Text();

    public string AwaitingModeration => Text();

    public string PreviewNote => Text();

    public string PlaceholderHeld => Text();

    public string PlaceholderErased => Text();

    public string PlaceholderRemoved => Text();

    public string PlaceholderDamaged => Text();

    public string Staff => Text();

    public string CommentDate(string date, string time) => Fill([date, time]);

    public string EditedAt => Text();

    public string InReplyTo => Text();

    public string RemovedComment => Text();

    public string Agree => Text();

    public string Disagree => Text();

    public string Reply => Text();

    public string ReplyTo(string name) => Fill([name]);

    public string Flag => Text();

    public string FlagCommentBy(string name) => Fill([name]);

    public string Edit => Text();

    public string CommentPagesTop => Text();

    public string CommentPagesBottom => Text();

    public string ReplyPagesTop => Text();

    public string ReplyPagesBottom => Text();

    public string OlderComments => Text();

    public string NewerComments => Text();

    public string PageOf(string page, string pages) => Fill([page, pages]);

    public string MoreRepliesBelow => Text();

    public string MoreReplies(int count) => Plural(count);

    public string WholeConversation => Text();

    public string Comments(int count) => Plural(count);

    public string CommentsFor(string site) => Fill([site]);

    public string CommentsOn(string title) => Fill([title]);

    public string CommentBy(string name) => Fill([name]);

    public string CommentOnBy(string title, string name) => Fill([title, name]);

    public string InReplyToInFeed(string link) => Fill([link]);
}
