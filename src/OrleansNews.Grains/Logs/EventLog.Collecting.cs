using System.Collections.Immutable;

namespace OrleansNews.Logs;

/// <content>Deletes what the head has buried.</content>
internal sealed partial class EventLog
{
    private HashSet<Grave> _purged = [];

    // Garbage is deleted only by the owner of the committed head that names it as garbage.
    private async Task<bool> CollectAsync()
    {
        var now = _time.GetUtcNow();
        ImmutableArray<Grave> due = [.. _head.Graves.Where(grave => Graveyard.IsDue(grave, now, _options.GraveyardAge))];
        return !due.IsEmpty && await DeleteAsync(due) && await ApplyAsync(new RemoveGraves(due));
    }

    /// <summary>
    /// Deletes at once what lies in the graveyard, whatever its age: blocks that were merged hold the words of an erased person as those do that were redacted. The
    /// names stay in the graveyard for their time, because a write to one of them may still land. False when another activation has the log.
    /// </summary>
    public async Task<bool> PurgeAsync()
    {
        ImmutableArray<Grave> graves = [.. _head.Graves.Where(grave => !grave.Urgent && !_purged.Contains(grave))]; // The urgent ones are collected anyway.
        if (!await DeleteAsync(graves)) return false;
        _purged = [.. _purged.Where(_head.Graves.Contains), .. graves];
        return true;
    }

    /// <summary>Whether the graveyard holds data of an erased person that is to be deleted at once.</summary>
    public bool HasUrgentGraves => _head.Graves.Any(grave => grave.Urgent);

    private async Task<bool> DeleteAsync(ImmutableArray<Grave> graves)
    {
        foreach (var grave in graves)
        {
            for (var number = grave.First.Number; number <= grave.Last; number++)
            {
                if (!CanWork) return false;
                await _store.DeleteAsync(grave.First with { Number = number });
            }
        }

        return CanWork;
    }
}
