using System.Globalization;
using OrleansNews.Accounts;
using OrleansNews.Articles;
using OrleansNews.Layout;

namespace OrleansNews.Newsroom;

/// <summary>What somebody typed about when a story goes out, and why.</summary>
public sealed record PlanFields
{
    public string At { get; init; } = "";

    public string Embargo { get; init; } = "";

    public string Reason { get; init; } = "";

    public string Correction { get; init; } = "";

    public bool ShowsChange { get; init; } = true;

    /// <summary>What is planned for a story.</summary>
    public static PlanFields From(EditableArticle? story, SiteDates dates) => new()
    {
        At = story?.Schedule is { } schedule ? dates.Input(schedule.At) : "",
        Embargo = story?.EmbargoUntil is { } until ? dates.Input(until) : "",
    };

    /// <summary>What was typed.</summary>
    public static PlanFields Read(IFormCollection form) => new()
    {
        At = form.Typed("at"),
        Embargo = form.Typed("embargo"),
        Reason = form.Typed("reason"),
        Correction = StoryFields.Lines(form.Typed("correction")),
        ShowsChange = form["shows_change"] == "yes",
    };

    /// <summary>What readers are told; null for nothing.</summary>
    public CorrectionNote? Note => Correction.Length > 0 ? new(Correction, ShowsChange) : null;

    /// <summary>A moment on the newspaper's clock, as browsers send it; null for anything else.</summary>
    public static DateTimeOffset? ReadMoment(string text, SiteDates dates) =>
        DateTime.TryParseExact(text, ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var local) && local.Year is > 1 and < 9999
            ? dates.MomentOf(local)
            : null;
}
