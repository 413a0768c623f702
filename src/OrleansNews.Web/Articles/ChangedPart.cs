namespace OrleansNews.Articles;

/// <summary>A part of a text that is compared with another.</summary>
/// <param name="Kind">Whether it is in both.</param>
/// <param name="Text">The part.</param>
public sealed record ChangedPart(ChangeKind Kind, string Text);

/// <summary>Where a part is.</summary>
public enum ChangeKind
{
    /// <summary>In both texts.</summary>
    Same,

    /// <summary>In the first alone.</summary>
    Gone,

    /// <summary>In the second alone.</summary>
    New,
}
