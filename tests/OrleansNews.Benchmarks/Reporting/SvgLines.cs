using System.Text;
using OrleansNews.Benchmarks.Measuring;

namespace OrleansNews.Benchmarks.Reporting;

/// <summary>Lines over two axes that begin at zero, so that a slope looks as steep as it is.</summary>
internal static class SvgLines
{
    private const int Left = 64, Right = 48, Top = 74, PlotHeight = 220, Bottom = 48;

    /// <summary>Draws and answers the height.</summary>
    public static int Draw(LineChart chart, StringBuilder svg)
    {
        var points = chart.Lines.SelectMany(line => line.Points).ToList();
        var (mostX, mostY) = (points.Max(point => point.X), points.Max(point => point.Y));
        var (stepX, stepY) = (SvgChart.StepFor(mostX), SvgChart.StepFor(mostY));
        var topY = Math.Ceiling(mostY / stepY) * stepY;
        double X(double value) => Left + (SvgChart.Width - Left - Right) * value / mostX;
        double Y(double value) => Top + PlotHeight - PlotHeight * value / topY;

        for (var y = 0.0; y <= topY + stepY / 2; y += stepY)
        {
            svg.Add($"""<line class="grid" x1="{Left}" y1="{Y(y):0.#}" x2="{SvgChart.Width - Right}" y2="{Y(y):0.#}"/>""");
            svg.Add($"""<text class="quiet" x="{Left - 8}" y="{Y(y) + 4:0.#}" text-anchor="end">{FigureTable.Number(y)}</text>""");
        }

        for (var x = 0.0; x <= mostX + stepX / 1000; x += stepX)
            svg.Add($"""<text class="quiet" x="{X(x):0.#}" y="{Top + PlotHeight + 18}" text-anchor="middle">{FigureTable.Number(x)}</text>""");
        svg.Add($"""<text class="quiet" x="{Left + (SvgChart.Width - Left - Right) / 2}" y="{Top + PlotHeight + 38}" text-anchor="middle">{SvgChart.Escape(chart.Along)}</text>""");

        var legend = (double)Left;
        foreach (var line in chart.Lines)
        {
            var style = line.IsOurs ? "line" : "line other";
            svg.Add($"""<polyline class="{style}" points="{string.Join(' ', line.Points.Select(point => Point(X(point.X), Y(point.Y))))}"/>""");
            svg.Add($"""<line class="{style}" x1="{legend:0.#}" y1="56" x2="{legend + 22:0.#}" y2="56"/>""");
            svg.Add($"""<text x="{legend + 28:0.#}" y="60">{SvgChart.Escape(line.Label)}</text>""");
            legend += 28 + 7.2 * line.Label.Length + 24;
        }

        return Top + PlotHeight + Bottom;
    }

    private static string Point(double x, double y) => FormattableString.Invariant($"{x:0.#},{y:0.#}");
}
