namespace OrleansNews.Site;

/// <summary>
/// A value of the cluster that all requests share. A fresh one is served at once; an old one is checked by one call for everybody who waits,
/// and whoever waited long enough gets the last known value, as does everybody while the cluster does not answer. For one that is known to be wrong, and not only old, the right one is waited for longer.
/// </summary>
/// <param name="read">Reads the value; gets the last known one, to ask for changes only.</param>
/// <param name="isForPrograms">Whether it is waited for as long as if it were wrong, whatever it is.</param>
internal sealed class Polled<T>(Func<T?, Task<T>> read, ReadOptions options, TimeProvider time, bool isForPrograms = false)
    where T : class
{
    // Whoever asks right after a check failed would only wait for the next failure, however short a time answers count.
    private static readonly TimeSpan LeastAfterFailure = TimeSpan.FromSeconds(1);

    private readonly TimeSpan _afterFailure = options.FreshFor > LeastAfterFailure ? options.FreshFor : LeastAfterFailure;
    private readonly Lock _gate = new();
    private volatile Known? _known;
    private Check? _check;
    private Failure? _failed;
    private long? _doubtedAt;
    private long? _wrongSince;

    /// <summary>The last known value, however old; null before the first answer.</summary>
    public T? LastKnown => _known?.Value;

    /// <summary>Whether the value may be served at <paramref name="now"/> without asking. Takes no lock.</summary>
    public bool IsFresh(long now) => _known is { } known && !known.IsDoubtful && time.GetElapsedTime(known.CheckedAt, now) < options.FreshFor;

    /// <summary>Whether it was doubted since the check that it comes from was sent.</summary>
    public bool IsDoubtful => _known is { IsDoubtful: true };

    /// <summary>Something has changed: the value counts as old, however young it is, and so does what a check brings that is under way.</summary>
    /// <param name="isWrong">Whether something that it says is true no more.</param>
    public void Doubt(bool isWrong = false)
    {
        lock (_gate)
        {
            _doubtedAt = time.GetTimestamp();
            if (isWrong) _wrongSince = _doubtedAt;
            if (_known is { } known) _known = known with { IsDoubtful = true };
        }
    }

    /// <summary>Takes over what is known already, checked at <paramref name="checkedAt"/>.</summary>
    public void Begin(T value, long checkedAt)
    {
        lock (_gate) _known ??= new(value, checkedAt, false);
    }

    public async ValueTask<T> GetAsync() => (await ReadAsync()).Value;

    /// <summary>The value, and whether it is the present one.</summary>
    /// <param name="isHurried">Whether who asks waits for <see cref="ReadOptions.Patience"/> alone, whatever the value is.</param>
    public async ValueTask<Reading<T>> ReadAsync(bool isHurried = false)
    {
        Check check;
        var patience = options.Patience;
        lock (_gate)
        {
            if (_known is { IsDoubtful: false } fresh && time.GetElapsedTime(fresh.CheckedAt) < options.FreshFor) return fresh.Reading(isCurrent: true);
            if (_check is null && _failed is { } failed && time.GetElapsedTime(failed.At) < _afterFailure)
                return _known is { } last ? last.Reading(isCurrent: false) : throw new TimeoutException("The cluster did not answer a moment ago.", failed.Fault);
            check = _check ??= Begin(_known?.Value);
            if (!isHurried && (isForPrograms || _wrongSince is not null) && patience < ReadOptions.PatienceWithWrong) patience = ReadOptions.PatienceWithWrong;
        }

        // Counted from when the check was sent: who comes later into a long wait has less of it left.
        var left = (_known is null ? options.Deadline : patience) - time.GetElapsedTime(check.SentAt);
        var answer = check.Answer.WaitAsync(left > TimeSpan.Zero ? left : TimeSpan.Zero, time);
        if (_known is null) return (await answer).Reading(isCurrent: true);
        try
        {
            return (await answer).Reading(isCurrent: true);
        }
        catch (Exception fault) when (ClusterFaults.IsUnavailable(fault))
        {
            return _known.Reading(isCurrent: false);
        }
    }

    private Check Begin(T? known)
    {
        var sentAt = time.GetTimestamp();
        return new(CheckAsync(known, sentAt), sentAt);
    }

    private async Task<Known> CheckAsync(T? value, long sentAt)
    {
        // Leaves the caller's lock before the first call.
        await Task.Yield();
        try
        {
            var known = new Known(await read(value), sentAt, false);
            lock (_gate)
            {
                if (_doubtedAt > sentAt) known = known with { IsDoubtful = true };
                if (_wrongSince <= sentAt) _wrongSince = null;
                (_known, _failed) = (known, null);
            }

            return known;
        }
        catch (Exception fault)
        {
            if (ClusterFaults.IsUnavailable(fault))
                lock (_gate) _failed = new(fault, time.GetTimestamp());
            throw;
        }
        finally
        {
            lock (_gate) _check = null;
        }
    }

    /// <summary>A value with the moment its check was sent: what was true then may be untrue since.</summary>
    private sealed record Known(T Value, long CheckedAt, bool IsDoubtful)
    {
        public Reading<T> Reading(bool isCurrent) => new(Value, CheckedAt, isCurrent);
    }

    private sealed record Failure(Exception Fault, long At);

    private sealed record Check(Task<Known> Answer, long SentAt);
}

/// <summary>What was read.</summary>
/// <param name="Value">The value.</param>
/// <param name="CheckedAt">The timestamp at which the check that confirmed it was sent.</param>
/// <param name="IsCurrent">False when the cluster did not answer in time, and this is what was known before.</param>
internal readonly record struct Reading<T>(T Value, long CheckedAt, bool IsCurrent);
