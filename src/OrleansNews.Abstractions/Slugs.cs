using System.Globalization;
using System.Text;

namespace OrleansNews;

/// <summary>The part of an address that is made from a title or name.</summary>
public static class Slugs
{
    /// <summary>The longest slug, as in WordPress's <c>post_name</c>.</summary>
    public const int MaxLength = 200;

    /// <summary>
    /// Lower-cases, folds diacritics, keeps letters and digits of any script, and joins the rest with single hyphens.
    /// Empty when the text has neither letter nor digit.
    /// </summary>
    public static string From(string text)
    {
        var slug = new StringBuilder(text.Length);
        var pendingHyphen = false;
        foreach (var rune in Fold(text).EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune) || IsJoinedMark(rune))
            {
                if (pendingHyphen && slug.Length > 0) slug.Append('-');
                pendingHyphen = false;
                var lower = Rune.ToLowerInvariant(rune).ToString();
                if (slug.Length + lower.Length > MaxLength) break;
                slug.Append(lower);
            }
            else if (rune.Value is not ('\'' or '’'))
            {
                pendingHyphen = true;
            }
        }

        return slug.ToString().Normalize(NormalizationForm.FormC);
    }

    /// <summary>Whether <paramref name="slug"/> is a slug as <see cref="From"/> would leave it.</summary>
    public static bool IsValid(string slug) => slug.Length > 0 && From(slug) == slug;

    /// <summary>Whether <paramref name="path"/> can be that of a section (<see cref="Term.Path"/>).</summary>
    public static bool IsValidPath(string path) => path.Split('/') is { Length: <= Term.MostLevels } levels && Array.TrueForAll(levels, IsValid);

    // Latin letters lose their accents (as WordPress's remove_accents does); marks of other scripts carry meaning and stay.
    private static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        var afterLatin = false;
        foreach (var rune in text.Normalize(NormalizationForm.FormD).EnumerateRunes())
        {
            var mark = Rune.GetUnicodeCategory(rune) == UnicodeCategory.NonSpacingMark;
            if (mark && afterLatin) continue;
            if (!mark) afterLatin = rune.Value < 0x250;
            folded.Append(rune.Value switch
            {
                'ß' => "ss", 'æ' => "ae", 'Æ' => "AE", 'œ' => "oe", 'Œ' => "OE", 'ø' => "o", 'Ø' => "O", 'đ' => "d", 'Đ' => "D", 'ł' => "l", 'Ł' => "L",
                _ => rune.ToString(),
            });
        }

        return folded.ToString();
    }

    private static bool IsJoinedMark(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
}
