namespace OrleansNews.Layout;

/// <summary>
/// Which form of a text goes with a whole number: the plural rules of Unicode's CLDR (version 46) for the languages that have texts here. A new language is added
/// together with its rule.
/// </summary>
internal static class PluralRules
{
    /// <summary>The categories of a language, each of which a text with a number must have.</summary>
    public static ImmutableArray<string> CategoriesOf(string language) => language switch
    {
        "ar" => ["zero", "one", "two", "few", "many", "other"],
        _ => ["one", "other"],
    };

    /// <summary>The rule of a language.</summary>
    public static Func<int, string> Of(string language) => language switch
    {
        "ar" => Arabic,
        _ => English,
    };

    private static string English(int count) => count == 1 ? "one" : "other";

    private static string Arabic(int count) => count switch
    {
        0 => "zero",
        1 => "one",
        2 => "two",
        _ => (count % 100) switch
        {
            >= 3 and <= 10 => "few",
            >= 11 => "many",
            _ => "other",
        },
    };
}
