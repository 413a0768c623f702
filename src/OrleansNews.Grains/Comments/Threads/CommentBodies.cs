using OrleansNews.Logs;

namespace OrleansNews.Comments.Threads;

/// <summary>Names and texts, read from the log when they are asked for and kept while there is room.</summary>
internal sealed class CommentBodies(EventLog log, ThreadIndex index, long cacheBytes)
{
    private static readonly CommentBody Erased = new("", "", "", 0, null);

    private readonly BoundedCache<int, CommentBody> _cache = new(cacheBytes);

    /// <summary>The body, when it is in memory.</summary>
    public CommentBody? Find(int number) => _cache.TryGet(number, out var body) ? body : null;

    /// <summary>Reads a body. It may be older than the index when an event arrives meanwhile: then it is not kept, and asked for again.</summary>
    public async ValueTask<CommentBody> LoadAsync(int number)
    {
        while (true)
        {
            if (index[number].Status == CommentStatus.Erased) return Erased;
            if (Find(number) is { } cached) return cached;
            var (posted, text) = (index[number].Sequence, index[number].TextSequence);
            var body = await ReadAsync(posted, text);
            if (index[number].TextSequence != text || index[number].Status == CommentStatus.Erased) continue;
            if (!body.IsDamaged) _cache.Set(number, body, body.Cost);
            return body;
        }
    }

    /// <summary>
    /// Takes over what an event changes in a body that is in memory. A new comment is not put there: its bytes are in the tail or a block of the log, in memory too, and of many that are
    /// posted few are read before the next one.
    /// </summary>
    public void Apply(StoredEvent stored)
    {
        switch (stored.Kind)
        {
            case EventKind.Edited when Find(stored.Number) is { } body:
                var edited = body with { Text = stored.Text ?? "", EditedAt = stored.Time };
                _cache.Set(stored.Number, edited, edited.Cost);
                break;
            case EventKind.Erased:
                _cache.Remove(stored.Number);
                break;
        }
    }

    /// <summary>Reads one event; null when it is lost.</summary>
    public async ValueTask<StoredEvent?> ReadEventAsync(long sequence)
    {
        if (sequence == 0 || await log.LoadAsync(sequence) is not { } run) return null;
        if (EventCodec.TryDecode(run[sequence].Span) is { } stored) return stored;
        log.ReportSpoiled(sequence);
        return null;
    }

    private async ValueTask<CommentBody> ReadAsync(long posted, long text)
    {
        if (await ReadEventAsync(posted) is not { } first) return CommentBody.Damaged;
        if (text == posted) return new(first.Author ?? "", first.Url ?? "", first.Text ?? "", first.Time, null);
        return await ReadEventAsync(text) is { } last
            ? new(first.Author ?? "", first.Url ?? "", last.Text ?? "", first.Time, last.Time)
            : CommentBody.Damaged;
    }
}
