using System.Collections.Immutable;

namespace OrleansNews.Media;

/// <summary>Which files there are of a picture. Addresses are made from it before the files are, so it says the same everywhere.</summary>
public static class PictureSizes
{
    /// <summary>The longest side of the picture that all others are made from, in pixels.</summary>
    public const int MasterSide = 2560;

    /// <summary>The size of what is shown where a link is shared, in pixels.</summary>
    public const int ShareWidth = 1200;

    /// <summary>Its height.</summary>
    public const int ShareHeight = 630;

    private static readonly ImmutableArray<int> _full = [480, 960, 1600];
    private static readonly ImmutableArray<int> _card = [320, 640, 960];

    /// <summary>The widths of whole pictures: none is enlarged, so a small one has its own width alone.</summary>
    public static ImmutableArray<int> FullWidths(int width) => Fitting(_full, width);

    /// <summary>The widths of cards.</summary>
    public static ImmutableArray<int> CardWidths(int width, int height) => Fitting(_card, Math.Min(width, height * 3 / 2));

    /// <summary>The height of a card.</summary>
    public static int CardHeight(int width) => Math.Max(1, width * 2 / 3);

    /// <summary>Whether the picture is large enough to be shown where a link is shared.</summary>
    public static bool HasShare(int width, int height) => width >= ShareWidth && height >= ShareHeight;

    /// <summary>All files of a picture with this focal point.</summary>
    public static IEnumerable<PictureFile> FilesOf(int width, int height, FocalPoint focus)
    {
        foreach (var full in FullWidths(width))
        {
            foreach (var format in Enum.GetValues<PictureFormat>()) yield return new(PictureShape.Full, full, FocalPoint.Middle, format);
        }

        foreach (var card in CardWidths(width, height))
        {
            foreach (var format in Enum.GetValues<PictureFormat>()) yield return new(PictureShape.Card, card, focus, format);
        }

        if (HasShare(width, height)) yield return new(PictureShape.Share, ShareWidth, focus, PictureFormat.Jpeg);
    }

    private static ImmutableArray<int> Fitting(ImmutableArray<int> widths, int width)
    {
        var fitting = widths.RemoveAll(candidate => candidate > width);
        return fitting.IsEmpty ? [Math.Max(1, width)] : fitting;
    }
}
