using NetVips;

namespace OrleansNews.Media;

/// <summary>Photos that nobody took: a sky, a sea, and a sun between them.</summary>
internal static class Photos
{
    /// <param name="width">In pixels.</param>
    /// <param name="height">In pixels.</param>
    /// <param name="sun">Where the sun is, in per cent from the left.</param>
    public static byte[] Sunset(int width = 2000, int height = 1333, int sun = 70)
    {
        using var grid = Image.Xyz(width, height);
        using var x = grid[0] / width;
        using var y = grid[1] / height;
        var distance = (((x - (sun / 100.0)) * (x - (sun / 100.0)) * 2) + ((y - 0.55) * (y - 0.55))).Pow(0.5);
        var glow = (distance * -3).Exp();
        var disc = distance < 0.06;
        var sea = y > 0.6;
        var wave = ((y * 900) + (x * 40)).Math(Enums.OperationMath.Sin) * 8;
        var red = (60 + (glow * 190) + (sea / 255.0 * wave) + (disc / 255.0 * 60)).Cast(Enums.BandFormat.Uchar);
        var green = (80 + (glow * 110) + (sea / 255.0 * wave) + (disc / 255.0 * 90)).Cast(Enums.BandFormat.Uchar);
        var blue = (130 - (y * 40) + (sea / 255.0 * wave)).Cast(Enums.BandFormat.Uchar);
        using var photo = red.Bandjoin(green, blue).Copy(interpretation: Enums.Interpretation.Srgb);
        return photo.JpegsaveBuffer(q: 90);
    }
}
