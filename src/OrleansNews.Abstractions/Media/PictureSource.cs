using System.Collections.Immutable;
using System.Globalization;

namespace OrleansNews.Media;

/// <summary>What it takes to write the addresses of a picture's files.</summary>
/// <param name="Id">The picture.</param>
/// <param name="Key">Part of its addresses: a hash over the picture and chance, so that nobody who has the picture can guess where it is.</param>
/// <param name="Width">Of the master, in pixels.</param>
/// <param name="Height">Of the master.</param>
/// <param name="Focus">Where it is cut around.</param>
[GenerateSerializer, Immutable, Alias("news.PictureSource")]
public sealed record PictureSource(
    [property: Id(0)] MediaId Id,
    [property: Id(1)] string Key,
    [property: Id(2)] int Width,
    [property: Id(3)] int Height,
    [property: Id(4)] FocalPoint Focus)
{
    /// <summary>What the address of every picture begins with, and its name in the store.</summary>
    public const string Root = "media";

    /// <summary>The address of a file, and with <see cref="Root"/> but without the first slash its name in the store.</summary>
    public string AddressOf(string file) => string.Create(CultureInfo.InvariantCulture, $"/{Root}/{Id.Value}/{Key}/{file}");

    /// <summary>The address of a file.</summary>
    public string AddressOf(PictureFile file) => AddressOf(file.Name);

    /// <summary>The address of the largest JPEG, which any program can show.</summary>
    public string AddressOfLargest() => AddressOf(FilesOf(PictureShape.Full, PictureFormat.Jpeg)[^1]);

    /// <summary>The files of one shape, whole or card, and one format, the narrowest first.</summary>
    public ImmutableArray<PictureFile> FilesOf(PictureShape shape, PictureFormat format) => shape == PictureShape.Card
        ? [.. PictureSizes.CardWidths(Width, Height).Select(width => new PictureFile(shape, width, Focus, format))]
        : [.. PictureSizes.FullWidths(Width).Select(width => new PictureFile(shape, width, FocalPoint.Middle, format))];

    /// <summary>Their addresses and widths, as the attribute <c>srcset</c> has them.</summary>
    public string SourceSet(PictureShape shape, PictureFormat format) =>
        string.Join(", ", FilesOf(shape, format).Select(file => string.Create(CultureInfo.InvariantCulture, $"{AddressOf(file)} {file.Width}w")));
}

/// <summary>Which files of a picture can be asked for.</summary>
/// <param name="Source">The picture.</param>
/// <param name="Focuses">Every focal point that it ever had: pages that were made then refer to files that are cut around them.</param>
[GenerateSerializer, Immutable, Alias("news.PictureFiles")]
public sealed record PictureFiles([property: Id(0)] PictureSource Source, [property: Id(1)] ImmutableArray<FocalPoint> Focuses)
{
    /// <summary>Whether there is, or will be in a moment, a file of this name.</summary>
    public bool Has(string name) => name == PictureFile.Master
        || (PictureFile.TryParse(name, out var file) && Focuses.Any(focus => PictureSizes.FilesOf(Source.Width, Source.Height, focus).Contains(file)));
}
