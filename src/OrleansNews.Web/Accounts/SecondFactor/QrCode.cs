using System.Globalization;
using System.Text;
using QRCoder;

namespace OrleansNews.Accounts;

/// <summary>A QR code as the path of an SVG image: one unit a square, with the quiet margin of four that the standard asks for.</summary>
/// <param name="Size">Its squares in a row.</param>
/// <param name="Path">What is dark.</param>
internal sealed record QrCode(int Size, string Path)
{
    public static QrCode Of(string text)
    {
        using var code = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var rows = code.ModuleMatrix;
        var path = new StringBuilder();
        for (var y = 0; y < rows.Count; y++)
        {
            for (var x = 0; x < rows[y].Count; x++)
            {
                var from = x;
                while (x < rows[y].Count && rows[y][x]) x++;
                if (x > from) path.Append(CultureInfo.InvariantCulture, $"M{from} {y}h{x - from}v1h-{x - from}z");
            }
        }

        return new(rows.Count, path.ToString());
    }
}
