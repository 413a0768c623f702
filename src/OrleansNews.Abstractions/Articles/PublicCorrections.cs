namespace OrleansNews.Articles;

/// <summary>A correction under a story.</summary>
/// <param name="Revision">The revision that mended it.</param>
/// <param name="At">When.</param>
/// <param name="Text">What was wrong and is right now, plain text.</param>
/// <param name="ShowsChange">Whether the texts before and after can be compared.</param>
[GenerateSerializer, Immutable, Alias("news.PublicCorrection")]
public sealed record PublicCorrection(
    [property: Id(0)] long Revision,
    [property: Id(1)] DateTimeOffset At,
    [property: Id(2)] string Text,
    [property: Id(3)] bool ShowsChange)
{
    /// <summary>Which it is, without its text.</summary>
    public override string ToString() => $"the correction of revision {Revision}";
}

/// <summary>What readers read before a correction and after it: headline, standfirst, byline, the words of the lead image, dateline and paragraphs as plain text, one a line.</summary>
/// <param name="Before">Before.</param>
/// <param name="After">After.</param>
[GenerateSerializer, Immutable, Alias("news.CorrectedText")]
public sealed record CorrectedText([property: Id(0)] string Before, [property: Id(1)] string After);
