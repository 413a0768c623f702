using System.Text;
using NetVips;
using OrleansNews.Accounts;
using OrleansNews.Articles;
using VipsImage = NetVips.Image;

namespace OrleansNews.Media;

/// <summary>Pictures that tests make, and their way into the library.</summary>
internal static class TestPictures
{
    /// <summary>What is written into the metadata of <see cref="Jpeg"/>, and must come out of nothing.</summary>
    public const string Secret = "taken-at-home";

    /// <summary>An SVG with a script.</summary>
    public static byte[] Svg { get; } = Encoding.UTF8.GetBytes("<svg xmlns='http://www.w3.org/2000/svg' width='10' height='10'><script>alert(1)</script></svg>");

    /// <summary>A photo, red on the left and blue on the right, with metadata: where it was made, and how it was held.</summary>
    /// <param name="width">Its width as it is stored.</param>
    /// <param name="height">Its height as it is stored.</param>
    /// <param name="orientation">As EXIF has it: 6 is to be turned by a quarter to the right.</param>
    public static byte[] Jpeg(int width = 800, int height = 600, int orientation = 1)
    {
        using var image = TwoHalves(width, height).Mutate(mutable =>
        {
            mutable.Set(GValue.GStrType, "exif-ifd0-ImageDescription", $"{Secret} ({Secret}, ASCII, {Secret.Length + 1} components, {Secret.Length + 1} bytes)");
            mutable.Set(GValue.GIntType, "orientation", orientation);
            mutable.Set(GValue.BlobType, "xmp-data", Encoding.UTF8.GetBytes($"<x>{Secret}</x>"));
        });
        return image.JpegsaveBuffer(q: 90);
    }

    public static byte[] Png(int width = 800, int height = 600) => TwoHalves(width, height).PngsaveBuffer();

    /// <summary>A PNG of nothing: transparent, and black where it is looked at closely.</summary>
    public static byte[] TransparentPng()
    {
        using var clear = VipsImage.Black(64, 64, bands: 4).Copy(interpretation: Enums.Interpretation.Srgb);
        return clear.PngsaveBuffer();
    }

    public static byte[] WebP(int width = 800, int height = 600) => TwoHalves(width, height).WebpsaveBuffer();

    public static byte[] Avif(int width = 800, int height = 600) => TwoHalves(width, height).HeifsaveBuffer(compression: Enums.ForeignHeifCompression.Av1, effort: 0);

    /// <summary>Uploads a file as the front end does.</summary>
    public static async Task<MediaResult> UploadAsync(this IClusterClient grains, byte[] file, MediaDetails details, Actor actor, string name = "harbour.jpg")
    {
        var upload = grains.GetGrain<IMediaUploadGrain>(Guid.NewGuid());
        var parts = file.Chunk(IMediaUploadGrain.PartBytes).ToList();
        for (var part = 0; part < parts.Count; part++)
        {
            if (await upload.AppendAsync(part, parts[part], actor) is { } refused) return refused;
        }

        return await upload.CompleteAsync(parts.Count, name, details, actor);
    }

    /// <summary>A picture that is in the library.</summary>
    public static async Task<MediaView> NewPictureAsync(this IClusterClient grains, Actor? owner = null, string words = "A quiet harbour", byte[]? file = null) =>
        Assert.IsType<MediaSaved>(await grains.UploadAsync(file ?? Jpeg(), new() { AlternativeText = words }, owner ?? Stories.Author)).Media;

    private static VipsImage TwoHalves(int width, int height)
    {
        using var red = Plain(width / 2, height, [220, 30, 30]);
        using var blue = Plain(width - (width / 2), height, [30, 30, 220]);
        return red.Join(blue, Enums.Direction.Horizontal).Copy(interpretation: Enums.Interpretation.Srgb);
    }

    private static VipsImage Plain(int width, int height, double[] colour) => (VipsImage.Black(width, height, bands: 3) + colour).Cast(Enums.BandFormat.Uchar);
}
