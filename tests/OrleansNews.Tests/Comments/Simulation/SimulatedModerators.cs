using OrleansNews.Comments.Threads;

namespace OrleansNews.Comments.Simulation;

/// <summary>What moderators do: they edit, decide, take back, close, open and erase.</summary>
internal sealed class SimulatedModerators(SimulatedWorld world, SimulatedCluster cluster, SimulatedCaller caller, SimulatedReaders readers)
{
    private readonly List<DecideComments> _decided = [];

    private ThreadModel Model => cluster.Model;

    public async Task EditAsync()
    {
        if (!readers.HavePosted) return;
        await readers.EditAsync(new(readers.AnyId(), caller.Text("edit"), world.Between(1, 2), null, Posts.Moderator, world.Chance(0.3) ? "links" : "", TimeSpan.Zero));
    }

    public async Task DecideAsync()
    {
        if (!readers.HavePosted) return;
        var ids = Enumerable.Range(0, world.Between(1, 4)).Select(_ => readers.AnyId()).ToArray();
        var decide = Posts.Decide((Decision)world.Between(1, 5), ids) with { Reason = caller.Text("reason"), Command = caller.NewGuid() };
        var sent = Model.Events.Count;
        if (!await DecideAsync(decide, needsNewer: false)) return;
        Model.Outcomes.Acknowledged(decide, sent);
        _decided.Add(decide);
    }

    /// <summary>Of whatever was decided before, by somebody who may have been slow.</summary>
    public async Task UndoAsync()
    {
        if (_decided.Count == 0) return;
        var decided = _decided[^world.Between(1, Math.Min(_decided.Count, 3))];
        var undo = new DecideComments(decided.Ids, default, Posts.Moderator) { Command = caller.NewGuid(), Undoes = decided.Command };
        if (!await DecideAsync(undo, needsNewer: true)) return;
        Model.Outcomes.AcknowledgedUndo(undo);
        _decided.Add(undo);
    }

    /// <summary>Closes the thread, mostly for a moment, or opens it where it is closed. Now and then somebody tries who may not.</summary>
    public async Task CloseAsync()
    {
        var open = !Model.OpenTimes.IsOpen;
        if (world.Chance(0.1))
        {
            var refused = await caller.AskAsync(core => core.SetOpenAsync(open, Posts.Author), needsNewer: true);
            ThreadModel.Require(!refused.Done, "Somebody who may not was told that the thread is closed, or open.");
        }

        await SetOpenAsync(open);
        if (open || world.Chance(0.2)) return;
        await world.Delay(world.Between(0, 1_500));
        await SetOpenAsync(true);
    }

    public async Task SetOpenAsync(bool open)
    {
        var sent = Model.Events.Count;
        var result = await caller.AskAsync(core => core.SetOpenAsync(open, Posts.Moderator), needsNewer: true);
        ThreadModel.Require(result.Done, "A moderator could not close the thread, or open it.");
        Model.Acknowledged(result.Position);
        ThreadModel.Require(Model.OpenTimes.WasSince(sent, open), "A thread was said to be closed, or open, and is not.");
    }

    public async Task EraseAsync()
    {
        var (commenter, sent) = (readers.Commenter(), Model.Events.Count);
        var result = await caller.AskAsync(core => core.EraseAsync(new(commenter, Posts.Moderator)), needsNewer: true);
        Model.Acknowledged(result.Position);
        Model.Outcomes.Erased(commenter, sent);
    }

    private async Task<bool> DecideAsync(DecideComments decide, bool needsNewer)
    {
        var attempts = 0;
        var result = await caller.AskAsync(core => core.DecideAsync(decide with { IsRepeated = attempts++ > 0 }), needsNewer);
        Model.Acknowledged(result.Position);
        if (!result.Done) return false;
        // Whatever was lost on the way, whoever decided is told of each comment that the command changed, and it changed none twice.
        var changed = Model.Events.Where(stored => stored.Kind == EventKind.Decided && stored.Submission == decide.Command).Select(stored => stored.Number).Order();
        ThreadModel.Require(changed.SequenceEqual(result.Changed.Select(id => id.Number).Order()), "A moderator was not told what a decision changed, or it changed something twice.");
        return true;
    }
}
