using OrleansNews.Layout;

namespace OrleansNews.Articles;

/// <summary>What the corrections of a story changed.</summary>
/// <param name="Frame">What surrounds it.</param>
/// <param name="Article">The story.</param>
/// <param name="Corrections">Those that can be compared, newest first.</param>
public sealed record CorrectionsModel(SiteFrame Frame, PublishedArticle Article, ImmutableArray<ShownCorrection> Corrections);

/// <summary>One correction with the texts compared.</summary>
/// <param name="Correction">The correction.</param>
/// <param name="Parts">The text after it, with what was in the text before.</param>
public sealed record ShownCorrection(PublicCorrection Correction, ImmutableArray<ChangedPart> Parts);
