using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using OrleansNews.Operations;

namespace OrleansNews.Comments;

/// <summary>Keys and seals in the file of a store that nobody uses, looked for as a thief would.</summary>
internal static partial class StoredSecrets
{
    private const string KeyStates = "('commenter-key', 'day-keys')";
    private const string WithoutKeys = $"DELETE FROM grain_state WHERE state IN {KeyStates}; VACUUM";

    /// <summary>All keys of persons and days.</summary>
    public static IReadOnlyList<byte[]> Keys(string file)
    {
        var keys = new List<byte[]>();
        foreach (var (state, payload) in Read(file, $"WHERE state IN {KeyStates}"))
        {
            if (state == "commenter-key") keys.Add(JsonSerializer.Deserialize(payload, CommentsJson.Default.SealingKeyState)!.Key);
            else keys.AddRange(JsonSerializer.Deserialize(payload, CommentsJson.Default.DayKeysState)!.Keys.Select(day => day.Key));
        }

        return [.. keys.Where(key => key.Length > 0)];
    }

    /// <summary>Whatever may be a seal, in any state.</summary>
    public static IReadOnlyList<ImmutableArray<byte>> Seals(string file)
    {
        var seals = new List<ImmutableArray<byte>>();
        foreach (Match text in Read(file, "").SelectMany(state => Base64().Matches(Encoding.UTF8.GetString(state.Payload))))
        {
            var base64 = text.Groups[1].Value.Replace("\\u002B", "+", StringComparison.Ordinal);
            var bytes = new byte[base64.Length];
            if (!Convert.TryFromBase64String(base64, bytes, out var length)) continue;
            var seal = ImmutableCollectionsMarshal.AsImmutableArray(bytes[..length]);
            if (Seal.KeyIdOf(seal) is not null) seals.Add(seal);
        }

        return seals;
    }

    /// <summary>What any of the keys makes of any of the seals.</summary>
    public static IReadOnlyList<string> Open(IEnumerable<ImmutableArray<byte>> seals, IReadOnlyList<byte[]> keys) =>
        [.. seals.SelectMany(seal => keys.Select(key => TryOpen(seal, key))).OfType<string>().Distinct().Order(StringComparer.Ordinal)];

    /// <summary>Takes the keys out of a copy, by what operators are told to type.</summary>
    public static void LeaveOutKeys(string file)
    {
        Assert.Contains(WithoutKeys, DeployFolder.Read("", "README.md"), StringComparison.Ordinal);
        using var connection = Connect(file);
        using var command = connection.CreateCommand();
        command.CommandText = WithoutKeys;
        command.ExecuteNonQuery();
    }

    private static string? TryOpen(ImmutableArray<byte> seal, byte[] key)
    {
        try
        {
            return Seal.Open(seal, key);
        }
        catch (CryptographicException)
        {
            return null; // Closed with another key.
        }
    }

    private static List<(string State, byte[] Payload)> Read(string file, string condition)
    {
        using var connection = Connect(file);
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT state, payload FROM grain_state {condition}";
        using var rows = command.ExecuteReader();
        var states = new List<(string, byte[])>();
        while (rows.Read()) states.Add((rows.GetString(0), rows.GetFieldValue<byte[]>(1)));
        return states;
    }

    private static SqliteConnection Connect(string file)
    {
        var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        return connection;
    }

    [GeneratedRegex("\"((?:[A-Za-z0-9+/]|\\\\u002B){20,}={0,2})\"")]
    private static partial Regex Base64();
}
