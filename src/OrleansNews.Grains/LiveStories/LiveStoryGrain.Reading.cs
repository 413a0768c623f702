using System.Collections.Immutable;
using OrleansNews.Accounts;
using OrleansNews.Articles;
using OrleansNews.Trees;

namespace OrleansNews.LiveStories;

/// <content>What readers and writers see of entries.</content>
internal sealed partial class LiveStoryGrain
{
    private const int LargestPage = 100;
    private const int MostChanges = 50;
    private const int MostRevisions = 50;

    public Task<long> GetVersionAsync() => Task.FromResult(_head.Committed.Version);

    public Task<LiveEntries?> ReadAsync(LiveEntriesQuery query)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(query.Beyond, nameof(query));
        ArgumentOutOfRangeException.ThrowIfLessThan(query.Take, 1, nameof(query));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(query.Take, LargestPage, nameof(query));
        return ForReadersAsync<LiveEntries>(async (state, order) =>
        {
            var (items, hasMore) = await _trees.ReadAsync(state, query.OldestFirst, query.Beyond, query.Take, withWithdrawn: false);
            var pinned = query.Beyond > 0 ? [] : await Task.WhenAll(state.Pinned.Select(number => _trees.FindAsync(state, number)));
            return new()
            {
                Story = ViewOf(state, order),
                Items = await ViewsOfAsync(items),
                Pinned = await ViewsOfAsync(pinned.OfType<LiveEntryRecord>()),
                HasMore = hasMore,
            };
        });
    }

    public Task<FoundLiveEntry?> FindAsync(long number) => ForReadersAsync(async (state, order) =>
    {
        if (await _trees.FindAsync(state, number) is not { } entry) return null;
        var (earlier, _) = await _trees.ReadAsync(state, oldestFirst: false, number, 1, withWithdrawn: false);
        var (later, _) = await _trees.ReadAsync(state, oldestFirst: true, number, 1, withWithdrawn: false);
        return new FoundLiveEntry(ViewOf(state, order), entry.IsShown ? await ViewOfAsync(entry) : null, earlier is [var before] ? before.Number : null, later is [var behind] ? behind.Number : null);
    });

    public Task<LiveStoryChanges?> GetChangesAsync(long after) => ForReadersAsync(async (state, order) =>
    {
        var changes = await _trees.ReadChangesAsync(state, Math.Max(0, after), MostChanges + 1);
        var view = ViewOf(state, order);
        if (changes.Length > MostChanges) return new LiveStoryChanges(view, [], Complete: false);
        var items = ImmutableArray.CreateBuilder<LiveEntryChange>(changes.Length);
        foreach (var change in changes)
        {
            var entry = await _trees.FindAsync(state, change.Number);
            items.Add(new(change.Number, entry is { IsShown: true } ? await ViewOfAsync(entry) : null));
        }

        return new LiveStoryChanges(view, items.DrainToImmutable(), Complete: true);
    });

    public async Task<EditableLiveStory?> GetForEditingAsync(long before, int take, Actor actor)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(before);
        ArgumentOutOfRangeException.ThrowIfLessThan(take, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(take, LargestPage);
        if (await GetStandingAsync(actor) is not { MayWrite: true } standing) return null;
        return await _head.ReadCommittedAsync(
            async state =>
            {
                var (records, hasMore) = await _trees.ReadAsync(state, oldestFirst: false, before, take, withWithdrawn: true);
                var texts = await _texts.GetAsync(records.Select(record => record.Text));
                var items = records.Zip(texts, (record, text) => new EditableLiveEntry(ViewOf(record, text), text.Text, record.WithdrawnAt, record.WithdrawnBy ?? "", record.WithdrawalReason ?? ""));
                return new EditableLiveStory(ViewOf(state, standing.Live), [.. items], hasMore);
            },
            Stale);
    }

    public async Task<ImmutableArray<LiveEntryRevision>?> GetRevisionsAsync(long number, Actor actor)
    {
        if (await GetStandingAsync(actor) is not { MayWrite: true }) return null;
        return await _head.ReadCommittedAsync<LiveStoryState, ImmutableArray<LiveEntryRevision>?>(
            async state =>
            {
                if (await _trees.FindAsync(state, number) is not { } entry) return null;
                var line = await _texts.GetLineAsync(entry.Text, MostRevisions);
                return [.. line.Select(text => new LiveEntryRevision(text.Revision, text.At, text.By, text.Reason, text.Text))];
            },
            Stale);
    }

    private async Task<T?> ForReadersAsync<T>(Func<LiveStoryState, LiveOrder, Task<T?>> readAsync)
        where T : class
    {
        if (await GetStandingAsync(null) is not { Status: ArticleStatus.Published, Live: not LiveOrder.None } standing) return null;
        return await _head.ReadCommittedAsync(state => readAsync(state, standing.Live), Stale);
    }

    private async Task<ImmutableArray<LiveEntry>> ViewsOfAsync(IEnumerable<LiveEntryRecord> entries)
    {
        var records = entries.ToList();
        var texts = await _texts.GetAsync(records.Select(record => record.Text));
        return [.. records.Zip(texts, ViewOf)];
    }

    private async Task<LiveEntry> ViewOfAsync(LiveEntryRecord entry) => ViewOf(entry, await _texts.GetAsync(entry.Text));

    private static LiveEntry ViewOf(LiveEntryRecord entry, LiveEntryTextState text) => new()
    {
        Number = entry.Number,
        Revision = entry.Revision,
        Headline = text.Headline,
        Html = text.Html,
        Summary = text.Summary,
        By = entry.By,
        At = entry.At,
        EditedAt = entry.EditedAt,
        IsKey = text.IsKey,
    };

    private static LiveStoryView ViewOf(LiveStoryState state, LiveOrder order) => new(
        state.Version, order, (int)state.LastNumber - state.Withdrawn, state.LastNumber, state.StartedAt, state.EndedAt, state.ChangedAt, state.Pinned);
}
