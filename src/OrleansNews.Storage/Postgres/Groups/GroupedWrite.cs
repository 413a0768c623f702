using Npgsql;

namespace OrleansNews.Storage.Postgres.Groups;

/// <summary>One state that Orleans' provider writes, in the words of its own statement.</summary>
internal sealed class GroupedWrite : IComparable<GroupedWrite>
{
    private readonly NpgsqlCommand _alone;
    private readonly TaskCompletionSource<int?> _version = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <param name="alone">Orleans' statement.</param>
    public GroupedWrite(NpgsqlCommand alone)
    {
        _alone = alone;
        IdHash = Value<int>("GrainIdHash");
        N0 = Value<long>("GrainIdN0");
        N1 = Value<long>("GrainIdN1");
        Extension = alone.Parameters["GrainIdExtensionString"].Value as string;
        TypeHash = Value<int>("GrainTypeHash");
        Type = Value<string>("GrainTypeString");
        Service = Value<string>("ServiceId");
        Expected = alone.Parameters["GrainStateVersion"].Value as int?;
        Payload = Value<byte[]>("PayloadBinary");
    }

    public int IdHash { get; }

    public long N0 { get; }

    public long N1 { get; }

    public string? Extension { get; }

    public int TypeHash { get; }

    public string Type { get; }

    public string Service { get; }

    /// <summary>The version that is to be replaced; null for a state that is not stored yet.</summary>
    public int? Expected { get; }

    public byte[] Payload { get; }

    public int Bytes => Payload.Length;

    /// <summary>What became of it.</summary>
    public Task<int?> Version => _version.Task;

    public void Complete(int? version) => _version.TrySetResult(version);

    public void Fail(Exception fault) => _version.TrySetException(fault);

    /// <summary>Executes Orleans' statement as it is.</summary>
    public async Task<int?> WriteAloneAsync()
    {
        var reader = await _alone.ExecuteReaderAsync().ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
        {
            int? version = await reader.ReadAsync().ConfigureAwait(false) ? reader.GetInt32(0) : null;
            // The commit is behind the row.
            await reader.NextResultAsync().ConfigureAwait(false);
            return version;
        }
    }

    public int CompareTo(GroupedWrite? other)
    {
        if (other is null) return 1;
        var order = (IdHash, TypeHash, N0, N1).CompareTo((other.IdHash, other.TypeHash, other.N0, other.N1));
        return order != 0 ? order : string.CompareOrdinal(Extension, other.Extension);
    }

    private T Value<T>(string parameter) => (T)_alone.Parameters[parameter].Value!;
}
