using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace OrleansNews.Comments;

/// <summary>
/// Personal data that only the holder of a key can read: AES-256-GCM with a random nonce, bound to the story and the submission it belongs to. Whoever
/// destroys the key destroys what was sealed under it, wherever copies of the seal lie.
/// </summary>
/// <remarks>
/// Version 1: version (1 byte), key id (4), story (8), submission (16), nonce (12), ciphertext, tag (16). Numbers are big-endian; the first 29 bytes are the
/// associated data. The text is padded with NUL to a multiple of 16 bytes, so that the length of an address does not show. Stored; never change.
/// </remarks>
internal static class Seal
{
    /// <summary>Bytes of a key.</summary>
    public const int KeyLength = 32;

    private const byte Version = 1;
    private const int HeaderLength = 1 + 4 + 8 + 16;
    private const int NonceLength = 12;
    private const int TagLength = 16;
    private const int Block = 16;

    /// <summary>Seals a text, which must not hold NUL.</summary>
    public static ImmutableArray<byte> Close(string text, ReadOnlySpan<byte> key, int keyId, ArticleId article, SubmissionId submission)
    {
        var length = Encoding.UTF8.GetByteCount(text);
        var padded = new byte[(length + Block) / Block * Block];
        Encoding.UTF8.GetBytes(text, padded);
        var seal = new byte[HeaderLength + NonceLength + padded.Length + TagLength];
        seal[0] = Version;
        BinaryPrimitives.WriteInt32BigEndian(seal.AsSpan(1), keyId);
        BinaryPrimitives.WriteInt64BigEndian(seal.AsSpan(5), article.Value);
        submission.Value.TryWriteBytes(seal.AsSpan(13), bigEndian: true, out _);
        var nonce = seal.AsSpan(HeaderLength, NonceLength);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(key, TagLength);
        aes.Encrypt(nonce, padded, seal.AsSpan(HeaderLength + NonceLength, padded.Length), seal.AsSpan(^TagLength..), seal.AsSpan(0, HeaderLength));
        return ImmutableCollectionsMarshal.AsImmutableArray(seal);
    }

    /// <summary>Which key closed a seal; null when this is no seal of a version that is known.</summary>
    public static int? KeyIdOf(ImmutableArray<byte> seal) =>
        seal.IsDefault || seal.Length < HeaderLength + NonceLength + Block + TagLength || seal[0] != Version ? null : BinaryPrimitives.ReadInt32BigEndian(seal.AsSpan()[1..]);

    /// <summary>The text.</summary>
    /// <exception cref="CryptographicException">The seal was changed, or closed with another key.</exception>
    public static string Open(ImmutableArray<byte> seal, ReadOnlySpan<byte> key)
    {
        if (KeyIdOf(seal) is null) throw new CryptographicException("These bytes are not a seal that this build can open.");
        var bytes = seal.AsSpan();
        var padded = new byte[bytes.Length - HeaderLength - NonceLength - TagLength];
        using var aes = new AesGcm(key, TagLength);
        aes.Decrypt(bytes.Slice(HeaderLength, NonceLength), bytes.Slice(HeaderLength + NonceLength, padded.Length), bytes[^TagLength..], padded, bytes[..HeaderLength]);
        return Encoding.UTF8.GetString(padded).TrimEnd('\0');
    }

    /// <summary>The id of a random key: says which key it was, and nothing of the key.</summary>
    public static int IdOf(ReadOnlySpan<byte> key)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(key, hash);
        return BinaryPrimitives.ReadInt32BigEndian(hash);
    }

}
