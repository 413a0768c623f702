namespace OrleansNews.Layout;

/// <content>What became of decisions at the desk of moderators.</content>
public sealed partial class SiteTexts
{
    public string ApprovedComments(int count) => Plural(count);

    public string HeldComments(int count) => Plural(count);

    public string SpamComments(int count) => Plural(count);

    public string TrashedComments(int count) => Plural(count);

    public string RestoredComments(int count) => Plural(count);

    public string SomeNotChanged(int count) => Plural(count);

    public string SomeNotDecided(int count) => Plural(count);

    public string SomeNotUndone(int count) => Plural(count);
}
