using OrleansNews.Comments.Threads;
using OrleansNews.Listings;
using OrleansNews.Moderation;

namespace OrleansNews.Comments.Simulation;

/// <summary>The part of the moderation log that the thread tells: its rules, over a store that never fails.</summary>
internal sealed class SimulatedModerationLog
{
    private readonly LogTree _tree = new(new TreeNodesInMemory<StoredLogEntry>(), leafCapacity: 4);
    private ModerationLogState _state = new();

    public void Append(IEnumerable<LogEntry> entries) => _state = Done(_tree.AppendAsync(_state, entries));

    /// <summary>Every decision of the log is there once, whatever crashed, and none about an erased comment says why.</summary>
    public void Verify(IReadOnlyList<StoredEvent> stored)
    {
        var entries = Done(_tree.ReadAsync(_state, new() { Limit = int.MaxValue }, int.MaxValue)).Entries.ToDictionary(entry => entry.Place);
        var erased = stored.Where(e => e.Kind == EventKind.Erased).Select(e => e.Number).ToHashSet();
        for (var i = 0; i < stored.Count; i++)
        {
            if (stored[i].Kind is not (EventKind.Decided or EventKind.Erased)) continue;
            var place = LogPlace.Of(stored[i].Time, SimulatedCluster.Article, i + 1);
            ThreadModel.Require(entries.ContainsKey(place), $"Event {i + 1} is not in the moderation log.");
        }

        foreach (var entry in entries.Values)
        {
            ThreadModel.Require((int)(uint)entry.Place.Minor <= stored.Count, $"The moderation log knows {entry.Place.Minor}, which never was.");
            if (erased.Contains(entry.Number)) ThreadModel.Require(entry is { IsErased: true, Reason: "" }, $"The moderation log says why about the erased comment {entry.Number}.");
        }
    }

    // Nodes in memory answer at once.
    private static T Done<T>(Task<T> task) => task.IsCompleted ? task.GetAwaiter().GetResult() : throw new InvalidOperationException("The nodes did not answer at once.");
}
