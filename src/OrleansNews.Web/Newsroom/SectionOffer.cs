namespace OrleansNews.Newsroom;

/// <summary>The sections that somebody who writes can choose from.</summary>
/// <param name="Sections">Those of the navigation first.</param>
/// <param name="IsWhole">Whether they are all that there are. Else the cluster did not say, and what somebody types may be one that it has.</param>
public sealed record SectionOffer(ImmutableArray<Term> Sections, bool IsWhole)
{
    /// <summary>Nothing to choose from, and no word of what there is.</summary>
    public static SectionOffer Unknown { get; } = new([], IsWhole: false);

    /// <summary>Whether it is certain which section is meant, or that there is none of this name.</summary>
    /// <param name="text">The section as it was typed.</param>
    /// <param name="stored">The one that the story has already.</param>
    internal bool CanTell(string text, Term? stored) => IsWhole || text == TermTexts.Section(stored) || Term.Nested(text) is null || TermTexts.FindSection(text, Sections) is not null;
}
