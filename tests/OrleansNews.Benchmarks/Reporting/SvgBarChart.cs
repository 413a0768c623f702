using System.Globalization;
using System.Net;
using System.Text;
using OrleansNews.Benchmarks.Measuring;

namespace OrleansNews.Benchmarks.Reporting;

/// <summary>Draws a chart as SVG, which follows the reader's light or dark setting.</summary>
internal static class SvgBarChart
{
    private const int Width = 720, LabelWidth = 300, ValueWidth = 110, RowHeight = 28, Top = 44;

    private const string Style = """
        <style>
          text { font: 13px system-ui, sans-serif; fill: #1f2328 }
          .title { font-weight: 600; font-size: 15px }
          .ours { fill: #1a5fb4 }
          .theirs { fill: #9aa5b1 }
          @media (prefers-color-scheme: dark) { text { fill: #e6edf3 } .ours { fill: #62a0ea } .theirs { fill: #5c6773 } }
        </style>
        """;

    public static string Draw(Chart chart)
    {
        var height = Top + chart.Bars.Length * RowHeight + 12;
        var most = chart.Bars.Max(bar => bar.Value);
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Width} {height}" width="{Width}" height="{height}" role="img" aria-label="{Escape(chart.Title)}">
            {Style}
            <text class="title" x="0" y="18">{Escape(chart.Title)} ({Escape(chart.Unit)})</text>

            """);
        foreach (var (index, bar) in chart.Bars.Index())
        {
            var y = Top + index * RowHeight;
            var length = most <= 0 ? 0 : (Width - LabelWidth - ValueWidth) * bar.Value / most;
            svg.Append(CultureInfo.InvariantCulture, $"""
                <text x="{LabelWidth - 10}" y="{y + 15}" text-anchor="end">{Escape(bar.Label)}</text>
                <rect class="{(bar.IsOurs ? "ours" : "theirs")}" x="{LabelWidth}" y="{y}" width="{Math.Max(length, 1):0.#}" height="{RowHeight - 8}" rx="2"/>
                <text x="{LabelWidth + Math.Max(length, 1) + 8:0.#}" y="{y + 15}">{FigureTable.Number(bar.Value)}</text>

                """);
        }

        return svg.Append("</svg>\n").ToString();
    }

    private static string Escape(string text) => WebUtility.HtmlEncode(text);
}
