using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Orleans.Storage;

namespace OrleansNews.Comments;

/// <summary>
/// The stored votes of one shard: a head, and the slices it names. A batch of votes rewrites the head; every 256 votes those move into their slices, so that a vote
/// costs a share of one slice (at most 700 KiB by 256) however many votes there are. For one activation, one batch at a time.
/// </summary>
internal sealed partial class VoteStore(IGrainContext grain, IGrainStorage storage, ILogger logger)
{
    private readonly GrainHead<ThreadVotesState> _head = new(grain, storage, "thread-votes");
    private readonly StoredObjects<VoteSliceState> _objects = new(storage, "thread-vote-slice");
    private readonly Dictionary<string, VoteSlice> _slices = [];
    private ThreadVotesState? _read;
    private VoteLedger _ledger = VoteLedger.Of(new());

    /// <summary>The version that is durable.</summary>
    public long Version => _head.Committed.Version;

    /// <summary>The durable counts.</summary>
    public VoteLedger Ledger => ReferenceEquals(_read, _head.Committed) ? _ledger : Read();

    public Task LoadAsync() => _head.RefreshAsync();

    /// <summary>The durable vote of a browser.</summary>
    public Task<Vote> FindAsync(int comment, ulong browser) => FindAsync(Ledger, comment, browser);

    /// <summary>
    /// Casts votes in their order, in one write; <paramref name="beforeWrite"/> runs ahead of it and not when nothing changes. Returns the comments whose counts changed.
    /// </summary>
    public async Task<IReadOnlyCollection<int>> CastAsync(IReadOnlyList<CastVoteEntry> votes, Func<Task> beforeWrite)
    {
        await _head.RefreshAsync();
        var next = Ledger.Copy();
        var changed = new HashSet<int>();
        foreach (var (comment, browser, vote) in votes)
        {
            var before = await FindAsync(next, comment, browser);
            if (before == vote) continue;
            next.Cast(comment, browser, before, vote);
            changed.Add(comment);
        }

        if (changed.Count == 0) return changed;
        await beforeWrite();
        var (pages, replaced) = next.Recent.Count > VoteLedger.MostRecent ? await FoldAsync(next) : (_head.Committed.Pages.OrEmpty(), []);
        var state = _head.Committed with { Version = Version + 1, Recent = next.PackRecent(), Counts = next.PackCounts(), Pages = pages };
        await _head.WriteAsync(state);
        (_read, _ledger) = (state, next);
        foreach (var name in replaced)
        {
            _slices.Remove(name);
            await DeleteAsync(name);
        }

        return changed;
    }

    // The votes are durable and counted, whatever becomes of what they replaced.
    private async Task DeleteAsync(string name)
    {
        try
        {
            await _objects.DeleteAsync(name);
        }
        catch (Exception fault)
        {
            LogNotDeleted(fault, name, grain.GrainId);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The replaced votes '{Name}' of {Grain} could not be deleted; they stay in the store and are of no use.")]
    private partial void LogNotDeleted(Exception fault, string name, GrainId grain);

    private async Task<(ImmutableArray<VotePage> Pages, List<string> Replaced)> FoldAsync(VoteLedger ledger)
    {
        var pages = _head.Committed.Pages.OrEmpty().ToDictionary(page => page.Number);
        var replaced = new List<string>();
        foreach (var recent in ledger.Recent.Select(vote => new CastVoteEntry(vote.Key.Comment, vote.Key.Browser, vote.Value)).GroupBy(vote => VoteLedger.PageOf(vote.Comment)))
        {
            var page = pages.GetValueOrDefault(recent.Key, new VotePage { Number = recent.Key });
            var names = page.Slices.ToBuilder();
            foreach (var votes in recent.GroupBy(vote => VoteLedger.SliceOf(vote.Browser, page.Slices.Length)))
            {
                if (names[votes.Key].Length > 0) replaced.Add(names[votes.Key]);
                names[votes.Key] = await StoreAsync((await SliceAsync(names[votes.Key])).With(votes));
            }

            pages[recent.Key] = await SplitAsync(page with { Slices = names.ToImmutable() }, replaced);
        }

        ledger.Recent.Clear();
        return ([.. pages.Values.OrderBy(page => page.Number)], replaced);
    }

    private async Task<VotePage> SplitAsync(VotePage page, List<string> replaced)
    {
        var slices = await Task.WhenAll(page.Slices.Select(SliceAsync));
        if (slices.All(slice => slice.Count <= VoteLedger.MostInSlice)) return page;
        var count = slices.Length * 2;
        var names = new string[count];
        for (var i = 0; i < count; i++)
        {
            var votes = slices[i % slices.Length].Votes.Where(vote => VoteLedger.SliceOf(vote.Browser, count) == i);
            names[i] = await StoreAsync(VoteSlice.Empty.With(votes));
        }

        replaced.AddRange(page.Slices.Where(name => name.Length > 0));
        return page with { Slices = [.. names] };
    }

    private async Task<Vote> FindAsync(VoteLedger ledger, int comment, ulong browser)
    {
        if (ledger.Recent.TryGetValue((comment, browser), out var recent)) return recent;
        var page = _head.Committed.Pages.OrEmpty().FirstOrDefault(page => page.Number == VoteLedger.PageOf(comment));
        return page is null ? Vote.None : (await SliceAsync(page.Slices[VoteLedger.SliceOf(browser, page.Slices.Length)])).Find(comment, browser);
    }

    private async Task<VoteSlice> SliceAsync(string name)
    {
        if (name.Length == 0) return VoteSlice.Empty;
        if (_slices.TryGetValue(name, out var known)) return known;
        if (await _objects.FindAsync(name) is { } stored) return _slices[name] = VoteSlice.Unpack(stored.Votes);

        // Never taken for "no votes": either another activation has replaced the slice, and the next activation reads its head, or the store is damaged.
        grain.Deactivate(new(DeactivationReasonCode.ApplicationError, $"The votes '{name}' are missing."));
        throw new InvalidOperationException($"The votes '{name}' of {grain.GrainId} are missing.");
    }

    private async Task<string> StoreAsync(VoteSlice slice)
    {
        if (slice.Count == 0) return "";
        var name = await _objects.AddAsync(new() { Votes = slice.Pack() });
        _slices[name] = slice;
        return name;
    }

    private VoteLedger Read()
    {
        _read = _head.Committed;
        return _ledger = VoteLedger.Of(_read);
    }
}
