using System.Collections.Immutable;
using Orleans.Storage;
using OrleansNews.Trees;

namespace OrleansNews.Listings;

/// <summary>The trees of a listing: what readers see by date, what is known of each story by number, and in what order stories changed.</summary>
/// <param name="storyNodes">Where the stories are stored.</param>
/// <param name="knownNodes">Where it is stored what is known of them.</param>
/// <param name="changeNodes">Where their changes are stored; null in a listing whose changes nobody follows.</param>
/// <param name="leafCapacity">The most stories of a leaf.</param>
/// <param name="childCapacity">The most children of an inner node.</param>
internal sealed class ListingTrees(
    ITreeNodes<ListingRecord> storyNodes, ITreeNodes<KnownStory> knownNodes, ITreeNodes<ListedChange>? changeNodes, int leafCapacity, int childCapacity)
{
    /// <summary>About 60 KiB of entries.</summary>
    public const int LeafCapacity = 100;

    /// <summary>About 5 KiB of names and counts.</summary>
    public const int ChildCapacity = 64;

    /// <summary>What is known of a story, and its change, take a tenth of its entry.</summary>
    private const int KnownPerEntry = 4;

    private readonly CountedTree<ListingRecord> _stories = new(storyNodes, leafCapacity, childCapacity);
    private readonly CountedTree<KnownStory> _known = new(knownNodes, leafCapacity * KnownPerEntry, childCapacity);
    private readonly CountedTree<ListedChange>? _changes = changeNodes is null ? null : new(changeNodes, leafCapacity * KnownPerEntry, childCapacity);

    /// <summary>The head after what it was <paramref name="told"/>, with all new nodes stored; the same head when they say nothing new.</summary>
    public async Task<ListingState> ApplyAsync(ListingState state, IEnumerable<ListingUpdate> told)
    {
        var updates = told.ToList();
        var stories = new Dictionary<TreeKey, ListingRecord?>();
        var known = new List<KnownStory>();
        var changes = new List<TreeEdit<ListedChange>>();
        foreach (var update in ListingUpdate.Newest(updates.Where(update => !update.IsTouch)))
        {
            var before = await _known.FindAsync(state.Known, KnownStory.KeyOf(update.Article));
            if (before is not null && !update.Supersedes(before.Revision, before.PublishedAt is null)) continue;
            if (before?.Place is { } place) stories[place] = null;
            if (update.Entry is { } entry) stories[ListingRecord.KeyOf(entry.PublishedAt.UtcTicks, entry.Article)] = ListingRecord.From(entry);
            Change((before ?? new() { Article = update.Article }) with { Revision = update.Revision, PublishedAt = update.Entry?.PublishedAt.UtcTicks });
        }

        if (_changes is not null)
        {
            foreach (var article in updates.Where(update => update.IsTouch).Select(update => update.Article).Distinct())
            {
                // What was told besides is a change already.
                if (known.Exists(story => story.Article == article) || await _known.FindAsync(state.Known, KnownStory.KeyOf(article)) is not { PublishedAt: not null } story) continue;
                Change(story);
            }
        }

        if (known.Count == 0) return state;
        var storiesChange = _stories.ApplyAsync(state.Stories, stories.Select(story => new TreeEdit<ListingRecord>(story.Key, story.Value)));
        var knownChange = _known.ApplyAsync(state.Known, known.Select(story => new TreeEdit<KnownStory>(story.Key, story)));
        var changesChange = _changes?.ApplyAsync(state.Changes, changes) ?? Task.FromResult(new TreeChange<ListedChange>(state.Changes, []));
        await Task.WhenAll(storiesChange, knownChange, changesChange);
        return state with
        {
            Version = state.Version + known.Count,
            Stories = (await storiesChange).Root,
            Known = (await knownChange).Root,
            Changes = (await changesChange).Root,
            ReplacedStories = state.ReplacedStories.AddRange((await storiesChange).Replaced),
            ReplacedKnown = state.ReplacedKnown.AddRange((await knownChange).Replaced),
            ReplacedChanges = state.ReplacedChanges.AddRange((await changesChange).Replaced),
        };

        // Its place among the changes is the last one from now on.
        void Change(KnownStory story)
        {
            var position = state.Version + known.Count + 1;
            if (story.ChangedAt > 0) changes.Add(new(ListedChange.KeyOf(story.ChangedAt), null));
            changes.Add(new(ListedChange.KeyOf(position), new() { Position = position, Article = story.Article, Revision = story.Revision, IsRemoved = story.PublishedAt is null }));
            known.Add(story with { ChangedAt = _changes is null ? 0 : position });
        }
    }

    /// <summary>The positions, in ascending order, of the stories that were first published between two moments.</summary>
    public async Task<(int From, int Until)> RangeAsync(ListingState state, DateTimeOffset? from, DateTimeOffset? until)
    {
        var first = from is { } earliest ? await _stories.CountBeforeAsync(state.Stories, new(earliest.UtcTicks, 0)) : 0;
        var end = until is { } latest ? await _stories.CountBeforeAsync(state.Stories, new(latest.UtcTicks, 0)) : state.Stories.Count;
        return (first, Math.Max(first, end));
    }

    /// <summary>A page of the stories from position <paramref name="from"/> to <paramref name="until"/>; empty behind the last one.</summary>
    public async Task<ImmutableArray<ListingEntry>> ReadAsync(ListingState state, int from, int until, ListingQuery query)
    {
        var passed = Math.Min((query.Page - 1L) * query.PageSize, until - from);
        var count = (int)Math.Min(query.PageSize, until - from - passed);
        if (count == 0) return [];
        var skip = query.OldestFirst ? from + passed : until - passed - count;
        var found = await _stories.ReadAsync(state.Stories, (int)skip, count);
        return [.. (query.OldestFirst ? found : found.Reverse()).Select(record => record.ToEntry())];
    }

    /// <summary>What stands before and after a place, whether or not something stands at it.</summary>
    public async Task<ListingNeighbours> FindNeighboursAsync(ListingState state, TreeKey place)
    {
        var position = await _stories.CountBeforeAsync(state.Stories, place);
        var around = await _stories.ReadAsync(state.Stories, Math.Max(0, position - 1), 3);
        return new(
            around.LastOrDefault(record => record.Key.CompareTo(place) < 0)?.ToEntry(),
            around.FirstOrDefault(record => record.Key.CompareTo(place) > 0)?.ToEntry(),
            state.Version);
    }

    /// <summary>The changes after a position, at most <paramref name="take"/>.</summary>
    public async Task<ImmutableArray<ListingChange>> ReadChangesAsync(ListingState state, long after, int take)
    {
        if (_changes is null || after >= state.Version) return [];
        var passed = await _changes.CountBeforeAsync(state.Changes, ListedChange.KeyOf(after + 1));
        return [.. (await _changes.ReadAsync(state.Changes, passed, take)).Select(change => change.ToChange())];
    }
}
