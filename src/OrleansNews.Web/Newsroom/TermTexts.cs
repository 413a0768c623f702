namespace OrleansNews.Newsroom;

/// <summary>Sections, tags and authors as they are typed into one field.</summary>
internal static class TermTexts
{
    private const string Between = ", ";
    private const string Below = " / ";

    /// <summary>Names with commas between.</summary>
    public static string List(ImmutableArray<Term> terms) => terms.IsDefault ? "" : string.Join(Between, terms.Select(term => term.Name));

    /// <summary>A section with those above it.</summary>
    public static string Section(Term? section) => section is null ? "" : string.Join(Below, section.Line.Select(level => level.Name));

    /// <summary>The terms of names. Those that are known by a name keep their address, which may be another than the name would give.</summary>
    public static ImmutableArray<Term> ReadList(string text, ImmutableArray<Term> known)
    {
        // Also when one of the names has a comma in it: nobody changed anything.
        if (text == List(known)) return known.IsDefault ? [] : known;
        return [.. text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(name => known.FirstOrDefault(term => term.Name == name) ?? Term.Named(name))];
    }

    /// <summary>The section of names with slashes between; null for none.</summary>
    /// <param name="text">The names.</param>
    /// <param name="known">The sections that there are, which keep the address that they have.</param>
    /// <param name="mayRename">Whether a known section that is written in another way (in capitals, say) has the new name; else it keeps the one that it has.</param>
    public static Term? ReadSection(string text, ImmutableArray<Term> known, bool mayRename = true)
    {
        var typed = Term.Nested(text);
        return FindSection(text, known) ?? (mayRename ? null : LevelsOf(known).FirstOrDefault(section => section.Path == typed?.Path)) ?? typed;
    }

    /// <summary>The one of these sections, and of those above them, that has these names; null when none has.</summary>
    public static Term? FindSection(string text, ImmutableArray<Term> known)
    {
        var typed = Section(Term.Nested(text));
        return LevelsOf(known).FirstOrDefault(section => Section(section) == text || Section(section) == typed);
    }

    private static IEnumerable<Term> LevelsOf(ImmutableArray<Term> sections) => sections.SelectMany(section => section.Line);
}
