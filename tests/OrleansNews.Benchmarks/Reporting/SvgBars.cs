using System.Text;
using OrleansNews.Benchmarks.Measuring;

namespace OrleansNews.Benchmarks.Reporting;

/// <summary>Groups of bars on one scale, ours and the reference under each other.</summary>
internal static class SvgBars
{
    private const int LabelWidth = 190, ValueWidth = 90, RowHeight = 26, GroupGap = 34, Top = 58;

    /// <summary>Draws and answers the height.</summary>
    public static int Draw(BarChart chart, StringBuilder svg)
    {
        var most = chart.Groups.Max(group => Math.Max(group.Required ?? 0, group.Bars.Max(bar => bar.Value)));
        double Length(double value) => most <= 0 ? 0 : (SvgChart.Width - LabelWidth - ValueWidth) * value / most;
        var y = Top;
        foreach (var group in chart.Groups)
        {
            svg.Add($"""<text class="group" x="0" y="{y + 12}">{SvgChart.Escape(group.Label)}</text>""");
            y += 22;
            var top = y;
            foreach (var bar in group.Bars)
            {
                var length = Math.Max(Length(bar.Value), 1);
                svg.Add($"""<text x="{LabelWidth - 10}" y="{y + 15}" text-anchor="end">{SvgChart.Escape(bar.Label)}</text>""");
                svg.Add($"""<rect class="{(bar.IsOurs ? "ours" : "theirs")}" x="{LabelWidth}" y="{y}" width="{length:0.#}" height="{RowHeight - 6}" rx="3"/>""");
                svg.Add($"""<text x="{LabelWidth + length + 8:0.#}" y="{y + 15}">{FigureTable.Number(bar.Value)}</text>""");
                y += RowHeight;
            }

            if (group.Required is { } required)
            {
                var x = LabelWidth + Length(required);
                svg.Add($"""<line class="mark" x1="{x:0.#}" y1="{top - 4}" x2="{x:0.#}" y2="{y - 2}"/>""");
                svg.Add($"""<text class="marked" x="{x:0.#}" y="{top - 8}" text-anchor="middle">required {FigureTable.Number(required)}</text>""");
            }

            y += GroupGap - 22;
        }

        return y;
    }
}
