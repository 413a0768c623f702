using System.Globalization;
using System.Text;

namespace OrleansNews.Search;

/// <summary>What a character is for a reader of words.</summary>
internal enum RuneKind
{
    /// <summary>It parts words.</summary>
    Separator,

    /// <summary>A letter or digit of a script that parts words by spaces.</summary>
    Letter,

    /// <summary>It belongs to the character before it.</summary>
    Mark,

    /// <summary>A character of a script without spaces between words.</summary>
    Unspaced,
}

/// <summary>Tells scripts apart.</summary>
internal static class Scripts
{
    public static RuneKind KindOf(Rune rune)
    {
        if (rune.IsAscii) return Rune.IsLetterOrDigit(rune) ? RuneKind.Letter : RuneKind.Separator;
        if (IsUnspaced(rune.Value)) return Rune.IsLetterOrDigit(rune) ? RuneKind.Unspaced : KindOfMark(rune, RuneKind.Separator);
        return Rune.IsLetterOrDigit(rune) ? RuneKind.Letter : KindOfMark(rune, RuneKind.Separator);
    }

    private static RuneKind KindOfMark(Rune rune, RuneKind otherwise) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark => RuneKind.Mark,
        // What joins or parts letters without being seen: zero-width joiners in Persian and Indic words, soft hyphens.
        UnicodeCategory.Format => RuneKind.Mark,
        UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber => RuneKind.Letter,
        _ => otherwise,
    };

    // By blocks of the Unicode standard.
    private static bool IsUnspaced(int code) => code switch
    {
        >= 0x0E00 and <= 0x0EFF => true, // Thai, Lao
        >= 0x1000 and <= 0x109F => true, // Burmese
        >= 0x1100 and <= 0x11FF => true, // Hangul letters
        >= 0x1780 and <= 0x17FF => true, // Khmer
        >= 0x2E80 and <= 0x2FDF => true, // radicals
        >= 0x3005 and <= 0x3007 => true, // iteration marks, zero
        >= 0x3021 and <= 0x31FF => true, // kana, Bopomofo, Hangul letters
        >= 0x3400 and <= 0x4DBF => true, // Han
        >= 0x4E00 and <= 0x9FFF => true,
        >= 0xA960 and <= 0xA97F => true, // Hangul
        >= 0xAC00 and <= 0xD7FF => true,
        >= 0xF900 and <= 0xFAFF => true, // Han, once more
        >= 0xFF66 and <= 0xFFDC => true, // narrow kana and Hangul
        >= 0x20000 and <= 0x3FFFF => true, // Han, the rest
        _ => false,
    };
}
