using System.Text;

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

    /// <summary>
    /// A piece of text within a sentence of another direction, between the marks that keep each from turning the other around (UAX 9: FIRST STRONG ISOLATE, POP DIRECTIONAL ISOLATE), which
    /// stay where there is no markup: in titles of windows, attributes and what scripts write. As it is when it has no letter of the other direction, and when it is an address,
    /// which would not be one with them.
    /// </summary>
    /// <param name="text">The piece.</param>
    /// <param name="within">The direction of the sentence, as <see cref="Of"/> says it.</param>
    public static string Isolated(string text, string within)
    {
        var isRightToLeft = within == "rtl";
        return text.Contains("://", StringComparison.Ordinal) || !text.EnumerateRunes().Any(rune => Rune.IsLetter(rune) && IsRightToLeft(rune) != isRightToLeft)
            ? text
            : $"\u2068{text}\u2069";
    }

    // The blocks of Hebrew, Arabic, Syriac, Thaana, N'Ko and their neighbours, their presentation forms, and the ancient and African scripts of the supplementary plane.
    private static bool IsRightToLeft(Rune letter) => letter.Value is (>= 0x0590 and <= 0x08FF) or (>= 0xFB1D and <= 0xFDFF) or (>= 0xFE70 and <= 0xFEFC) or (>= 0x10800 and <= 0x10FFF) or (>= 0x1E800 and <= 0x1EFFF);
}
