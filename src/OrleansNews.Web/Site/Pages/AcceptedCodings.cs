using Microsoft.Extensions.Primitives;

namespace OrleansNews.Site;

/// <summary>
/// What a client takes, as thousandths of its quality values (RFC 9110, 12.5.3). Identity, unless it is named, is what is taken when nothing else is there; one that is
/// forbidden without an alternative is sent all the same, which the RFC allows and which helps more than 406.
/// </summary>
internal readonly record struct AcceptedCodings(short Brotli, short Gzip, short Identity)
{
    private const short Full = 1000;

    // Named by nobody and still taken, behind everything that is named.
    private const short Unnamed = 0;

    /// <summary>Reads the header.</summary>
    public static AcceptedCodings Of(StringValues header)
    {
        if (header.Count == 0) return new(0, 0, Full);
        short? brotli = null, gzip = null, identity = null, others = null;
        for (var i = 0; i < header.Count; i++)
        {
            var rest = header[i].AsSpan();
            while (rest.Length > 0)
            {
                var comma = rest.IndexOf(',');
                var member = comma < 0 ? rest : rest[..comma];
                rest = comma < 0 ? [] : rest[(comma + 1)..];
                var semicolon = member.IndexOf(';');
                var name = (semicolon < 0 ? member : member[..semicolon]).Trim();
                var quality = semicolon < 0 ? Full : QualityOf(member[(semicolon + 1)..]);
                if (name.Equals("br", StringComparison.OrdinalIgnoreCase)) brotli = quality;
                else if (name.Equals("gzip", StringComparison.OrdinalIgnoreCase) || name.Equals("x-gzip", StringComparison.OrdinalIgnoreCase)) gzip = quality;
                else if (name.Equals("identity", StringComparison.OrdinalIgnoreCase)) identity = quality;
                else if (name is "*") others = quality;
            }
        }

        return new(brotli ?? others ?? 0, gzip ?? others ?? 0, identity ?? (others is > 0 ? others.Value : Unnamed));
    }

    /// <summary>The best of what is there: by quality, then Brotli before gzip before identity.</summary>
    public ContentCoding Choose(bool hasBrotli, bool hasGzip)
    {
        if (hasBrotli && Brotli > 0 && Brotli >= Identity && (!hasGzip || Brotli >= Gzip)) return ContentCoding.Brotli;
        return hasGzip && Gzip > 0 && Gzip >= Identity ? ContentCoding.Gzip : ContentCoding.Identity;
    }

    // A parameter that is no quality value is ignored, one that cannot be read counts as full, as browsers' proxies do.
    private static short QualityOf(ReadOnlySpan<char> parameter)
    {
        parameter = parameter.Trim();
        if (parameter.Length < 3 || (parameter[0] | 0x20) != 'q' || parameter[1] != '=') return Full;
        var digits = parameter[2..];
        if (digits[0] == '1') return Full;
        if (digits[0] != '0') return Full;
        short quality = 0;
        short weight = 100;
        for (var i = 2; i < digits.Length && i < 5 && char.IsAsciiDigit(digits[i]); i++, weight /= 10) quality += (short)((digits[i] - '0') * weight);
        return quality;
    }
}
