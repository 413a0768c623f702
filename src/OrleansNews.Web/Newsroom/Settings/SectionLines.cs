namespace OrleansNews.Newsroom;

/// <summary>
/// The sections of the navigation as they are typed, one a line: names with slashes between, the section of the first level first. Where an address is another than the names
/// would give, it stands behind them: <c>Politics / Around here = politics/local</c>.
/// </summary>
internal static class SectionLines
{
    private const char Is = '=';

    /// <summary>The lines of sections.</summary>
    public static string Of(ImmutableArray<Term> sections) => string.Join('\n', sections.IsDefault ? [] : sections.Select(LineOf));

    /// <summary>The sections of lines; the number of the first line that is none, and 0 when all are.</summary>
    public static (ImmutableArray<Term> Sections, int Wrong) Read(string text)
    {
        var sections = ImmutableArray.CreateBuilder<Term>();
        var number = 0;
        foreach (var line in text.Split('\n'))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line)) continue;
            if (ReadLine(line) is not { } section) return (sections.ToImmutable(), number);
            sections.Add(section);
        }

        return (sections.ToImmutable(), 0);
    }

    private static string LineOf(Term section)
    {
        var names = TermTexts.Section(section);
        return Term.Nested(names)?.Path == section.Path && !names.Contains(Is, StringComparison.Ordinal) ? names : $"{names} {Is} {section.Path}";
    }

    private static Term? ReadLine(string line)
    {
        var at = line.LastIndexOf(Is);
        var section = Term.Nested(at < 0 ? line : line[..at]);
        if (section is null || section.Line.Length > Term.MostLevels) return null;
        if (at >= 0)
        {
            var path = line[(at + 1)..].Trim().Trim('/').Split('/');
            if (path.Length != section.Line.Length) return null;
            section = section.Line.Zip(path).Aggregate((Term?)null, (parent, level) => new(level.Second, level.First.Name, parent))!;
        }

        return section.Line.All(level => Slugs.IsValid(level.Slug) && level.Name.Length <= Slugs.MaxLength) ? section : null;
    }
}
