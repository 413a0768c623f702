using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;

namespace OrleansNews.Mail;

/// <summary>What the links of mails carry: what for, for whom, and a signature of the site (HMAC-SHA256, 128 bits of it). Part of mails that were sent; never change.</summary>
internal static class MailTokens
{
    private const int RecipientLength = 32;
    private const int SignedLength = 1 + sizeof(long) + RecipientLength;
    private const int SignatureLength = 16;

    /// <summary>A token; null for a recipient that is no commenter.</summary>
    public static string? Write(MailLink link, string recipient, long question, ReadOnlySpan<byte> secret)
    {
        if (!TryKey(recipient, out var key)) return null;
        Span<byte> token = stackalloc byte[SignedLength + SignatureLength];
        token[0] = (byte)link;
        BinaryPrimitives.WriteInt64BigEndian(token[1..], question);
        key.CopyTo(token[(1 + sizeof(long))..]);
        Sign(token[..SignedLength], secret, token[SignedLength..]);
        return Base64Url.EncodeToString(token);
    }

    /// <summary>Reads a token; null for one that the site did not write.</summary>
    public static (MailLink Link, string Recipient, long Question)? Read(string text, ReadOnlySpan<byte> secret)
    {
        Span<byte> token = stackalloc byte[SignedLength + SignatureLength];
        if (text.Length != Base64Url.GetEncodedLength(token.Length) || !Base64Url.TryDecodeFromChars(text, token, out var length) || length != token.Length) return null;
        Span<byte> signature = stackalloc byte[SignatureLength];
        Sign(token[..SignedLength], secret, signature);
        if (!CryptographicOperations.FixedTimeEquals(signature, token[SignedLength..])) return null;
        return ((MailLink)token[0], Convert.ToHexStringLower(token.Slice(1 + sizeof(long), RecipientLength)), BinaryPrimitives.ReadInt64BigEndian(token[1..]));
    }

    private static void Sign(ReadOnlySpan<byte> signed, ReadOnlySpan<byte> secret, Span<byte> signature)
    {
        Span<byte> whole = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(secret, signed, whole);
        whole[..SignatureLength].CopyTo(signature);
    }

    private static bool TryKey(string recipient, out byte[] key)
    {
        key = recipient.Length == 2 * RecipientLength && recipient.All(char.IsAsciiHexDigitLower) ? Convert.FromHexString(recipient) : [];
        return key.Length == RecipientLength;
    }
}
