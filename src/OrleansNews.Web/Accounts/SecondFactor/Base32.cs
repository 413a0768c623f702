using System.Text;

namespace OrleansNews.Accounts;

/// <summary>RFC 4648, section 6, without padding: how authenticator apps want their key.</summary>
internal static class Base32
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private const int Bits = 5;

    public static string Encode(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder();
        var (held, count) = (0, 0);
        foreach (var value in bytes)
        {
            held = ((held << 8) | value) & 0xFFF;
            for (count += 8; count >= Bits; count -= Bits) text.Append(Alphabet[(held >> (count - Bits)) & 31]);
        }

        if (count > 0) text.Append(Alphabet[(held << (Bits - count)) & 31]);
        return text.ToString();
    }
}
