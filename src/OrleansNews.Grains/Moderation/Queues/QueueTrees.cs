using System.Collections.Immutable;
using OrleansNews.Trees;

namespace OrleansNews.Moderation;

/// <summary>The trees of one shard: each queue by time, and how far each thread has told.</summary>
internal sealed class QueueTrees(ITreeNodes<QueueEntry> entryNodes, ITreeNodes<QueuedThread> threadNodes, int leafCapacity = QueueTrees.LeafCapacity)
{
    /// <summary>About 14 KiB of ids.</summary>
    public const int LeafCapacity = 400;

    /// <summary>About 5 KiB of names and counts.</summary>
    private const int ChildCapacity = 64;

    public static readonly ImmutableArray<ModerationQueues> Queues =
        [ModerationQueues.Held, ModerationQueues.Flagged, ModerationQueues.All, ModerationQueues.Spam, ModerationQueues.Trash];

    private readonly CountedTree<QueueEntry> _entries = new(entryNodes, leafCapacity, ChildCapacity);
    private readonly CountedTree<QueuedThread> _threads = new(threadNodes, leafCapacity, ChildCapacity);

    /// <summary>The head after reports in their order, with all new nodes stored, and which of them were taken; the same head when they say nothing new.</summary>
    public async Task<(ModerationQueueState State, bool[] Taken)> ApplyAsync(ModerationQueueState state, IReadOnlyList<QueueReport> reports)
    {
        var taken = new bool[reports.Count];
        var known = new Dictionary<long, QueuedThread>();
        var stands = new Dictionary<TreeKey, ModerationQueues>();
        for (var i = 0; i < reports.Count; i++)
        {
            var report = reports[i];
            var before = known.GetValueOrDefault(report.Article.Value) ?? await _threads.FindAsync(state.Threads, QueuedThread.KeyOf(report.Article.Value)) ?? new() { Article = report.Article.Value };
            taken[i] = true;
            if (IsOlder(report, before)) continue;
            if (report.After > 0 && (before.Epoch != report.Epoch || before.Through < report.After))
            {
                taken[i] = false;
                continue;
            }

            foreach (var comment in report.Comments) stands[new(comment.Seconds, CommentId.Native(report.Article, comment.Number).Value)] = comment.Queues;
            if (report.IsLast) known[report.Article.Value] = before with { Epoch = report.Epoch, Through = report.AsOf };
        }

        return (known.Count == 0 && stands.Count == 0 ? state : await WriteAsync(state, stands, known.Values), taken);
    }

    /// <summary>Whether what is known is newer: then another activation of the thread has told since.</summary>
    private static bool IsOlder(QueueReport report, QueuedThread known) =>
        report.Epoch < known.Epoch || (report.Epoch == known.Epoch && report.AsOf < known.Through);

    private async Task<ModerationQueueState> WriteAsync(ModerationQueueState state, Dictionary<TreeKey, ModerationQueues> stands, Dictionary<long, QueuedThread>.ValueCollection known)
    {
        var next = state;
        TreeKey[] keys = [.. stands.Keys.Order()];
        foreach (var queue in Queues)
        {
            var edits = new List<TreeEdit<QueueEntry>>();
            var found = await _entries.FindAsync(state.Of(queue), keys);
            for (var i = 0; i < keys.Length; i++)
            {
                // Most comments stand in one or two queues: leaves that hold them already, or never did, are left alone.
                var (key, wanted) = (keys[i], (stands[keys[i]] & queue) != 0);
                if (wanted != found[i]) edits.Add(new(key, wanted ? new() { Seconds = key.Major, Id = key.Minor } : null));
            }

            if (edits.Count == 0) continue;
            var change = await _entries.ApplyAsync(state.Of(queue), edits);
            next = next.With(queue, change.Root) with { Replaced = next.Replaced.AddRange(change.Replaced), Version = state.Version + 1 };
        }

        if (known.Count == 0) return next;
        var threads = await _threads.ApplyAsync(state.Threads, known.Select(thread => new TreeEdit<QueuedThread>(thread.Key, thread)));
        return next with { Threads = threads.Root, ReplacedThreads = next.ReplacedThreads.AddRange(threads.Replaced) };
    }

    /// <summary>The part of a queue below a place, the newest first. Of one story, what was looked at is bounded: the page may end early and go on.</summary>
    public async Task<QueuePage> ReadAsync(ModerationQueueState state, QueueQuery query, int mostLookedAt)
    {
        var root = state.Of(query.Queue);
        var until = query.Before is { } place ? await _entries.CountBeforeAsync(root, new(place.Seconds, place.Id.Value)) : root.Count;
        if (query.Article is not { } article)
        {
            var from = Math.Max(0, until - query.Limit);
            ImmutableArray<QueuePlace> page = [.. (await _entries.ReadAsync(root, from, until - from)).Reverse().Select(entry => entry.Place)];
            return new(page, from > 0 && page.Length > 0 ? page[^1] : null);
        }

        var found = ImmutableArray.CreateBuilder<QueuePlace>();
        QueuePlace? last = null;
        for (var lookedAt = 0; until > 0 && lookedAt < mostLookedAt && found.Count < query.Limit; lookedAt += LeafCapacity)
        {
            var from = Math.Max(0, until - LeafCapacity);
            foreach (var entry in (await _entries.ReadAsync(root, from, until - from)).Reverse())
            {
                if (found.Count == query.Limit) break;
                last = entry.Place;
                until--;
                if (entry.Place.Id.Article == article) found.Add(entry.Place);
            }
        }

        return new(found.ToImmutable(), until > 0 ? last : null);
    }
}
