using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace OrleansNews.Comments;

/// <summary>The hashes under one secret.</summary>
internal sealed class CommenterHashes(byte[] secret)
{
    /// <summary>The key of the person with an email address.</summary>
    public string OfEmail(string email) => Hex(HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes(email.Trim().ToLowerInvariant())));

    /// <summary>The key of the member of staff with a login, who comments without an email address.</summary>
    public string OfLogin(string login) => Hex(Hash("login", login.ToLowerInvariant()));

    /// <summary>The key of a network address; of the first 64 bits of an IPv6 address, since a subscriber has all of the others.</summary>
    public string OfAddress(string address) => CommenterKeys.AddressPrefix + Hex(Hash("address", Network(address)));

    /// <summary>A hash of texts in their order; never 0.</summary>
    public long Of(params ReadOnlySpan<string> parts)
    {
        var value = BinaryPrimitives.ReadInt64BigEndian(Hash(parts));
        return value == 0 ? 1 : value;
    }

    /// <summary>The id under which a submission is stored: says nothing of what its own id was made from.</summary>
    public SubmissionId Of(SubmissionId submission) => new(new Guid(Hash("submission", submission.ToString()).AsSpan(0, 16)));

    private static string Hex(byte[] hash) => Convert.ToHexStringLower(hash);

    private byte[] Hash(params ReadOnlySpan<string> parts)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, secret);
        Span<byte> length = stackalloc byte[4];
        foreach (var part in parts)
        {
            var bytes = Encoding.UTF8.GetBytes(part);
            BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
            hash.AppendData(length);
            hash.AppendData(bytes);
        }

        return hash.GetHashAndReset();
    }

    private static string Network(string address)
    {
        if (!IPAddress.TryParse(address, out var parsed)) return address.Trim().ToLowerInvariant();
        if (parsed.IsIPv4MappedToIPv6) parsed = parsed.MapToIPv4();
        return parsed.AddressFamily == AddressFamily.InterNetworkV6
            ? Convert.ToHexStringLower(parsed.GetAddressBytes().AsSpan(0, 8)) + "/64"
            : parsed.ToString();
    }
}
