using System.Collections.Immutable;
using OrleansNews.Trees;

namespace OrleansNews.LiveStories;

/// <summary>The trees of a live story: its entries by number, in what order they changed, and which submission made which.</summary>
internal sealed class LiveEntryTrees(ITreeNodes<LiveEntryRecord> entryNodes, ITreeNodes<LiveChangeRecord> changeNodes, ITreeNodes<LiveSubmissionRecord> submissionNodes)
{
    /// <summary>About 8 KiB of entries.</summary>
    private const int EntriesOfALeaf = 40;

    /// <summary>About 8 KiB of submissions, less of changes.</summary>
    private const int OthersOfALeaf = 100;

    private const int Children = 64;

    private readonly CountedTree<LiveEntryRecord> _entries = new(entryNodes, EntriesOfALeaf, Children);
    private readonly CountedTree<LiveChangeRecord> _changes = new(changeNodes, OthersOfALeaf, Children);
    private readonly CountedTree<LiveSubmissionRecord> _submissions = new(submissionNodes, OthersOfALeaf, Children);

    public Task<LiveEntryRecord?> FindAsync(LiveStoryState state, long number) => _entries.FindAsync(state.Entries, LiveEntryRecord.KeyOf(number));

    public Task<LiveSubmissionRecord?> FindAsync(LiveStoryState state, Guid submission) => _submissions.FindAsync(state.Submissions, LiveSubmissionRecord.KeyOf(submission));

    /// <summary>The head after an entry was added or changed by <see cref="LiveStoryState.Version"/> + 1, with all new nodes stored.</summary>
    /// <param name="state">The head before.</param>
    /// <param name="entry">The entry from now on.</param>
    /// <param name="before">The entry as it was; null for a new one.</param>
    /// <param name="submission">What made a new one.</param>
    public async Task<LiveStoryState> ApplyAsync(LiveStoryState state, LiveEntryRecord entry, LiveEntryRecord? before, LiveSubmissionRecord? submission)
    {
        var version = state.Version + 1;
        var (changed, edits) = (entry with { ChangedIn = version }, new List<TreeEdit<LiveChangeRecord>>());
        if (before is not null) edits.Add(new(LiveChangeRecord.KeyOf(before.ChangedIn), null));
        edits.Add(new(LiveChangeRecord.KeyOf(version), new() { Version = version, Number = entry.Number }));
        var entries = _entries.ApplyAsync(state.Entries, [new(changed.Key, changed)]);
        var changes = _changes.ApplyAsync(state.Changes, edits);
        var submissions = submission is null ? null : _submissions.ApplyAsync(state.Submissions, [new(submission.Key, submission)]);
        await Task.WhenAll(entries, changes, submissions ?? Task.CompletedTask);
        return state with
        {
            Version = version,
            Entries = (await entries).Root,
            Changes = (await changes).Root,
            Submissions = submissions is null ? state.Submissions : (await submissions).Root,
            ReplacedEntries = state.ReplacedEntries.AddRange((await entries).Replaced),
            ReplacedChanges = state.ReplacedChanges.AddRange((await changes).Replaced),
            ReplacedSubmissions = submissions is null ? state.ReplacedSubmissions : state.ReplacedSubmissions.AddRange((await submissions).Replaced),
        };
    }

    /// <summary>At most <paramref name="take"/> entries behind a number in one direction, and whether there are more. 0 begins at the end that the direction begins with.</summary>
    public async Task<(ImmutableArray<LiveEntryRecord> Items, bool HasMore)> ReadAsync(LiveStoryState state, bool oldestFirst, long beyond, int take, bool withWithdrawn)
    {
        var found = new List<LiveEntryRecord>();
        var total = state.Entries.Count;
        // Where the next to be read stands, and how many are left in this direction.
        var passed = beyond > 0 ? await _entries.CountBeforeAsync(state.Entries, LiveEntryRecord.KeyOf(oldestFirst ? beyond + 1 : beyond)) : oldestFirst ? 0 : total;
        for (var left = oldestFirst ? total - passed : passed; left > 0 && found.Count <= take;)
        {
            var count = Math.Min(left, take + 1);
            var some = await _entries.ReadAsync(state.Entries, oldestFirst ? total - left : left - count, count);
            found.AddRange((oldestFirst ? some : some.Reverse()).Where(entry => withWithdrawn || entry.IsShown));
            left -= count;
        }

        return ([.. found.Take(take)], found.Count > take);
    }

    /// <summary>At most <paramref name="take"/> changes after a version, in their order.</summary>
    public async Task<ImmutableArray<LiveChangeRecord>> ReadChangesAsync(LiveStoryState state, long after, int take)
    {
        if (after >= state.Version) return [];
        var passed = await _changes.CountBeforeAsync(state.Changes, LiveChangeRecord.KeyOf(after + 1));
        return await _changes.ReadAsync(state.Changes, passed, take);
    }
}
