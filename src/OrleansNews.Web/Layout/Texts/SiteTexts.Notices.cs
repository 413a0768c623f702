namespace OrleansNews.Layout;

/// <content>The words of pages that say why there is nothing else to see.</content>
public sealed partial class SiteTexts
{
    public string ReadTheFrontPage => Text();

    public string WithdrawnTitle => Text();

    public string WithdrawnText => Text();

    public string NotFoundTitle => Text();

    public string NotFoundText => Text();

    public string WrongMethodTitle => Text();

    public string WrongMethodText => Text();

    public string NotAllowedTitle => Text();

    public string NotAllowedText => Text();

    public string TooLargeTitle => Text();

    public string TooLargeText => Text();

    public string BadRequestTitle => Text();

    public string BadRequestText => Text();

    public string TooManyTitle => Text();

    public string TooManyText => Text();

    public string UnavailableTitle => Text();

    public string UnavailableText => Text();

    public string ReloadPage => Text();

    public string FaultTitle => Text();

    public string FaultText => Text();

    public string ThankYou => Text();

    public string FlagThanks => Text();

    public string SetupOverTitle => Text();

    public string SetupOverText => Text();
}
