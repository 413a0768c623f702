namespace OrleansNews.Media;

/// <summary>What a file is by its first bytes. What it is called, and what a browser says of it, count for nothing. Never stored.</summary>
public enum PictureType : byte
{
    /// <summary>None of the others.</summary>
    Unknown = 0,

    /// <summary>JPEG.</summary>
    Jpeg = 1,

    /// <summary>PNG.</summary>
    Png = 2,

    /// <summary>WebP.</summary>
    WebP = 3,

    /// <summary>AVIF.</summary>
    Avif = 4,

    /// <summary>SVG, or another document in XML: it can carry scripts and load what it likes. Recognised to be refused by its name.</summary>
    Svg = 5,

    /// <summary>HEIC, as telephones make it. Recognised to be refused by its name: it needs a decoder that is not free.</summary>
    Heic = 6,
}

/// <summary>Recognises <see cref="PictureType"/>s.</summary>
public static class PictureTypes
{
    private const int LongestBrand = 64;

    /// <summary>Whether the library takes pictures of this type.</summary>
    public static bool IsTaken(this PictureType type) => type is PictureType.Jpeg or PictureType.Png or PictureType.WebP or PictureType.Avif;

    /// <summary>What begins like this. 64 bytes are enough.</summary>
    public static PictureType Of(ReadOnlySpan<byte> file)
    {
        if (file.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF])) return PictureType.Jpeg;
        if (file.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10])) return PictureType.Png;
        if (file.Length >= 12 && file.StartsWith("RIFF"u8) && file[8..12].SequenceEqual("WEBP"u8)) return PictureType.WebP;
        if (file.Length >= 12 && file[4..8].SequenceEqual("ftyp"u8)) return OfBrands(file);
        return IsMarkup(file) ? PictureType.Svg : PictureType.Unknown;
    }

    // ISO 14496-12: the size of the box, "ftyp", the major brand, its version, the compatible brands.
    private static PictureType OfBrands(ReadOnlySpan<byte> file)
    {
        var end = Math.Min(Math.Min(file.Length, LongestBrand), Math.Max(0, (file[0] << 24) | (file[1] << 16) | (file[2] << 8) | file[3]));
        var found = PictureType.Unknown;
        for (var at = 8; at + 4 <= end; at += 4)
        {
            var brand = file.Slice(at, 4);
            if (brand.SequenceEqual("avif"u8)) return PictureType.Avif;
            if (brand.SequenceEqual("heic"u8) || brand.SequenceEqual("heix"u8) || brand.SequenceEqual("hevc"u8) || brand.SequenceEqual("mif1"u8)) found = PictureType.Heic;
        }

        return found;
    }

    private static bool IsMarkup(ReadOnlySpan<byte> file)
    {
        if (file.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF])) file = file[3..];
        var start = file.IndexOfAnyExcept(" \t\r\n"u8);
        return start >= 0 && file[start] == (byte)'<';
    }
}
