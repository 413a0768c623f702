using System.Globalization;
using System.Net;
using System.Text;
using OrleansNews.Benchmarks.Measuring;

namespace OrleansNews.Benchmarks.Reporting;

/// <summary>Draws a chart as SVG, which follows the reader's light or dark setting.</summary>
internal static class SvgChart
{
    public const int Width = 760;

    private const string Style = """
        <style>
          text { font: 13px system-ui, -apple-system, "Segoe UI", sans-serif; fill: #1f2328 }
          .title { font-weight: 600; font-size: 16px }
          .group { font-weight: 600 }
          .quiet { fill: #59636e; font-size: 12px }
          .ours { fill: #1a5fb4 } .theirs { fill: #a9b3be }
          .line { fill: none; stroke: #1a5fb4; stroke-width: 2.5; stroke-linejoin: round } .line.other { stroke: #8c96a0; stroke-dasharray: 5 4 }
          .grid { stroke: #d8dee4 } .mark { stroke: #bf5b04; stroke-width: 2 } .marked { fill: #bf5b04; font-size: 12px }
          @media (prefers-color-scheme: dark) {
            text { fill: #e6edf3 } .quiet { fill: #9198a1 } .ours { fill: #62a0ea } .theirs { fill: #57616c } .line { stroke: #62a0ea }
            .line.other { stroke: #9198a1 } .grid { stroke: #30363d } .mark { stroke: #f0a35e } .marked { fill: #f0a35e }
          }
        </style>
        """;

    public static string Draw(Chart chart)
    {
        var body = new StringBuilder();
        var height = chart switch
        {
            BarChart bars => SvgBars.Draw(bars, body),
            LineChart lines => SvgLines.Draw(lines, body),
            _ => throw new ArgumentException($"There is no drawing for a {chart.GetType().Name}.", nameof(chart)),
        };
        return string.Create(CultureInfo.InvariantCulture, $"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Width} {height}" width="{Width}" height="{height}" role="img" aria-label="{Escape(chart.Title)}">
            {Style}
            <text class="title" x="0" y="20">{Escape(chart.Title)}</text>
            <text class="quiet" x="0" y="38">{Escape(chart.Unit)}</text>
            {body}</svg>

            """);
    }

    /// <summary>Adds a line of SVG whose numbers are written the same everywhere.</summary>
    public static void Add(this StringBuilder svg, FormattableString element) => svg.Append(element.ToString(CultureInfo.InvariantCulture)).Append('\n');

    public static string Escape(string text) => WebUtility.HtmlEncode(text);

    /// <summary>The steps of an axis from 0: about five round ones.</summary>
    public static double StepFor(double most)
    {
        if (most <= 0) return 1;
        var power = Math.Pow(10, Math.Floor(Math.Log10(most / 4)));
        return new[] { 1, 2, 5, 10 }.Select(factor => factor * power).First(step => most / step <= 6);
    }
}
