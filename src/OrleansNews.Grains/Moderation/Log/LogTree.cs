using System.Collections.Immutable;
using OrleansNews.Trees;

namespace OrleansNews.Moderation;

/// <summary>The entries of one part of the log by time.</summary>
internal sealed class LogTree(ITreeNodes<StoredLogEntry> nodes, int leafCapacity = LogTree.LeafCapacity)
{
    /// <summary>About 30 KiB of entries.</summary>
    public const int LeafCapacity = 200;

    private const int ChildCapacity = 64;

    private readonly CountedTree<StoredLogEntry> _tree = new(nodes, leafCapacity, ChildCapacity);

    /// <summary>The head with new entries, its nodes stored. One that is known stays as it is, but for what an erasure takes out of it; the same head when nothing is new.</summary>
    public async Task<ModerationLogState> AppendAsync(ModerationLogState state, IEnumerable<LogEntry> entries)
    {
        var edits = new Dictionary<TreeKey, StoredLogEntry>();
        foreach (var entry in entries.Select(StoredLogEntry.Of))
        {
            var known = edits.GetValueOrDefault(entry.Key) ?? await _tree.FindAsync(state.Entries, entry.Key);
            if (known is null || (entry.IsErased && !known.IsErased)) edits[entry.Key] = entry;
        }

        if (edits.Count == 0) return state;
        var change = await _tree.ApplyAsync(state.Entries, edits.Values.Select(entry => new TreeEdit<StoredLogEntry>(entry.Key, entry)));
        return state with { Entries = change.Root, Replaced = state.Replaced.OrEmpty().AddRange(change.Replaced) };
    }

    /// <summary>A page. What was looked at is bounded: it may end early and go on.</summary>
    public async Task<LogPage> ReadAsync(ModerationLogState state, LogQuery query, int mostLookedAt)
    {
        var found = ImmutableArray.CreateBuilder<LogEntry>();
        var until = await CountBelowAsync(state.Entries, query);
        var lookedAt = 0;
        while (until > 0)
        {
            var from = Math.Max(0, until - leafCapacity);
            foreach (var stored in (await _tree.ReadAsync(state.Entries, from, until - from)).Reverse())
            {
                if (stored.Milliseconds < query.From?.ToUnixTimeMilliseconds()) return new(found.ToImmutable(), null);
                until--;
                lookedAt++;
                var entry = stored.ToEntry();
                if (Fits(entry, query)) found.Add(entry);
                if (until > 0 && (found.Count == query.Limit || lookedAt == mostLookedAt)) return new(found.ToImmutable(), entry.Place);
            }
        }

        return new(found.ToImmutable(), null);
    }

    private async Task<int> CountBelowAsync(TreeNode<StoredLogEntry> root, LogQuery query)
    {
        var end = query.Until is { } moment ? new LogPlace(moment.ToUnixTimeMilliseconds(), long.MinValue) : (LogPlace?)null;
        if (query.Before is { } before && (end is null || before < end)) end = before;
        return end is { } place ? await _tree.CountBeforeAsync(root, new(place.Milliseconds, place.Minor)) : root.Count;
    }

    private static bool Fits(LogEntry entry, LogQuery query) =>
        (query.Moderator.Length == 0 || string.Equals(entry.Login, query.Moderator, StringComparison.OrdinalIgnoreCase)) &&
        (query.Action == LogAction.None || entry.Action == query.Action) &&
        (query.Article is not { } article || LogRules.StoryFor(entry, query.IsPublic) == article);
}
