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
            var updates = new List<LogUpdate>(log.Items.Length);
            foreach (var item in log.Items) updates.Add(await RenderAsync(item, log.Version.Position.Epoch));
            await feed.AppendAsync(updates);
            _namesToForget.UnionWith(log.Items.Where(item => item is { Change: LogChange.Decided, View: null, Comment: not null }).Select(item => item.Comment!.Value));
            await ForgetNamesAsync(log.Version.Position.Epoch);
            await states.CheckThreadAsync(log.Version);
            if (log.Items.Length < LogPage) return;
        }
    }

    private async Task<LogUpdate> RenderAsync(LogItem item, long epoch)
    {
        var element = await ElementOfAsync(item);
        var frame = LiveRenderer.Encode(new(epoch, item.Sequence), item.Change, item.Comment, element);
        return new(new(item.Sequence, item.Change, item.Comment, frame, element.Names), Present(epoch, element));
    }

    // What cannot be rendered is not shown; it does not keep back what comes behind it.
    private async Task<LiveElement> ElementOfAsync(LogItem item)
    {
        try
        {
            return await context.Renderer.RenderAsync(item.View, states.StoryPath, states.IsOpen);
        }
        catch (Exception fault) when (!ClusterFaults.IsUnavailable(fault))
        {
            _failing = (item.Sequence, _failing.Sequence == item.Sequence ? _failing.Tries + 1 : 1);
            if (_failing.Tries < Tries) throw;
            RelayLog.NotRendered(context.Log, fault, item.Comment);
            return default;
        }
    }

    private static Func<ReplayEntry, LiveFrame> Present(long epoch, LiveElement element) =>
        earlier => LiveRenderer.Encode(new(epoch, earlier.Sequence), earlier.Change, earlier.Comment, element);

    // Deep replies say whom they answer. When that comment is hidden, its author's name goes with it.
    private async Task ForgetNamesAsync(long epoch)
    {
        foreach (var hidden in _namesToForget.ToList())
        {
            foreach (var reply in feed.CommentsThatName(hidden))
            {
                var found = await thread.FindAsync(reply, 1).WaitAsync(context.Read.Deadline);
                var element = await context.Renderer.RenderAsync(found?.View, states.StoryPath, states.IsOpen);
                feed.Rewrite(reply, Present(epoch, element));
            }

            _namesToForget.Remove(hidden);
        }
    }
}
