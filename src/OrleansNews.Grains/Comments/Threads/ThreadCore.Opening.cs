using System.Text.Json;
using OrleansNews.Logs;

namespace OrleansNews.Comments.Threads;

/// <content>From what is stored to what is resident.</content>
internal sealed partial class ThreadCore
{
    private async Task OpenAsync()
    {
        try
        {
            Reset();
            await _log.OpenAsync();
            _owner = ReadOwner();
            await RestoreIndexAsync();
            await CatchUpIndexAsync();
            _open = true;
            AskForVotes();
            Deliver();
            if (ErasuresAreDue) Maintain();
            if (_index.Through > 0) NoteLatest(hidden: true); // A crash may have come between a commit and its report.
        }
        catch (Exception fault)
        {
            LogNotOpened(fault, _article);
            throw new ThreadUnavailableException("The thread could not be read.");
        }
    }

    [System.Diagnostics.CodeAnalysis.MemberNotNull(nameof(_index), nameof(_bodies), nameof(_snapshots), nameof(_planner), nameof(_draft))]
    private void Reset()
    {
        _index = new(_knows);
        _bodies = new(_log, _index, _options.CacheBytes / 2);
        _snapshots = new(_log, _index);
        _planner = new(_index, _article);
        _draft = new(_index);
    }

    private ThreadOwnerState ReadOwner() =>
        _log.Head.Owner.IsEmpty ? new() : JsonSerializer.Deserialize(_log.Head.Owner.Span, ThreadJson.Compact.ThreadOwnerState) ?? new();

    private async Task RestoreIndexAsync()
    {
        if (!await _snapshots.TryRestoreAsync())
        {
            LogSnapshotLost(_article);
            Reset();
        }

        _redactions.Clear();
        _redactions.UnionWith(_index.FindRedactionsDue());
        _approvals.Clear();
        _unlogged.Clear();
        _unmailed.Clear();
        BeginQueues();
        for (var sequence = Math.Min(_owner.DeliveredThrough, _queueEverything ? _index.Through : _queuedThrough) + 1; sequence <= _index.Through; sequence++)
        {
            if (await _bodies.ReadEventAsync(sequence) is not { } stored) continue;
            FindUndelivered(sequence, stored);
            NoteForQueues(sequence, stored);
        }
    }

    // Applies committed events that the index does not know yet.
    private async Task CatchUpIndexAsync()
    {
        while (_index.Through < _log.Last)
        {
            var next = _index.Through + 1;
            var run = await _log.LoadAsync(next, keep: false);
            if (run is null)
            {
                _index.Skip(_log.EndOfDamage(next));
                continue;
            }

            for (var sequence = next; sequence <= run.Last; sequence++)
            {
                if (EventCodec.TryDecode(run[sequence].Span) is { } stored && IsPossible(stored)) Apply(sequence, stored);
                else SkipSpoiled(sequence);
            }
        }

        _index.AddLost(_owner.LastNumber, _time.GetUtcNow());
    }

    // A number that no comment can have would make the rest of the log impossible to read.
    private bool IsPossible(StoredEvent stored) =>
        stored.Kind != EventKind.Posted || (stored.Number > _index.LastNumber && (stored.Number <= _owner.LastNumber || _log.Head.Owner.IsEmpty));

    private void SkipSpoiled(long sequence)
    {
        _log.ReportSpoiled(sequence);
        _index.Skip(sequence);
    }
}
