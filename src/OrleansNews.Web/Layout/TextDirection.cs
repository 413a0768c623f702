namespace OrleansNews.Layout;

/// <summary>Which way a language is written.</summary>
public static class TextDirection
{
    private static readonly HashSet<string> _rightToLeft = new(StringComparer.OrdinalIgnoreCase)
    {
        "ar", "arc", "azb", "ckb", "dv", "fa", "he", "iw", "ks", "lrc", "mzn", "nqo", "pnb", "ps", "rhg", "sd", "syr", "ug", "ur", "yi",
        "Adlm", "Arab", "Hebr", "Nkoo", "Syrc", "Thaa",
    };

    /// <summary><c>rtl</c> or <c>ltr</c>, for the attribute <c>dir</c>. A script in the tag decides, else the language.</summary>
    /// <param name="language">A BCP 47 tag.</param>
    public static string Of(string language)
    {
        var parts = language.Split('-');
        var script = parts.Skip(1).FirstOrDefault(part => part.Length == 4 && part.All(char.IsAsciiLetter));
        return _rightToLeft.Contains(script ?? parts[0]) ? "rtl" : "ltr";
    }
}
