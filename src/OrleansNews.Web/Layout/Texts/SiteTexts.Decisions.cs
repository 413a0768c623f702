namespace OrleansNews.Layout;

/// <content>What became of decisions at the desk of moderators.</content>
public sealed partial class SiteTexts
{
    public string DecisionDone(int count, string decision) => Plural(count, decision);

    public string SomeNotChanged(int count) => Plural(count);

    public string SomeNotDecided(int count) => Plural(count);

    public string SomeNotUndone(int count) => Plural(count);
}
