using System.Diagnostics;
using System.Text.Json;
using OrleansNews.Logs;

namespace OrleansNews.Comments.Threads;

/// <content>
/// Commits in groups. One write is under way at a time, and whatever can be done beside it is: the callers of the batch before are answered, and tables grow that the next batch would fill.
/// </content>
internal sealed partial class ThreadCore
{
    private void Pump()
    {
        if (_pumping) return;
        if (_closed && _queue.Count == 0)
        {
            _log.GiveUpChanges();
            return;
        }

        _pumping = true;
        _pump = PumpAsync();
    }

    // One write is in flight; what arrives meanwhile is the next batch.
    private async Task PumpAsync()
    {
        try
        {
            while (_queue.Count > 0 || _catchUp || (_log.WantsCommit && !_closed))
            {
                TakeBatch();
                // A commit is in the trace of its first command, and no trace goes on for as long as commands come.
                Activity.Current = _batch.Count > 0 ? _batch[0].Cause : null;
                try
                {
                    await CommitBatchAsync();
                }
                catch (Exception fault)
                {
                    FailBatch(fault);
                }

                // While others wait, these are answered beside the next write.
                if (_queue.Count == 0) AnswerDurable();
                if (_log.IsFenced) break;
            }
        }
        finally
        {
            _pumping = false;
            AnswerDurable();
        }

        if (_log.IsFenced) EndFenced();
        else if (_closed) _log.GiveUpChanges();
        else Maintain();
    }

    private void TakeBatch()
    {
        // Who was answered last is about to come back. Half of all goes into each batch, so that one half is written while the other one is on its way.
        var most = Math.Clamp((_queue.Count + _lastBatch + 1) / 2, Math.Min(SmallBatch, _options.MaxBatchCommands), _options.MaxBatchCommands);
        _batch.Clear();
        _isUndecided = true;
        var bytes = 0;
        while (_queue.TryPeek(out var next) && _batch.Count < most && (_batch.Count == 0 || bytes + next.Size <= _options.MaxBatchBytes))
        {
            _queue.Dequeue();
            _queuedBytes -= next.Size;
            bytes += next.Size;
            _batch.Add(next);
        }

        _registered = Math.Max(0, _registered - _batch.Count);
        _lastBatch = _batch.Count;
        _instruments.Queued.Add(-_batch.Count);
    }

    private async Task CommitBatchAsync()
    {
        // The log is ahead of the index when the head was read again and its newest block could not be.
        if (_log.IsUnsure || _catchUp || _log.Last > _index.Through)
        {
            AnswerDurable();
            await CatchUpAsync();
        }

        if (_log.IsFenced) throw new LogFencedException("Another activation has written.");
        var began = _time.GetTimestamp();
        DecideBatch(_time.GetUtcNow());
        var draft = _draft;
        var events = draft.Events;
        var owner = NextOwner(events);
        if (events.Count > 0 || _log.WantsCommit || owner.VoteShards != _owner.VoteShards)
        {
            var bytes = _log.BytesWritten;
            var commit = _log.CommitAsync(events.Count == 0 ? null : Encode(draft), JsonSerializer.SerializeToUtf8Bytes(owner, ThreadJson.Compact.ThreadOwnerState));
            try
            {
                AnswerDurable();
                _index.MakeRoom();
            }
            finally
            {
                await commit; // Whatever happens beside it, no other write begins before this one has ended.
            }

            _owner = owner;
            Apply(events);
            _draftNeedsOutbox = false;
            _instruments.CommitDuration.Record(_time.GetElapsedTime(began).TotalSeconds);
            _instruments.BatchSize.Record(_batch.Count);
            _instruments.Bytes.Add(_log.BytesWritten - bytes);
        }

        AnswerDurable();
        (_batch, _durable) = (_durable, _batch);
        if (_log.IsFenced) return;
        if (_log.RollIsDue(moreComes: _queue.Count > 0)) _ = _log.RollAsync();
        if (HasUndelivered || _queuesAreUrgent) Deliver();
        else if (_unqueued.Count > 0) DeliverSoon();
        Maintain();
    }

    private void AnswerDurable()
    {
        foreach (var command in _durable) command.Complete();
        _durable.Clear();
    }

    // While nothing is undelivered, the cursor of deliveries moves along with every commit for nothing.
    private ThreadOwnerState NextOwner(IReadOnlyList<StoredEvent> events)
    {
        _draftNeedsOutbox = false;
        foreach (var stored in events) _draftNeedsOutbox |= IsNews(stored);
        var delivered = OldestUndelivered() - 1 ?? (_draftNeedsOutbox || events.Any(IsForLog) ? _index.Through : _index.Through + events.Count);
        var mailed = MailedThrough(events);
        var owner = _owner with
        {
            LastNumber = _draft.LastNumber,
            VoteShards = _owner.VoteShards | _draft.VoteShards,
            DeliveredThrough = delivered,
            MailedThrough = mailed > delivered ? mailed : 0,
            QueuedThrough = _queuedThrough,
        };
        return WithoutMail(owner, events);
    }

    private EventRun Encode(ThreadDraft draft)
    {
        var builder = new EventRun.Builder();
        for (var i = 0; i < draft.Events.Count; i++) _codec.Encode(draft.Events[i], draft.SaidBy(i).Span, builder);
        return builder.Build(_index.Through + 1);
    }

    private void Apply(IReadOnlyList<StoredEvent> events)
    {
        if (events.Count == 0) return;
        var (posted, changed) = (0, false);
        try
        {
            foreach (var stored in events)
            {
                changed |= Apply(_index.Through + 1, stored);
                if (stored.Kind == EventKind.Posted) posted++;
            }
        }
        catch (LogFencedException)
        {
            return; // They are stored: their callers are answered.
        }

        _instruments.Posted.Add(posted);
        if (changed) NoteLatest(hidden: events.Any(e => e.Kind is EventKind.Decided or EventKind.Erased || (e.Kind == EventKind.Edited && e.Status != 0)), onlyAdds: events.All(e => e.Kind == EventKind.Posted));
        _outlets.Moved(Version);
    }

    // An index that took a part of an event is not to be read or gone on with: the next activation makes it from the log.
    private bool Apply(long sequence, StoredEvent stored)
    {
        try
        {
            var changed = _index.Apply(sequence, stored);
            _bodies.Apply(stored);
            FindUndelivered(sequence, stored);
            NoteForQueues(sequence, stored);
            if (stored.Kind is EventKind.Erased or EventKind.Decided && _index.IsRedactionDue(stored.Number)) _redactions.Add(stored.Number);
            return changed;
        }
        catch (Exception fault) when (_open) // What opens begins anew by itself.
        {
            _isBroken = true;
            var fenced = _log.Fence(new LogFencedException("The index did not take what is committed.", fault));
            LogNotIndexed(fault, _article);
            throw fenced;
        }
    }

    private void FailBatch(Exception fault)
    {
        _isUndecided = false;
        _instruments.Failed.Add(1);
        if (fault is not LogFencedException && _batch.Count > 0) LogBatchFailed(fault, _article, _batch.Count);
        foreach (var command in _batch) command.Fail(fault is LogFencedException ? TakenOver() : new("The comments could not be stored, or it is not known whether they were."));
        _batch.Clear();
        _draftNeedsOutbox = false;
        _log.GiveUpChanges();
    }
}
