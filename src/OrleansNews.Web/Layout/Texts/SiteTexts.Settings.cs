namespace OrleansNews.Layout;

/// <content>The words of the settings of the newspaper.</content>
public sealed partial class SiteTexts
{
    public string Settings => Text();

    public string GeneralSettings => Text();

    public string PermalinkSettings => Text();

    public string Discussion => Text();

    public string TheNewspaper => Text();

    public string SetTitle => Text();

    public string SetTagline => Text();

    public string SetTaglineHint => Text();

    public string SetAddress => Text();

    public string SetAddressHint => Text();

    public string LanguageAndTime => Text();

    public string SetLanguage => Text();

    public string SetLanguageHint => Text();

    public string SetTimeZone => Text();

    public string SetTimeZoneHint(string time) => Fill([time]);

    public string ReadingSettings => Text();

    public string SetStoriesPerPage => Text();

    public string SetDiscourage => Text();

    public string SetDiscourageHint => Text();

    public string FixedByConfiguration(string key) => Fill([key]);

    public string SavedMeanwhile(string value) => Fill([value]);

    public string PermalinksText => Text();

    public string SetPermalinks => Text();

    public string DayAndName => Text();

    public string MonthAndName => Text();

    public string NumericPermalink => Text();

    public string PostName => Text();

    public string CustomPermalink => Text();

    public string CustomPattern => Text();

    public string CustomPatternHint(string tags) => Fill([tags]);

    public string FormerPermalinks => Text();

    public string SectionsText => Text();

    public string SetSections => Text();

    public string SetSectionsHint => Text();

    public string SectionLineWrong(int line) => Fill([line.ToString(Culture)]);

    public string SetDefaultSection => Text();
}
