using OrleansNews.Comments.Threads;
using OrleansNews.Listings;
using OrleansNews.Moderation;

namespace OrleansNews.Comments.Simulation;

/// <summary>The shard of the moderation queues that the thread reports to: its rules, over a store that never fails. Now and then it forgets everything, as one that was restored from an older backup has.</summary>
internal sealed class SimulatedQueues
{
    private readonly QueueTrees _trees = new(new TreeNodesInMemory<QueueEntry>(), new TreeNodesInMemory<QueuedThread>(), leafCapacity: 4);
    private ModerationQueueState _state = new();

    /// <summary>How often the thread reported.</summary>
    public int Reports { get; private set; }

    public bool Report(QueueReport report)
    {
        Reports++;
        var (state, taken) = Done(_trees.ApplyAsync(_state, [report]));
        _state = state;
        return taken[0];
    }

    /// <summary>It lost how far threads had told, and nothing else.</summary>
    public void LoseTrack() => _state = _state with { Threads = new() };

    /// <summary>Every comment stands where the log says.</summary>
    public void Verify(ThreadIndex replayed)
    {
        foreach (var queue in QueueTrees.Queues)
        {
            var listed = Done(_trees.ReadAsync(_state, new(queue, null, 1_000), 1_000)).Places.Select(place => place.Id.Number).Order();
            var expected = Enumerable.Range(1, replayed.LastNumber).Where(number => (ThreadCore.QueuesOf(replayed[number]) & queue) != 0);
            ThreadModel.Require(listed.SequenceEqual(expected), $"The queue {queue} holds {string.Join(' ', listed)} instead of {string.Join(' ', expected)}.");
        }
    }

    // Nodes in memory answer at once.
    private static T Done<T>(Task<T> task) => task.IsCompleted ? task.GetAwaiter().GetResult() : throw new InvalidOperationException("The nodes did not answer at once.");
}
