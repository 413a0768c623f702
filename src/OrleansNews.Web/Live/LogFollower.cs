using System.Runtime.ExceptionServices;
using OrleansNews.Comments;
using OrleansNews.Site;

namespace OrleansNews.Live;

/// <summary>Reads a thread's log from the position that its feed has, and renders each event once.</summary>
internal sealed class LogFollower(ICommentThreadGrain thread, RelayContext context, StateWatch states, ThreadFeed feed)
{
    private const int LogPage = 200;

    // A fault that comes again each time is one of the event itself.
    private const int Tries = 3;

    private readonly HashSet<CommentId> _namesToForget = [];
    private (long Sequence, int Tries) _failing;
    private bool _isOpen;

    /// <summary>Reads the events between a reader who comes back and the beginning of what the feed keeps.</summary>
    public async Task BackfillAsync(long wanted)
    {
        if (feed.Position is not { } position || wanted >= feed.Start) return;
        var older = new List<ReplayEntry>();
        for (var behind = position with { Sequence = wanted }; behind.Sequence < feed.Start;)
        {
            var limit = (int)Math.Min(LogPage, feed.Start - behind.Sequence);
            var log = await thread.ReadLogAsync(behind, limit).WaitAsync(context.Read.Deadline);
            if (log.Reset || log.Items.IsEmpty) return;
            foreach (var item in log.Items) older.Add((await RenderAsync(item, position.Epoch)).Entry);
            behind = behind with { Sequence = log.Items[^1].Sequence };
        }

        feed.Prepend(older);
    }

    /// <summary>Reads and sends what has happened since.</summary>
    public async Task CatchUpAsync()
    {
        while (true)
        {
            var position = feed.Position!.Value;
            var log = await thread.ReadLogAsync(position, LogPage).WaitAsync(context.Read.Deadline);
            if (log.Reset)
            {
                // A lower answer in the same epoch comes from an activation that does not know yet that it was replaced.
                if (log.Version.Position.Epoch == position.Epoch && log.Version.Position.Sequence <= position.Sequence) return;
                await feed.RestartAsync(log.Version.Position);
                continue;
            }

            if (position.Epoch == 0) feed.Begin(log.Version.Position.Epoch);
            _isOpen = await states.IsOpenAsync(log.Version);
            var (updates, fault) = await RenderAsync(log.Items, log.Version.Position.Epoch);
            await feed.AppendAsync(updates);
            _namesToForget.UnionWith(log.Items.Take(updates.Count)
                .Where(item => item is { Change: LogChange.Decided or LogChange.Edited, View: null, Comment: not null }).Select(item => item.Comment!.Value));
            await ForgetNamesAsync(log.Version.Position.Epoch);
            fault?.Throw();
            await states.CheckThreadAsync(log.Version, _isOpen);
            if (log.Items.Length < LogPage) return;
        }
    }

    // As far as it goes: what stands before an event that fails is told, and the next reading begins with that one.
    private async Task<(List<LogUpdate> Updates, ExceptionDispatchInfo? Fault)> RenderAsync(ImmutableArray<LogItem> items, long epoch)
    {
        var updates = new List<LogUpdate>(items.Length);
        try
        {
            foreach (var item in items) updates.Add(await RenderAsync(item, epoch));
            return (updates, null);
        }
        catch (Exception fault)
        {
            return (updates, ExceptionDispatchInfo.Capture(fault));
        }
    }

    private async Task<LogUpdate> RenderAsync(LogItem item, long epoch)
    {
        if (await ElementOfAsync(item) is { } element)
        {
            var frame = LiveRenderer.Encode(new(epoch, item.Sequence), item.Change, item.Comment, element);
            return new(new(item.Sequence, item.Change, item.Comment, frame, element.Names), Present(epoch, element));
        }

        // What cannot be rendered is passed over, not hidden: a comment that is in the page already stays there.
        return new(new(item.Sequence, item.Change, item.Comment, EventStream.Passed(new(epoch, item.Sequence))), PassedOver(epoch));
    }

    // Null when it cannot be rendered; that does not keep back what comes behind it.
    private async Task<LiveElement?> ElementOfAsync(LogItem item)
    {
        try
        {
            return await context.Renderer.RenderAsync(item.View, states.StoryPath, _isOpen);
        }
        catch (Exception fault) when (!ClusterFaults.IsUnavailable(fault))
        {
            _failing = (item.Sequence, _failing.Sequence == item.Sequence ? _failing.Tries + 1 : 1);
            if (_failing.Tries < Tries) throw;
            RelayLog.NotRendered(context.Log, fault, item.Comment);
            return null;
        }
    }

    private static Func<ReplayEntry, LiveFrame> Present(long epoch, LiveElement element) =>
        earlier => LiveRenderer.Encode(new(epoch, earlier.Sequence), earlier.Change, earlier.Comment, element);

    private static Func<ReplayEntry, LiveFrame> PassedOver(long epoch) => earlier => EventStream.Passed(new(epoch, earlier.Sequence));

    // Deep replies say whom they answer. When that comment is hidden, its author's name goes with it.
    private async Task ForgetNamesAsync(long epoch)
    {
        foreach (var hidden in _namesToForget.ToList())
        {
            foreach (var reply in feed.CommentsThatName(hidden))
            {
                feed.Rewrite(reply, await PresentAsync(reply, epoch));
            }

            _namesToForget.Remove(hidden);
        }
    }

    private async Task<Func<ReplayEntry, LiveFrame>> PresentAsync(CommentId reply, long epoch)
    {
        try
        {
            var found = await thread.FindAsync(reply, 1).WaitAsync(context.Read.Deadline);
            return Present(epoch, await context.Renderer.RenderAsync(found?.View, states.StoryPath, _isOpen));
        }
        catch (Exception fault) when (!ClusterFaults.IsUnavailable(fault))
        {
            RelayLog.NotRendered(context.Log, fault, reply);
            return PassedOver(epoch);
        }
    }
}
