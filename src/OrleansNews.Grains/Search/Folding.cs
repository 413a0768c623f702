using System.Globalization;
using System.Text;

namespace OrleansNews.Search;

/// <summary>What a character is in the index: the letter that somebody may type in its place.</summary>
internal static class Folding
{
    private const int Remembered = 0x3000;

    private static readonly string?[] _known = new string?[Remembered];

    /// <summary>The folded character; empty for one that is left out.</summary>
    public static string Of(Rune rune)
    {
        if (rune.Value >= Remembered) return Fold(rune);
        // Two threads that fold the same character write the same.
        return _known[rune.Value] ??= Fold(rune);
    }

    private static string Fold(Rune rune)
    {
        if (Special(rune.Value) is { } special) return special;
        if (IsLeftOut(rune)) return "";
        if (Rune.GetUnicodeCategory(rune) == UnicodeCategory.DecimalDigitNumber) return ((int)Rune.GetNumericValue(rune)).ToString(CultureInfo.InvariantCulture);
        if (KeepsItsMarks(rune.Value)) return Rune.ToLowerInvariant(rune).ToString();
        var folded = new StringBuilder();
        // Compatibility takes ligatures and wide letters apart as well.
        foreach (var part in rune.ToString().Normalize(NormalizationForm.FormKD).EnumerateRunes())
        {
            if (part == rune) folded.Append(Rune.ToLowerInvariant(rune));
            else if (Rune.IsLetterOrDigit(part)) folded.Append(Fold(part));
        }

        return folded.ToString();
    }

    private static string? Special(int code) => code switch
    {
        'ß' or 'ẞ' => "ss",
        'æ' or 'Æ' => "ae",
        'œ' or 'Œ' => "oe",
        'ø' or 'Ø' => "o",
        'đ' or 'Đ' or 'ð' or 'Ð' => "d",
        'ł' or 'Ł' => "l",
        'þ' or 'Þ' => "th",
        'ħ' or 'Ħ' => "h",
        'ı' => "i",
        'ς' => "σ",
        'ё' or 'Ё' => "е", // Rarely typed; й and ї are letters of their own.
        'ѐ' or 'Ѐ' => "е",
        'ѝ' or 'Ѝ' => "и",
        'أ' or 'إ' or 'آ' or 'ٱ' => "ا",
        'ؤ' => "و",
        'ئ' or 'ى' or 'ی' => "ي",
        'ة' => "ه",
        'ک' => "ك",
        _ => null,
    };

    // Accents of Latin, Greek and Cyrillic letters, vowel points of Arabic and Hebrew, the stretching of Arabic letters, what is not seen.
    private static bool IsLeftOut(Rune rune) => rune.Value is (>= 0x0300 and <= 0x036F) or (>= 0x0591 and <= 0x05C7) or 0x0640 or (>= 0x064B and <= 0x065F) or 0x0670 or (>= 0x06D6 and <= 0x06ED)
        || Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format;

    // Cyrillic, where the mark makes another letter, and all scripts from India to Korea.
    private static bool KeepsItsMarks(int code) => code is (>= 0x0400 and <= 0x052F) or (>= 0x0900 and <= 0x18FF) or (>= 0x3005 and <= 0xD7FF) or (>= 0xF900 and <= 0xFAFF) or (>= 0xFF66 and <= 0xFFDC) or >= 0x20000;
}
