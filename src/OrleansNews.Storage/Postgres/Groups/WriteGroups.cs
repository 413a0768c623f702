using System.Data.Common;
using Npgsql;

namespace OrleansNews.Storage.Postgres.Groups;

/// <summary>
/// Writes states together. Two writes are under way at a time, and those that come meanwhile are the next group: one statement, and so one transaction, one flush and one answer for all of them. It arrives as a whole or
/// not at all, so that a silo that stops while it sends holds no row; and it writes its rows in the order of their keys, so that no two silos ever hold what the other waits for.
/// </summary>
/// <param name="groups">The connections of the groups.</param>
/// <param name="time">What waiting is counted by.</param>
/// <param name="mostWaiting">How many bytes may wait.</param>
internal sealed class WriteGroups(NpgsqlDataSource groups, TimeProvider time, long mostWaiting = WriteGroups.MostWaiting)
{
    /// <summary>The most writes in one group.</summary>
    internal const int MostWrites = 64;

    /// <summary>How many are under way: one is written while the other one's flush is waited for.</summary>
    internal const int AtOnce = 2;

    private const int MostBytes = 256 * 1024;

    // As many as wait for the writer of SQLite.
    private const long MostWaiting = 64L << 20;

    // What takes long by itself is written beside the groups: it would keep a group of small ones waiting.
    private const int LargeBytes = 64 * 1024;

    // As long as a statement would wait for a connection; 0 is for ever.
    private readonly TimeSpan _longestWait = new NpgsqlConnectionStringBuilder(groups.ConnectionString).Timeout is > 0 and var seconds ? TimeSpan.FromSeconds(seconds) : TimeSpan.MaxValue;
    private readonly Lock _lock = new();
    private readonly Queue<(GroupedWrite Write, long CameAt)> _waiting = new();
    private long _waitingBytes;
    private int _underWay;

    /// <summary>How many writes wait.</summary>
    public int Count
    {
        get
        {
            lock (_lock) return _waiting.Count;
        }
    }

    /// <summary>How many bytes they hold.</summary>
    public long Bytes
    {
        get
        {
            lock (_lock) return _waitingBytes;
        }
    }

    /// <summary>Hears how many writes went together.</summary>
    public Action<int>? Committed { get; set; }

    /// <summary>Whether a write is small enough for a group.</summary>
    public static bool Takes(GroupedWrite write) => write.Bytes < LargeBytes;

    /// <summary>Writes a state with others; answers its new version, or null when another version is stored than the writer expects.</summary>
    /// <exception cref="DbException">The database did not do it, or it is not known whether it did.</exception>
    /// <exception cref="TimeoutException">Its turn did not come: it was not sent.</exception>
    /// <exception cref="GrainStorageUnavailableException">Too much waits already.</exception>
    public Task<int?> WriteAsync(GroupedWrite write)
    {
        lock (_lock)
        {
            if (_waiting.Count > 0 && _waitingBytes + write.Bytes > mostWaiting)
                throw new GrainStorageUnavailableException($"{_waiting.Count} writes of {_waitingBytes} bytes wait for the database, more than the {mostWaiting} bytes allowed.");
            _waitingBytes += write.Bytes;
            _waiting.Enqueue((write, time.GetTimestamp()));
            if (_underWay == AtOnce) return write.Version;
            _underWay++;
        }

        // Not in the caller's trace, or its grain's turn: the next groups are others'.
        ThreadPool.UnsafeQueueUserWorkItem(static groups => _ = groups.RunAsync(), this, preferLocal: false);
        return write.Version;
    }

    private async Task RunAsync()
    {
        while (Take() is { Count: > 0 } group)
        {
            try
            {
                await WriteAsync(group).ConfigureAwait(false);
            }
            catch (Exception fault)
            {
                foreach (var write in group) write.Fail(fault);
            }
        }
    }

    private List<GroupedWrite> Take()
    {
        var group = new List<GroupedWrite>();
        lock (_lock)
        {
            var bytes = 0;
            while (_waiting.TryPeek(out var next) && group.Count < MostWrites && (group.Count == 0 || bytes + next.Write.Bytes <= MostBytes))
            {
                _waiting.Dequeue();
                _waitingBytes -= next.Write.Bytes;
                if (time.GetElapsedTime(next.CameAt) > _longestWait)
                {
                    next.Write.Fail(new TimeoutException($"Others were being written for {_longestWait.TotalSeconds:0} s, and nothing was sent."));
                    continue;
                }

                bytes += next.Write.Bytes;
                group.Add(next.Write);
            }

            if (group.Count == 0) _underWay--;
        }

        return group;
    }

    private async Task WriteAsync(List<GroupedWrite> group)
    {
        group.Sort();
        var sent = false;
        try
        {
            var connection = await groups.OpenConnectionAsync().ConfigureAwait(false);
            await using (connection.ConfigureAwait(false))
            {
                sent = true;
                var versions = await WriteAsync(connection, group).ConfigureAwait(false);
                Committed?.Invoke(group.Count);
                for (var place = 0; place < group.Count; place++) group[place].Complete(versions[place]);
            }
        }
        catch (PostgresException refusal) when (!sent || IsUndone(refusal))
        {
            var alone = Task.WhenAll(group.Select(TryAloneAsync));
            // A server that takes no more connections still answers on those that it has: the groups behind this one would be turned away as well, and wait, lest all their writes stand before the readers of these. Whatever it
            // minds in one write, a row that somebody holds among it, is nothing to the others, and to no group behind this one.
            if (!sent) await alone.ConfigureAwait(false);
        }
    }

    private static async Task<int?[]> WriteAsync(NpgsqlConnection connection, List<GroupedWrite> group)
    {
        var versions = new int?[group.Count];
        var command = GroupStatement.Of(connection, group);
        await using (command.ConfigureAwait(false))
        {
            var reader = await command.ExecuteReaderAsync().ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                while (await reader.ReadAsync().ConfigureAwait(false)) versions[reader.GetInt64(0) - 1] = reader.GetInt32(1);
                // Rows may come before the commit; what is behind them comes with it, and says so when it does not come.
                await reader.NextResultAsync().ConfigureAwait(false);
                return versions;
            }
        }
    }

    // Whether nothing is written for certain: not when the session ended meanwhile, which a pooler before the server tells as an error like others.
    private static bool IsUndone(PostgresException refusal) =>
        refusal.InvariantSeverity == "ERROR" && !refusal.SqlState.StartsWith("08", StringComparison.Ordinal) && refusal.SqlState != PostgresErrorCodes.StatementCompletionUnknown;

    private static async Task TryAloneAsync(GroupedWrite write)
    {
        try
        {
            write.Complete(await write.WriteAloneAsync().ConfigureAwait(false));
        }
        catch (Exception fault)
        {
            write.Fail(fault);
        }
    }
}
