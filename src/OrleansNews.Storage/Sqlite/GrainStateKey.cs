using System.Text;
using Orleans.Runtime;

namespace OrleansNews.Storage.Sqlite;

/// <summary>
/// The key of a stored state, as the UTF-8 bytes that SQLite compares one by one: keys that differ only in case or in Unicode normal form are different keys.
/// </summary>
internal readonly struct GrainStateKey
{
    private GrainStateKey(byte[] state, byte[] grain)
    {
        State = state;
        Grain = grain;
    }

    /// <summary>The name of the state within its grain.</summary>
    public byte[] State { get; }

    /// <summary>The grain, as type and key with a slash between.</summary>
    public byte[] Grain { get; }

    /// <summary>Makes the key.</summary>
    public static GrainStateKey From(string stateName, GrainId grain)
    {
        var type = grain.Type.AsSpan();
        var key = grain.Key.AsSpan();
        var bytes = new byte[type.Length + 1 + key.Length];
        type.CopyTo(bytes);
        bytes[type.Length] = (byte)'/';
        key.CopyTo(bytes.AsSpan(type.Length + 1));
        return new GrainStateKey(Encoding.UTF8.GetBytes(stateName), bytes);
    }
}
