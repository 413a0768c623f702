using OrleansNews.Accounts;
using OrleansNews.Layout;
using OrleansNews.Site;

namespace OrleansNews.Newsroom;

/// <summary>Settings of the newspaper, to be changed.</summary>
/// <param name="Frame">What surrounds the page.</param>
/// <param name="Actor">Who is signed in.</param>
/// <param name="Settings">The settings as they are, or as they were typed.</param>
public sealed record SettingsModel(SiteFrame Frame, Actor Actor, SiteSettings Settings)
{
    public ImmutableArray<FieldError> Errors { get; init; } = [];

    /// <summary>Whether they were saved just now.</summary>
    public bool Saved { get; init; }

    /// <summary>What somebody else saved while these were typed; null when nobody did.</summary>
    public SiteSettings? Theirs { get; init; }

    /// <summary>The sections, one a line, as they are or as they were typed.</summary>
    public string SectionLines { get; init; } = "";

    /// <summary>Whether the configuration fixes a setting.</summary>
    public bool IsFixed(string field) => Settings.IsFixed(field);

    /// <summary>What stands below a field: that it is fixed, what somebody else saved there meanwhile, or what helps to fill it in.</summary>
    /// <param name="field">Its name.</param>
    /// <param name="mine">What stands in it.</param>
    /// <param name="of">What would stand in it.</param>
    /// <param name="hint">What helps.</param>
    public string Hint(string field, string mine, Func<SiteSettings, string> of, string hint = "") =>
        IsFixed(field) ? Frame.Texts.FixedByConfiguration($"Site:{char.ToUpperInvariant(field[0])}{field[1..]}")
        : Theirs is { } theirs && of(theirs) is var saved && saved != mine ? Frame.Texts.SavedMeanwhile(saved.Length > 0 ? saved : "–")
        : hint;
}
