using System.Security.Cryptography;
using System.Text;
using Orleans.Runtime;

namespace OrleansNews.Storage.Postgres;

/// <summary>
/// The key under which a grain's state is stored. Orleans' provider leaves the grain's type out of its key and reads a text that looks like a number or a GUID as one, so
/// that two grains of different types, or the logins <c>cafe</c> and <c>0cafe</c>, would share one row. It is given a key with both, which it can only take for a text.
/// </summary>
internal static class PostgresGrainKey
{
    // An entry of an index must be smaller than a third of a page of 8 KiB.
    private const int MaxBytes = 1024;

    /// <summary>The same for the same grain, and for no other.</summary>
    public static GrainId Of(GrainId grain)
    {
        var bytes = new byte[grain.Type.AsSpan().Length + grain.Key.AsSpan().Length + 2];
        bytes[0] = (byte)'=';
        grain.Type.AsSpan().CopyTo(bytes.AsSpan(1));
        bytes[grain.Type.AsSpan().Length + 1] = (byte)'/';
        grain.Key.AsSpan().CopyTo(bytes.AsSpan(grain.Type.AsSpan().Length + 2));
        // PostgreSQL's text holds no zero.
        if (bytes.Length > MaxBytes || bytes.AsSpan().Contains((byte)0)) bytes = Encoding.ASCII.GetBytes("#" + Convert.ToHexStringLower(SHA256.HashData(bytes)));
        return new GrainId(grain.Type, new IdSpan(bytes));
    }
}
