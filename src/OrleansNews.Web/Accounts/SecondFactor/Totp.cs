using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace OrleansNews.Accounts;

/// <summary>
/// The codes of an authenticator app: RFC 6238 with what every app knows, SHA-1, six digits, 30 seconds. Identity's own provider is not used: it accepts codes of five
/// minutes, reads the machine's clock, and does not say which time step a code belongs to, without which a code can be used twice.
/// </summary>
internal static class Totp
{
    /// <summary>The digits of a code.</summary>
    public const int Digits = 6;

    private const int Modulus = 1_000_000;
    private static readonly TimeSpan StepLength = TimeSpan.FromSeconds(30);

    // A clock that is half a minute off, or a person who types slowly (section 5.2).
    private static readonly long[] Tolerated = [1, 0, -1];

    /// <summary>The time step of a moment.</summary>
    public static long StepAt(DateTimeOffset moment) => moment.ToUnixTimeSeconds() / (long)StepLength.TotalSeconds;

    /// <summary>The code of a time step.</summary>
    public static string Code(ReadOnlySpan<byte> key, long step)
    {
        Span<byte> counter = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        Span<byte> hash = stackalloc byte[HMACSHA1.HashSizeInBytes];
#pragma warning disable CA5350 // RFC 6238's hash; authenticator apps know no other. HMAC does not depend on what SHA-1 lacks.
        HMACSHA1.HashData(key, counter, hash);
#pragma warning restore CA5350
        var value = BinaryPrimitives.ReadInt32BigEndian(hash[(hash[^1] & 0xF)..]) & int.MaxValue;
        return (value % Modulus).ToString("D6", CultureInfo.InvariantCulture);
    }

    /// <summary>The newest time step around now that has this code; null when none has.</summary>
    public static long? Match(ReadOnlySpan<byte> key, string code, DateTimeOffset now)
    {
        long? found = null;
        foreach (var difference in Tolerated)
        {
            var step = StepAt(now) + difference;
            if (CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Code(key, step)), Encoding.ASCII.GetBytes(code))) found ??= step;
        }

        return found;
    }
}
