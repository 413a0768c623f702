using System.Globalization;
using OrleansNews.Accounts;
using OrleansNews.Articles;
using OrleansNews.Layout;

namespace OrleansNews.Newsroom;

/// <summary>What somebody typed about when a story goes out, and why.</summary>
public sealed record PlanFields
{
    /// <summary>The field that says when a story goes out.</summary>
    public const string AtField = "at";

    /// <summary>The field that says until when it must not.</summary>
    public const string EmbargoField = "embargo";

    public string At { get; init; } = "";

    public string Embargo { get; init; } = "";

    public string Reason { get; init; } = "";

    public string Correction { get; init; } = "";

    public bool ShowsChange { get; init; } = true;

    /// <summary>Whether the form asked for reason and correction: not everybody is.</summary>
    public bool HasWords { get; init; }

    /// <summary>What is planned for a story, and what is said then.</summary>
    public static PlanFields From(EditableArticle story, SiteDates dates)
    {
        var words = story.Words ?? PublicationWords.None;
        return new()
        {
            At = story.Schedule is { } schedule ? dates.Input(schedule.At) : "",
            Embargo = story.EmbargoUntil is { } until ? dates.Input(until) : "",
            Reason = words.Reason,
            Correction = words.Correction,
            ShowsChange = words.ShowsChange,
        };
    }

    /// <summary>What was typed.</summary>
    public static PlanFields Read(IFormCollection form) => new()
    {
        At = form.Typed(AtField),
        Embargo = form.Typed(EmbargoField),
        Reason = form.Typed("reason"),
        Correction = StoryFields.Lines(form.Typed("correction")),
        ShowsChange = form["shows_change"] == "yes",
        HasWords = form.ContainsKey("reason"),
    };

    /// <summary>What is said when the story goes out, to be kept with its draft; null where the form did not ask.</summary>
    public PublicationWords? Words => HasWords ? new(Reason, Correction, ShowsChange) : null;

    /// <summary>These fields with the moments that an address names, see <see cref="Undecided"/>.</summary>
    public PlanFields With(IQueryCollection query) => With(this with { At = query[AtField].ToString(), Embargo = query[EmbargoField].ToString() });

    /// <summary>Whether these say something else than what is stored. Without a correction nothing is shown of the change.</summary>
    public bool Differs(PlanFields stored) =>
        (Reason, Correction) != (stored.Reason, stored.Correction) || (Correction.Length > 0 && ShowsChange != stored.ShowsChange)
        || (ReadClock(At), ReadClock(Embargo)) != (ReadClock(stored.At), ReadClock(stored.Embargo));

    /// <summary>These fields with the moments that were typed and that nobody decided on.</summary>
    public PlanFields With(PlanFields left)
    {
        return this with { At = Typed(left.At) ?? At, Embargo = Typed(left.Embargo) ?? Embargo };

        static string? Typed(string text) => ReadClock(text) is not null ? text : null;
    }

    /// <summary>
    /// What an address says after its question mark of moments that were typed, so that the page which comes next has them still: nothing is planned by them. Empty for none.
    /// </summary>
    public string Undecided(PlanFields stored)
    {
        return Say(AtField, At, stored.At) + Say(EmbargoField, Embargo, stored.Embargo);

        static string Say(string field, string typed, string known) =>
            ReadClock(typed) is { } clock && clock != ReadClock(known) ? $"&{field}={Uri.EscapeDataString(typed)}" : "";
    }

    /// <summary>The fields with something typed that is not what is stored: nobody has decided on it.</summary>
    public ImmutableArray<string> FieldsLeft(PlanFields stored)
    {
        return [.. IsLeft(At, stored.At) ? [AtField] : Array.Empty<string>(), .. IsLeft(Embargo, stored.Embargo) ? [EmbargoField] : Array.Empty<string>()];

        static bool IsLeft(string typed, string known) => typed.Length > 0 && (ReadClock(typed) is not { } clock || clock != ReadClock(known));
    }

    /// <summary>What readers are told; null for nothing.</summary>
    public CorrectionNote? Note => Correction.Length > 0 ? new(Correction, ShowsChange) : null;

    /// <summary>A date and a time on the newspaper's clock, as browsers send them; null for anything else.</summary>
    public static DateTime? ReadClock(string text) =>
        DateTime.TryParseExact(text, ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var clock) && clock.Year is > 1 and < 9999
            ? clock
            : null;
}
