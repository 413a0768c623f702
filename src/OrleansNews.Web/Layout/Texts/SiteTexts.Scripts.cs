namespace OrleansNews.Layout;

/// <content>The words that scripts write into a page.</content>
public sealed partial class SiteTexts
{
    public string Live => Text();

    public string Waiting => Text();

    public string NewComments(int count) => Plural(count);

    public string NewCommentBy => Text();

    public string Readers(int count) => Plural(count);

    public string StoryUpdated => Text();

    public string StoryWithdrawn => Text();

    public string JustNow => Text();
}
