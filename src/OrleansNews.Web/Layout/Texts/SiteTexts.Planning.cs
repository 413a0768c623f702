namespace OrleansNews.Layout;

/// <content>The words about what goes out later.</content>
public sealed partial class SiteTexts
{
    public string NothingPlanned => Text();

    public string StoriesScheduled => Text();

    public string StoriesEmbargoed => Text();

    public string StateScheduled => Text();

    public string StateEmbargo => Text();

    public string PlannedBy(string name, string time) => Fill([name, time]);

    public string PlannedReason(string reason) => Fill([reason]);

    public string PlannedCorrection(string correction) => Fill([correction]);

    public string GoesOutAt(string zone) => Fill([zone]);

    public string EmbargoedUntil(string zone) => Fill([zone]);

    public string Schedule => Text();

    public string PlanAnew => Text();

    public string SetEmbargo => Text();

    public string SavePlanned => Text();

    public string MomentUnreadable => Text();

    public string MomentSkipped(string other) => Fill([other]);

    public string MomentNotSet => Text();
}
