using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using Orleans.Providers;
using Orleans.Storage;
using OrleansNews.Accounts;
using OrleansNews.Articles;
using OrleansNews.Comments;
using OrleansNews.Listings;
using OrleansNews.Media;
using OrleansNews.Operations;
using OrleansNews.Trees;

namespace OrleansNews.LiveStories;

/// <remarks>
/// Reentrant, so that readers never wait for a command: they see the committed head. Commands run one after the other. Texts and nodes are stored before the
/// head that leads to them.
/// </remarks>
[GrainType("live-story"), Reentrant]
internal sealed partial class LiveStoryGrain : Grain, ILiveStoryGrain, IOutboxOwner, IPictureUser
{
    private const int NodesInMemory = 16;

    private readonly GrainHead<LiveStoryState> _head;
    private readonly StoredTreeNodes<LiveEntryRecord> _entryNodes;
    private readonly StoredTreeNodes<LiveChangeRecord> _changeNodes;
    private readonly StoredTreeNodes<LiveSubmissionRecord> _submissionNodes;
    private readonly LiveEntryTrees _trees;
    private readonly LiveEntryTexts _texts;
    private readonly Outbox<long> _outbox;
    private readonly Turns _turns = new();
    private readonly PictureNotes _pictures;
    private readonly StoryRenderer _renderer;
    private readonly TimeProvider _time;
    private readonly ILogger<LiveStoryGrain> _logger;

    public LiveStoryGrain(
        [FromKeyedServices(ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME)] IGrainStorage storage,
        [FromKeyedServices(NewsClock.Key)] TimeProvider time,
        StoryRenderer renderer,
        ILogger<LiveStoryGrain> logger)
    {
        _head = new(GrainContext, storage, "live-story");
        _entryNodes = new(storage, "live-entry-page", NodesInMemory);
        _changeNodes = new(storage, "live-entry-change", NodesInMemory);
        _submissionNodes = new(storage, "live-entry-submission", NodesInMemory);
        _trees = new(_entryNodes, _changeNodes, _submissionNodes);
        _texts = new(GrainContext, storage);
        _outbox = new(GrainContext.GrainId, GrainFactory, () => _head.Committed.Untold > 0 ? [_head.Committed.Untold] : [], TellAsync, RemoveToldAsync);
        _pictures = new(GrainContext.GrainId, GrainFactory);
        _renderer = renderer;
        _time = time;
        _logger = logger;
    }

    private ArticleId Id => new(this.GetPrimaryKeyLong());

    public override Task OnActivateAsync(CancellationToken cancellationToken) => _head.RefreshAsync();

    public async Task DeliverOutboxAsync()
    {
        await _outbox.DeliverAsync();
        await _turns.TakeAsync(() =>
        {
            _outbox.EndIfEmpty();
            return Task.FromResult(true);
        });
    }

    // Who may do what to the story, and whether readers see it, is the story's to say, each time.
    private Task<StoryStanding?> GetStandingAsync(Actor? actor) => GrainFactory.GetGrain<IArticleGrain>(Id.Value).GetStandingAsync(actor);

    private static bool MayPublish(StoryStanding standing) => standing.MayPublish;

    private static bool MayWithdraw(StoryStanding standing) => standing.MayWithdraw;

    private async Task<LiveEntryResult> CommandAsync(Actor actor, Func<StoryStanding, bool> may, Func<LiveStoryState, DateTimeOffset, Task<LiveEntryResult>> changeAsync)
    {
        var result = await _turns.TakeAsync(async () =>
        {
            if (await GetStandingAsync(actor) is not { } standing) return new LiveEntryNotFound();
            if (!may(standing)) return new LiveEntryForbidden();
            if (standing is not { Status: ArticleStatus.Published, Live: not LiveOrder.None }) return new LiveEntryNotFound();
            await _head.RefreshAsync();
            try
            {
                return await changeAsync(_head.Committed, _time.GetUtcNow());
            }
            catch (TreeNodeMissingException missing)
            {
                throw Stale(missing);
            }
        });
        if (result is LiveEntrySaved) TellInBackgroundAsync().Ignore();
        return result;
    }

    private async Task<LiveEntrySaved> CommitAsync(LiveStoryState next, LiveEntryRecord? entry, DateTimeOffset now)
    {
        next = await DeleteReplacedAsync(next with { ChangedAt = now });
        await _outbox.CommitAsync(leavesPending: next.Untold > 0, () => _head.WriteAsync(next));
        return new(entry?.Number ?? 0, entry?.Revision ?? 0, next.Version);
    }

    // What the head before this one replaced, and no node of the one that is about to be written.
    private async Task<LiveStoryState> DeleteReplacedAsync(LiveStoryState next)
    {
        var before = _head.Committed;
        try
        {
            await Task.WhenAll(
            [
                .. before.ReplacedEntries.Select(_entryNodes.DeleteAsync), .. before.ReplacedChanges.Select(_changeNodes.DeleteAsync), .. before.ReplacedSubmissions.Select(_submissionNodes.DeleteAsync),
            ]);
            return next with
            {
                ReplacedEntries = next.ReplacedEntries.RemoveRange(before.ReplacedEntries),
                ReplacedChanges = next.ReplacedChanges.RemoveRange(before.ReplacedChanges),
                ReplacedSubmissions = next.ReplacedSubmissions.RemoveRange(before.ReplacedSubmissions),
            };
        }
        catch (Exception fault)
        {
            LogNotDeleted(Id, fault);
            return next;
        }
    }

    // Pages that lack an entry are old and not wrong, so nothing is registered for one that was added; pages that show what was corrected or withdrawn are told of until they know.
    private async Task TellInBackgroundAsync()
    {
        try
        {
            if (_head.Committed.Untold > 0) await _outbox.DeliverAsync();
            else await TellAsync(onlyAdds: true);
        }
        catch (Exception fault)
        {
            LogNotTold(Id, fault);
        }
    }

    private Task TellAsync(long version) => TellAsync(onlyAdds: false);

    // Those who keep pages, and those who follow the listing of all stories: the search has the words of entries with the story.
    private Task TellAsync(bool onlyAdds) => Task.WhenAll(
        GrainFactory.GetGrain<ILatestCommentsGrain>(0).NoteChangeAsync(Id, onlyAdds), GrainFactory.GetGrain<IListingGrain>(ListingKeys.All).TouchAsync(Id));

    private Task<bool> RemoveToldAsync(IReadOnlyList<long> told) => _turns.TakeAsync(async () =>
    {
        await _head.RefreshAsync();
        var state = _head.Committed;
        var next = told.Contains(state.Untold) ? state with { Untold = 0 } : state;
        await _outbox.CommitAsync(leavesPending: next.Untold > 0, () => _head.WriteAsync(next));
        return true;
    });

    private InvalidOperationException Stale(TreeNodeMissingException missing)
    {
        DeactivateOnIdle();
        return new($"The live story {Id} is older than the store, or damaged; it is read again.", missing);
    }

    [LoggerMessage(LogLevel.Warning, "Replaced pages of the live story {Article} could not be deleted; the next entry tries again.")]
    private partial void LogNotDeleted(ArticleId article, Exception fault);

    [LoggerMessage(LogLevel.Warning, "The live story {Article} could not tell that it changed; pages are checked when they are read, and the outbox registry tells of what was taken away.")]
    private partial void LogNotTold(ArticleId article, Exception fault);
}
