namespace OrleansNews.Articles;

/// <summary>What is said when a draft goes out, as it was typed; kept with the draft, so that nothing of it is lost before.</summary>
/// <param name="Reason">Why it goes out, for the revision history, at most 1,000 characters; may be empty.</param>
/// <param name="Correction">What readers are told, at most 2,000 characters; empty for nothing.</param>
/// <param name="ShowsChange">Whether readers may compare the texts before and after. Says nothing without a correction.</param>
[GenerateSerializer, Immutable, Alias("news.PublicationWords")]
public sealed record PublicationWords([property: Id(0)] string Reason, [property: Id(1)] string Correction, [property: Id(2)] bool ShowsChange)
{
    /// <summary>Nothing is said.</summary>
    public static PublicationWords None { get; } = new("", "", true);

    /// <summary>The correction; null for none.</summary>
    public CorrectionNote? Note => Correction.Length > 0 ? new(Correction, ShowsChange) : null;

    /// <summary>Nothing of the words: Orleans logs the arguments of a call that fails, and they may not be out yet.</summary>
    public override string ToString() => $"a reason of {Reason.Length} characters, a correction of {Correction.Length}";
}
