using Microsoft.Extensions.Logging;

namespace OrleansNews.Comments.Threads;

/// <content>Work beside the posts, one piece at a time: erasures are carried through, the index is stored, blocks are merged, garbage is deleted.</content>
internal sealed partial class ThreadCore
{
    private const int RedactionRounds = 8;

    private static readonly TimeSpan ErasurePause = TimeSpan.FromSeconds(30);

    private readonly SortedSet<int> _redactions = [];

    private readonly CancellationTokenSource _stop = new();

    private Task _maintenance = Task.CompletedTask;
    private bool _maintaining;
    private bool _stopping;
    private bool _redacted;
    private bool _tryingAgain;

    // Whether stored bytes may still hold what an erased person said.
    private bool ErasuresAreDue => _redactions.Count > 0 || (_redacted && _snapshots.IsAllowed) || _log.HasUrgentGraves;

    private bool SnapshotIsDue => _snapshots.IsAllowed && (_redacted || _index.Through - _snapshots.Through >= _options.SnapshotEvents);

    /// <summary>
    /// Ends the work beside the posts after the piece that is being done. An activation that ends in order waits for it: a late write of its own would meet the
    /// next activation, and fence it in the middle of a read.
    /// </summary>
    public async Task StopAsync()
    {
        // First of all, whatever hangs behind it: what ends in the background would else be noted by a commit that takes the log from the activation that follows. Commands that wait are still done.
        _closed = true;
        _stopping = true;
        _stop.Cancel();
        await _maintenance;
        while (_pumping || _isRegistering) await (_pumping ? _pump : _registering);
    }

    private void Maintain()
    {
        if (_maintaining || _stopping || !_open || _log.IsFenced || _log.IsUnsure) return;
        _maintaining = true;
        _maintenance = MaintainAsync();
    }

    private async Task MaintainAsync()
    {
        try
        {
            while (await MaintainOnceAsync() && !_stopping)
            {
            }
        }
        catch (OperationCanceledException) when (_stopping)
        {
            // It waited for its turn to merge: the next activation will.
        }
        catch (Exception fault)
        {
            LogMaintenanceFailed(fault, _article);
        }
        finally
        {
            _maintaining = false;
        }

        if (!ErasuresAreDue) Deliver();
        else if (!_tryingAgain) _ = TryErasuresAgainAsync();
    }

    // The store may have failed: nobody has to post for it to be tried again.
    private async Task TryErasuresAgainAsync()
    {
        _tryingAgain = true;
        while (ErasuresAreDue && !_log.IsFenced && !_stopping)
        {
            await Task.Delay(ErasurePause, _time);
            if (!_stopping) await MaintainNowAsync();
        }

        _tryingAgain = false;
    }

    private async Task MaintainNowAsync()
    {
        if (_log.IsUnsure) await CatchUpForReaderAsync();
        Maintain();
        await _maintenance;
    }

    private async Task<bool> MaintainOnceAsync()
    {
        if (_redactions.Count > 0) return await RedactAsync();
        if (SnapshotIsDue && _log.IsOwner)
        {
            var urgent = _redacted;
            if (!await _snapshots.StoreAsync(urgent)) return false;
            _redacted &= !urgent;
            return true;
        }

        if (!_log.MergeIsDue) return await _log.MaintainAsync();
        using var turn = await _outlets.TakeMergeTurnAsync(_stop.Token);
        return await _log.MaintainAsync();
    }

    private async Task<bool> RedactAsync()
    {
        if (!await _log.OwnAsync()) return false;
        var numbers = _redactions.ToArray();
        var sequences = new HashSet<long>();
        foreach (var number in numbers)
        {
            sequences.Add(_index[number].Sequence);
            foreach (var amendment in _index.AmendmentsOf(number)) sequences.Add(amendment.Sequence);
        }

        for (var round = 0; round < RedactionRounds; round++)
        {
            if (!await _log.RedactAsync(sequences, Redaction.Apply)) continue;
            if (!await _log.PurgeAsync()) return false;
            foreach (var number in numbers)
            {
                if (_index.AmendmentsOf(number).Any(amendment => !sequences.Contains(amendment.Sequence))) continue; // It came while the others were taken out.
                _index.MarkRedacted(number);
                _redactions.Remove(number);
            }

            _redacted = true;
            LogRedacted(_article, numbers.Length);
            return true;
        }

        return false;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Work on the stored blocks of story {Article} failed; it is tried again after the next comment.")]
    private partial void LogMaintenanceFailed(Exception fault, ArticleId article);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Count} erased comments of story {Article} are out of the stored blocks.")]
    private partial void LogRedacted(ArticleId article, int count);
}
