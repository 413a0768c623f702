namespace OrleansNews.Layout;

/// <content>The words of search. Where WordPress or its themes have a text, it is theirs.</content>
public sealed partial class SiteTexts
{
    public string MoreOnThis => Text();

    public string Search => Text();

    public string SearchFor => Text();

    public string SearchPlaceholder => Text();

    public string SearchResults => Text();

    public string SearchResultsFor(string words) => Fill([words]);

    public string ResultsFound(int count) => Plural(count);

    public string NothingFound => Text();

    public string NothingFoundText => Text();

    public string SearchEverywhere => Text();

    public string SearchHint => Text();

    public string SearchSection => Text();

    public string AllSections => Text();

    public string SearchFrom => Text();

    public string SearchTo => Text();

    public string SearchIncomplete => Text();

    public string SearchTooLong(int most) => Plural(most);

    public string SearchTooManyWords(int most) => Plural(most);

    public string SearchWithoutWords => Text();

    public string SearchSectionInvalid => Text();

    public string SearchDayInvalid => Text();

    public string SearchPageInvalid => Text();
}
