using Microsoft.Extensions.Logging;
using OrleansNews.Listings;

namespace OrleansNews.Articles;

/// <content>Tells permalinks, listings and the desk what changed.</content>
internal sealed partial class ArticleGrain
{
    public async Task DeliverOutboxAsync()
    {
        await _outbox.DeliverAsync();
        await _turns.TakeAsync(() =>
        {
            _outbox.EndIfEmpty();
            return Task.FromResult(true);
        });
    }

    // The reader's way to the story first, and before the command is answered, or what somebody looks at; the rest right after it, in the background. What fails
    // here is delivered by the registry.
    private async Task AnnounceAsync(string first = ArticleMessage.ForPermalink)
    {
        try
        {
            foreach (var message in _head.Committed.Outbox.Where(message => message.Kind == first)) await SendAsync(message);
            DeliverInBackgroundAsync().Ignore();
        }
        catch (Exception fault)
        {
            LogNotAnnounced(Id, fault);
        }
    }

    // Who withdraws a story is told so when no listing shows it any more. The story itself is gone before, and what fails here is delivered by the registry all the same.
    private async Task UnlistAsync()
    {
        try
        {
            await _outbox.DeliverAsync();
        }
        catch (Exception fault)
        {
            LogNotAnnounced(Id, fault);
            if (_head.Committed.Outbox.Any(message => message.Kind == ArticleMessage.ForListing)) throw;
        }
    }

    private async Task DeliverInBackgroundAsync()
    {
        try
        {
            await _outbox.DeliverAsync();
        }
        catch (Exception fault)
        {
            LogNotAnnounced(Id, fault);
        }
    }

    private Task SendAsync(ArticleMessage message) => message.Kind switch
    {
        ArticleMessage.ForPermalink => SettlePathAsync(message),
        ArticleMessage.ForListing => TellListingAsync(message.Target),
        ArticleMessage.ForDesk => TellDeskAsync(),
        _ => throw new NotSupportedException($"A newer build must deliver the message '{message.Kind}' of article {Id}."),
    };

    private async Task SettlePathAsync(ArticleMessage message)
    {
        var keeper = GrainFactory.GetGrain<IPermalinkGrain>(Permalinks.BucketOf(message.Target));
        var holds = message.RedirectTo is { } newPath
            ? await keeper.RedirectAsync(message.Target, Id, newPath, message.Revision)
            : await keeper.ConfirmAsync(message.Target, Id, message.Revision);
        if (!holds) LogPathLost(Id, message.Target);
    }

    private async Task TellListingAsync(string key)
    {
        var state = _head.Committed;
        var listing = GrainFactory.GetGrain<IListingGrain>(key);
        if (state.Status == ArticleStatus.Published && state.ListedIn.Contains(key))
            await listing.PutAsync([ArticleViews.Listed(Id, state, await _texts.GetShownAsync(state.Text!.Name!))]);
        else
            await listing.RemoveAsync(Id, state.Revision);
    }

    private Task TellDeskAsync()
    {
        var state = _head.Committed;
        var desk = GrainFactory.GetGrain<IStoryDeskGrain>(IStoryDeskGrain.ShardOf(Id));
        return StoriesInHand.Of(Id, state) is { } story ? desk.PutAsync(story) : desk.RemoveAsync(Id, state.DeskVersion);
    }

    private Task<bool> RemoveDeliveredAsync(IReadOnlyList<ArticleMessage> delivered) => _turns.TakeAsync(async () =>
    {
        await _head.RefreshAsync();
        await WriteAsync(_head.Committed.Delivered(delivered));
        return true;
    });

    [LoggerMessage(LogLevel.Warning, "Article {Article} could not tell everybody that it changed; the outbox registry tries again.")]
    private partial void LogNotAnnounced(ArticleId article, Exception fault);

    [LoggerMessage(LogLevel.Error, "Article {Article} was committed at {Path} more than a minute after it claimed the path, which another story holds by now. Give one of them another address.")]
    private partial void LogPathLost(ArticleId article, string path);
}
