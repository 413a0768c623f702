namespace OrleansNews.Media;

/// <summary>The part of a picture that is left when it is cut to another shape. Pure.</summary>
internal readonly record struct PictureCut(int Left, int Top, int Width, int Height)
{
    /// <summary>The largest part of that shape, with the focal point as near to its middle as the edges allow.</summary>
    public static PictureCut Around(FocalPoint focus, int width, int height, int shapeWidth, int shapeHeight)
    {
        var isWide = (long)width * shapeHeight > (long)height * shapeWidth;
        var cutWidth = isWide ? Math.Max(1, (int)((long)height * shapeWidth / shapeHeight)) : width;
        var cutHeight = isWide ? height : Math.Max(1, (int)((long)width * shapeHeight / shapeWidth));
        return new(Place(focus.X, width, cutWidth), Place(focus.Y, height, cutHeight), cutWidth, cutHeight);
    }

    private static int Place(int percent, int whole, int part) => Math.Clamp((int)((long)whole * percent / 100) - (part / 2), 0, whole - part);
}
