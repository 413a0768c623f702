using System.Globalization;
using System.Text.RegularExpressions;

namespace OrleansNews.Media;

/// <summary>To what a file of a picture is cut. Part of stored names.</summary>
public enum PictureShape : byte
{
    /// <summary>The whole picture.</summary>
    Full = 0,

    /// <summary>Three to two, around the focal point: for lists of stories.</summary>
    Card = 1,

    /// <summary>1,200 by 630, around the focal point: what is shown where a link is shared.</summary>
    Share = 2,
}

/// <summary>How a file of a picture is encoded. Part of stored names.</summary>
public enum PictureFormat : byte
{
    /// <summary>JPEG, which everything reads.</summary>
    Jpeg = 0,

    /// <summary>WebP.</summary>
    WebP = 1,

    /// <summary>AVIF.</summary>
    Avif = 2,
}

/// <summary>One file of a picture, and its name: <c>full-960.avif</c>, <c>card-640-50x40.webp</c>.</summary>
/// <param name="Shape">The shape.</param>
/// <param name="Width">The width in pixels.</param>
/// <param name="Focus">The focal point that it is cut around; the middle for a whole picture.</param>
/// <param name="Format">The encoding.</param>
public readonly partial record struct PictureFile(PictureShape Shape, int Width, FocalPoint Focus, PictureFormat Format)
{
    /// <summary>The name of the file that all others are made from.</summary>
    public const string Master = "master.jpg";

    /// <summary>The name.</summary>
    public string Name => Shape == PictureShape.Full
        ? string.Create(CultureInfo.InvariantCulture, $"full-{Width}.{Extension}")
        : string.Create(CultureInfo.InvariantCulture, $"{(Shape == PictureShape.Card ? "card" : "share")}-{Width}-{Focus.X}x{Focus.Y}.{Extension}");

    private string Extension => Format switch { PictureFormat.Avif => "avif", PictureFormat.WebP => "webp", _ => "jpg" };

    /// <summary>The media type of a name, whatever it names.</summary>
    public static string ContentTypeOf(string name) => Path.GetExtension(name) switch { ".avif" => "image/avif", ".webp" => "image/webp", _ => "image/jpeg" };

    /// <summary>Reads a name; false for what is none, <see cref="Master"/> included.</summary>
    public static bool TryParse(string name, out PictureFile file)
    {
        var match = Shaped().Match(name);
        file = default;
        if (!match.Success) return false;
        var shape = match.Groups["shape"].Value switch { "card" => PictureShape.Card, "share" => PictureShape.Share, _ => PictureShape.Full };
        var focus = shape == PictureShape.Full ? FocalPoint.Middle : new(Number("x"), Number("y"));
        var format = match.Groups["format"].Value switch { "avif" => PictureFormat.Avif, "webp" => PictureFormat.WebP, _ => PictureFormat.Jpeg };
        file = new(shape, Number("width"), focus, format);
        // 050 is no other name of 50.
        return focus.IsValid && file.Name == name;

        int Number(string group) => int.TryParse(match.Groups[group].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
    }

    [GeneratedRegex(@"\A(?<shape>full|card|share)-(?<width>\d{1,4})(-(?<x>\d{1,3})x(?<y>\d{1,3}))?\.(?<format>jpg|webp|avif)\z", RegexOptions.CultureInvariant)]
    private static partial Regex Shaped();
}
