using System.Globalization;
using System.Text;

namespace OrleansNews.Moderation;

/// <summary>A text in the form in which words are compared: compatible characters, case and invisible characters make no difference.</summary>
internal sealed class FoldedText(string text)
{
    private readonly string _text = Fold(text);

    /// <summary>
    /// Whether the entry of a word list stands in the text: as a whole word, or where it ends in <c>*</c> as the beginning of one. An entry may hold several
    /// words, an address or a domain; it is bounded where it begins or ends with a letter or digit.
    /// </summary>
    public bool Contains(FoldedWord entry)
    {
        var word = entry.Text;
        if (word.Length == 0) return false;
        for (var start = 0; (start = _text.IndexOf(word, start, StringComparison.Ordinal)) >= 0; start++)
        {
            if (BeginsWord(start) && (entry.IsPrefix || EndsWord(start + word.Length))) return true;
        }

        return false;
    }

    /// <summary>The form in which texts and entries are compared.</summary>
    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            // A zero-width space inside a word hides it from a rule and from nobody else.
            if (Rune.GetUnicodeCategory(rune) != UnicodeCategory.Format) folded.Append(rune);
        }

        return folded.ToString().Normalize(NormalizationForm.FormKC).ToUpperInvariant();
    }

    private bool BeginsWord(int start) => start == 0 || !IsWordPart(RuneAt(start)) || !IsWordPart(RuneBefore(start));

    private bool EndsWord(int end) => end == _text.Length || !IsWordPart(RuneBefore(end)) || !IsWordPart(RuneAt(end));

    private Rune RuneAt(int index) => Rune.TryGetRuneAt(_text, index, out var rune) ? rune : Rune.ReplacementChar;

    private Rune RuneBefore(int index) => RuneAt(index > 1 && char.IsLowSurrogate(_text[index - 1]) ? index - 2 : index - 1);

    private static bool IsWordPart(Rune rune) => Rune.IsLetterOrDigit(rune) ||
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark;
}
