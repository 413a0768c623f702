using System.Globalization;
using OrleansNews.Benchmarks.Measuring;

namespace OrleansNews.Benchmarks.Reporting;

/// <summary>Figures as rows of a table.</summary>
internal static class FigureTable
{
    private static readonly string[] _heads = ["figure", "measured", "reference", "ratio", "required", "verdict"];

    /// <summary>Writes the table with aligned columns.</summary>
    public static void Write(TextWriter output, IEnumerable<Figure> figures)
    {
        var rows = Rows(figures).ToList();
        var widths = _heads.Select((head, column) => rows.Select(row => row[column].Length).Append(head.Length).Max()).ToArray();
        output.WriteLine();
        output.WriteLine(string.Join("  ", _heads.Select((head, column) => head.PadRight(widths[column]))));
        foreach (var row in rows) output.WriteLine(string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))));
    }

    /// <summary>The table in Markdown.</summary>
    public static IEnumerable<string> Markdown(IEnumerable<Figure> figures) =>
    [
        $"| {string.Join(" | ", _heads)} |",
        "|---|--:|--:|--:|---|---|",
        .. Rows(figures).Select(row => $"| {string.Join(" | ", row)} |"),
    ];

    private static IEnumerable<string[]> Rows(IEnumerable<Figure> figures) => figures.Select(figure => new[]
    {
        figure.Name,
        $"{Number(figure.Measured)} {figure.Unit}",
        figure.Reference is { } reference ? $"{Number(reference)} {figure.Unit}" : "",
        figure.Ratio is { } ratio ? ratio.ToString("0.00", CultureInfo.InvariantCulture) : "",
        Required(figure),
        figure.Met switch { true => "met", false => "**missed**", null => "" },
    });

    private static string Required(Figure figure)
    {
        if (figure.Required is not { } required) return "";
        var parts = new[]
        {
            required.AtLeast is { } least ? $"at least {Number(least)} {figure.Unit}" : null,
            required.AtMost is { } most ? $"at most {Number(most)} {figure.Unit}" : null,
            required.RatioAtLeast is { } ratioLeast ? $"at least {Number(ratioLeast)} of the reference" : null,
            required.RatioAtMost is { } ratioMost ? $"at most {Number(ratioMost)} of the reference" : null,
        };
        return string.Join(", ", parts.Where(part => part is not null));
    }

    /// <summary>A number with as many digits as matter.</summary>
    public static string Number(double value) =>
        value.ToString(Math.Abs(value) switch { >= 100 => "#,0", >= 10 => "0.#", _ => "0.##" }, CultureInfo.InvariantCulture);
}
