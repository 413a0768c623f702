using System.Globalization;
using OrleansNews.Accounts;

namespace OrleansNews.Media;

/// <summary>What somebody typed about a picture, be it right or wrong.</summary>
public sealed record MediaFields
{
    public string AlternativeText { get; init; } = "";

    public string Caption { get; init; } = "";

    public string Credit { get; init; } = "";

    public string FocusX { get; init; } = "50";

    public string FocusY { get; init; } = "50";

    /// <summary>The fields of a picture.</summary>
    public static MediaFields From(MediaDetails details) => new()
    {
        AlternativeText = details.AlternativeText,
        Caption = details.Caption,
        Credit = details.Credit,
        FocusX = details.Focus.X.ToString(CultureInfo.InvariantCulture),
        FocusY = details.Focus.Y.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>What was typed. A form without a focal point means the middle.</summary>
    public static MediaFields Read(IFormCollection form) => new()
    {
        AlternativeText = form.Typed("alt").ReplaceLineEndings(" "),
        Caption = form.Typed("caption").ReplaceLineEndings("\n"),
        Credit = form.Typed("credit"),
        FocusX = form.ContainsKey("focus_x") ? form.Typed("focus_x") : "50",
        FocusY = form.ContainsKey("focus_y") ? form.Typed("focus_y") : "50",
    };

    /// <summary>What these fields mean. What is no number lies outside of every picture.</summary>
    public MediaDetails ToDetails() => new() { AlternativeText = AlternativeText, Caption = Caption, Credit = Credit, Focus = new(Percent(FocusX), Percent(FocusY)) };

    private static int Percent(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var percent) ? percent : -1;
}
