namespace OrleansNews.Media;

/// <summary>What must stay in sight when a picture is cut to another shape.</summary>
/// <param name="X">From the left, in per cent: 0 to 100.</param>
/// <param name="Y">From the top, in per cent: 0 to 100.</param>
[GenerateSerializer, Immutable, Alias("news.FocalPoint")]
public readonly record struct FocalPoint([property: Id(0)] int X, [property: Id(1)] int Y)
{
    /// <summary>The middle, where nobody said otherwise.</summary>
    public static FocalPoint Middle { get; } = new(50, 50);

    /// <summary>Whether both lie within the picture.</summary>
    public bool IsValid => X is >= 0 and <= 100 && Y is >= 0 and <= 100;
}
