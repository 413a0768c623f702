namespace OrleansNews.Storage.Conformance;

/// <summary>Grain keys that have broken stores.</summary>
public static class KeyTexts
{
    public static IReadOnlyDictionary<string, string> Unusual { get; } = new Dictionary<string, string>
    {
        ["emoji"] = "\U0001F4F0\U0001F469\u200D\U0001F4BB",
        ["right to left"] = "\u05E9\u05DC\u05D5\u05DD \u0645\u0631\u062D\u0628\u0627\u202E!",
        ["Chinese, Japanese, Korean"] = "\u65B0\u95FB\u30CB\u30E5\u30FC\u30B9\uB274\uC2A4",
        ["control characters"] = "\u0001\u0007\t\r\n\u001B\u007F\u0085",
        ["slashes and wildcards"] = "a/b\\c%d_e*f?g#h&i=j",
        ["quotes"] = "'; DROP TABLE grain_state; --\"`",
        ["only spaces"] = "   ",
        ["1,200 characters"] = new string('k', 1_200),
        ["1,200 characters of three bytes"] = new string('\u65B0', 1_200),
    };

    /// <summary>Their names, for a theory.</summary>
    public static TheoryData<string> UnusualNames => [.. Unusual.Keys];

    /// <summary>Texts that a store which folds case, accents, widths or spaces would take for one another.</summary>
    public static IReadOnlyList<string> LookAlikes { get; } =
    [
        "caf\u00E9", "cafe\u0301", "CAF\u00C9", "cafe", "Cafe", "caf\u00E9 ", " caf\u00E9",
        "stra\u00DFe", "strasse", "\uFF53trasse", "\u0130", "i", "I", "\u0131", "\uFB01", "fi", "1", "01", "\u0661",
    ];
}
