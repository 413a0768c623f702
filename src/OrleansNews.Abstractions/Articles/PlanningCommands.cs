using OrleansNews.Accounts;

namespace OrleansNews.Articles;

/// <summary>Lets the draft go out by itself at a moment, to the second; or not any more.</summary>
/// <param name="At">When, in the future; null takes back what was planned.</param>
/// <param name="ExpectedVersion">The version that the planner saw.</param>
/// <param name="Actor">Who plans.</param>
/// <param name="Reason">Why, for the revision history; may be empty.</param>
/// <param name="Correction">What readers are told then; null for nothing.</param>
[GenerateSerializer, Immutable, Alias("news.ScheduleArticle")]
public sealed record ScheduleArticle(
    [property: Id(0)] DateTimeOffset? At,
    [property: Id(1)] long ExpectedVersion,
    [property: Id(2)] Actor Actor,
    [property: Id(3)] string Reason = "",
    [property: Id(4)] CorrectionNote? Correction = null);

/// <summary>Forbids that the draft goes out before a moment, whoever asks for it; or allows it again.</summary>
/// <param name="Until">Until when, in the future; null ends the embargo.</param>
/// <param name="ExpectedVersion">The version that the planner saw.</param>
/// <param name="Actor">Who decides.</param>
[GenerateSerializer, Immutable, Alias("news.EmbargoArticle")]
public sealed record EmbargoArticle([property: Id(0)] DateTimeOffset? Until, [property: Id(1)] long ExpectedVersion, [property: Id(2)] Actor Actor);

/// <summary>What readers are told of a mistake.</summary>
/// <param name="Text">What was wrong and is right now, plain text, 1 to 2,000 characters.</param>
/// <param name="ShowsChange">Whether readers may compare the texts before and after. Not where the mistake must not be read again.</param>
[GenerateSerializer, Immutable, Alias("news.CorrectionNote")]
public sealed record CorrectionNote([property: Id(0)] string Text, [property: Id(1)] bool ShowsChange)
{
    /// <summary>Nothing of the text: Orleans logs the arguments of a call that fails, and the correction may not be out yet.</summary>
    public override string ToString() => $"a correction of {Text.Length} characters";
}

/// <summary>When a draft goes out by itself.</summary>
/// <param name="At">When.</param>
/// <param name="By">The name of who planned it.</param>
/// <param name="Problem">Why it could not go out, when it could not; else empty.</param>
/// <param name="Fault">The same as an error, by which a front end finds the sentence in another language; null when there is none.</param>
[GenerateSerializer, Immutable, Alias("news.PlannedPublication")]
public sealed record PlannedPublication([property: Id(0)] DateTimeOffset At, [property: Id(1)] string By, [property: Id(2)] string Problem, [property: Id(3)] FieldError? Fault = null);

/// <summary>What became of a planned publication. Stored nowhere.</summary>
public enum ScheduleOutcome : byte
{
    /// <summary>It went out just now.</summary>
    Published = 1,

    /// <summary>The story plans another one, or none: it went out already, or was taken back.</summary>
    Outdated = 2,

    /// <summary>It is not due on the clock of the story.</summary>
    NotYet = 3,

    /// <summary>It cannot go out as it is; the story says why.</summary>
    Refused = 4,
}
