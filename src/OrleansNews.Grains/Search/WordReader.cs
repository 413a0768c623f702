using System.Globalization;
using System.Text;

namespace OrleansNews.Search;

/// <summary>
/// Cuts a text into words, and folds them so that they are found however they are typed: without case, accents, vowel points or stretched letters. The index, the query and
/// the marks in the results all come from here, so what is found is what is marked.
/// </summary>
/// <remarks>
/// Chinese, Japanese, Korean, Thai, Lao, Khmer and Burmese have no spaces between words (Korean has them around whole phrases): each pair of neighbouring characters is a word, and the last character is one by
/// itself. A query of several characters is then a phrase of pairs, found within any sentence, and a query of one character is the beginning of a pair. No dictionary is needed, and the index grows by about
/// half for such texts.
/// </remarks>
internal static class WordReader
{
    // Nothing that is longer is a word; it is found by its beginning.
    private const int LongestWord = 64;

    /// <summary>The words of <paramref name="text"/>, which should be in normal form C, as <see cref="PlainText"/> gives it.</summary>
    public static List<Word> Read(string text)
    {
        var words = new List<Word>();
        var word = new StringBuilder();
        var wordStart = 0;
        var unit = new StringBuilder();
        var units = new List<(string Text, int Start, int End)>();
        var at = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            var kind = Scripts.KindOf(rune);
            if (kind != RuneKind.Unspaced && kind != RuneKind.Mark) EndUnits();
            if (kind is not (RuneKind.Letter or RuneKind.Mark)) EndWord();
            switch (kind)
            {
                case RuneKind.Letter:
                    if (word.Length == 0) wordStart = at;
                    word.Append(Folding.Of(rune));
                    break;
                case RuneKind.Unspaced:
                    EndUnit();
                    unit.Append(Folding.Of(rune));
                    units.Add(("", at, at + rune.Utf16SequenceLength));
                    break;
                case RuneKind.Mark when unit.Length > 0:
                    unit.Append(Folding.Of(rune));
                    units[^1] = units[^1] with { End = at + rune.Utf16SequenceLength };
                    break;
                case RuneKind.Mark when word.Length > 0:
                    word.Append(Folding.Of(rune));
                    break;
            }

            at += rune.Utf16SequenceLength;
        }

        EndUnits();
        EndWord();
        return words;

        void EndWord()
        {
            if (word.Length == 0) return;
            var length = at - wordStart;
            words.Add(new(Beginning.Of(word.ToString(), LongestWord), wordStart, length, length, false));
            word.Clear();
        }

        void EndUnit()
        {
            if (unit.Length == 0) return;
            units[^1] = units[^1] with { Text = unit.ToString() };
            unit.Clear();
        }

        void EndUnits()
        {
            EndUnit();
            for (var i = 0; i < units.Count; i++)
            {
                var (first, start, end) = units[i];
                if (i + 1 < units.Count) words.Add(new(first + units[i + 1].Text, start, units[i + 1].End - start, end - start, false));
                else words.Add(new(first, start, end - start, end - start, true));
            }

            units.Clear();
        }
    }

    /// <summary>The words of <paramref name="text"/> as the index takes them.</summary>
    public static string Fold(string text) => string.Join(' ', Read(text).Select(word => word.Text));
}
