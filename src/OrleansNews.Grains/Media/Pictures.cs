using NetVips;
using VipsImage = NetVips.Image;

namespace OrleansNews.Media;

/// <summary>
/// Decodes and encodes pictures with libvips. What goes out is made from pixels alone: whatever else was in the file (where it was taken, with what, a thumbnail of what was
/// cut away) stays behind. Blocks: for <see cref="PictureThreads"/>.
/// </summary>
internal static class Pictures
{
    private const int MasterQuality = 88;
    private const int SmallerMasterQuality = 70;
    private const int JpegQuality = 80;
    private const int WebPQuality = 78;
    private const int AvifQuality = 55;

    // Of 9. Each step further takes several times as long and saves a few per cent.
    private const int AvifEffort = 1;
    private const int WebPEffort = 3;

    // A file travels from silo to front end in one message.
    private const int LargestMaster = 6 << 20;

    // The most that libvips knows.
    private const int AnyHeight = 10_000_000;

    private static readonly double[] _paper = [255];
    private static readonly Lazy<bool> _isThere = new(Prepare);

    /// <summary>Whether libvips is there.</summary>
    public static bool CanDecode => _isThere.Value;

    /// <summary>The master of an uploaded file: upright, in sRGB, at most <see cref="PictureSizes.MasterSide"/> long, without anything but pixels.</summary>
    public static MasterResult MakeMaster(byte[] file, MediaOptions options)
    {
        if (Refuse(file, options) is { } problem) return new(null, 0, 0, problem);
        try
        {
            // Only the header is read until pixels are asked for. libvips's way from a buffer straight to a thumbnail would take half a picture for a whole one.
            using var whole = VipsImage.NewFromBuffer(file, access: Enums.Access.Sequential, failOn: Enums.FailOn.Error);
            if ((long)whole.Width * whole.Height > options.MaxPixels) return new(null, 0, 0, PictureProblem.TooManyPixels);
            using var sized = whole.ThumbnailImage(PictureSizes.MasterSide, height: PictureSizes.MasterSide, size: Enums.Size.Down, outputProfile: "srgb");
            using var plain = OnPaper(sized);
            var master = Jpeg(plain, MasterQuality);
            if (master.Length > LargestMaster) master = Jpeg(plain, SmallerMasterQuality);
            return new(master, plain.Width, plain.Height, null);
        }
        catch (VipsException)
        {
            return new(null, 0, 0, PictureProblem.Damaged);
        }
    }

    /// <summary>The files of one size, from the master: one for each format that <paramref name="files"/> name.</summary>
    public static IReadOnlyList<(PictureFile File, byte[] Content)> MakeFiles(byte[] master, IReadOnlyList<PictureFile> files)
    {
        _ = _isThere.Value;
        using var sized = Size(master, files[0]);
        using var pixels = sized.CopyMemory();
        return [.. files.Select(file => (file, Encode(pixels, file.Format)))];
    }

    private static PictureProblem? Refuse(byte[] file, MediaOptions options)
    {
        if (file.Length == 0) return PictureProblem.Empty;
        if (file.Length > options.MaxBytes) return PictureProblem.TooManyBytes;
        return PictureTypes.Of(file) switch
        {
            PictureType.Svg => PictureProblem.Svg,
            PictureType.Heic => PictureProblem.Heic,
            { } type when !type.IsTaken() => PictureProblem.UnknownType,
            _ => CanDecode ? null : PictureProblem.NoDecoder,
        };
    }

    // What is transparent becomes white: pictures stand on paper, and JPEG knows no other way.
    private static VipsImage OnPaper(VipsImage image)
    {
        using var opaque = image.HasAlpha() ? image.Flatten(background: _paper) : image.Copy();
        return opaque.Colourspace(Enums.Interpretation.Srgb).Cast(Enums.BandFormat.Uchar);
    }

    private static VipsImage Size(byte[] master, PictureFile file)
    {
        if (file.Shape == PictureShape.Full) return VipsImage.ThumbnailBuffer(master, file.Width, height: AnyHeight, size: Enums.Size.Down);
        var height = file.Shape == PictureShape.Share ? PictureSizes.ShareHeight : PictureSizes.CardHeight(file.Width);
        using var whole = VipsImage.NewFromBuffer(master);
        var cut = PictureCut.Around(file.Focus, whole.Width, whole.Height, file.Width, height);
        using var part = whole.ExtractArea(cut.Left, cut.Top, cut.Width, cut.Height);
        return part.ThumbnailImage(file.Width, height: height, size: Enums.Size.Force);
    }

    private static byte[] Encode(VipsImage pixels, PictureFormat format) => format switch
    {
        PictureFormat.Avif => pixels.HeifsaveBuffer(q: AvifQuality, compression: Enums.ForeignHeifCompression.Av1, effort: AvifEffort, keep: Enums.ForeignKeep.None),
        PictureFormat.WebP => pixels.WebpsaveBuffer(q: WebPQuality, effort: WebPEffort, keep: Enums.ForeignKeep.None),
        _ => Jpeg(pixels, JpegQuality),
    };

    private static byte[] Jpeg(VipsImage pixels, int quality) => pixels.JpegsaveBuffer(q: quality, optimizeCoding: true, interlace: true, keep: Enums.ForeignKeep.None);

    // libvips reads much that nobody should upload to a newspaper: what is not named here it may not read.
    private static bool Prepare()
    {
        if (!ModuleInitializer.VipsInitialized) return false;
        Operation.Block("VipsForeignLoad", true);
        foreach (var loader in new[] { "Jpeg", "Png", "Webp", "Heif" }) Operation.Block("VipsForeignLoad" + loader, false);
        NetVips.NetVips.BlockUntrusted = true;
        NetVips.NetVips.Concurrency = 1;
        Cache.Max = 0;
        // What it finds odd in a file it would write to the console; the answer to the upload says enough.
        Log.SetLogHandler("VIPS", Enums.LogLevelFlags.Warning, static (_, _, _) => { });
        return true;
    }
}

/// <summary>What became of an uploaded file.</summary>
/// <param name="Content">The master; null when there is a problem.</param>
/// <param name="Width">Its width.</param>
/// <param name="Height">Its height.</param>
/// <param name="Problem">Why there is none.</param>
internal sealed record MasterResult(byte[]? Content, int Width, int Height, PictureProblem? Problem);
