namespace OrleansNews.Comments;

/// <summary>The time between two comments of one commenter. In memory: after a restart nobody is too quick.</summary>
internal sealed class FloodInterval
{
    private DateTimeOffset? _last;
    private DateTimeOffset? _before;

    /// <summary>Whether an interval has passed since the last comment.</summary>
    public bool IsOver(DateTimeOffset now, TimeSpan interval) => _last is not { } last || now - last >= interval || now < last;

    /// <summary>Records a comment.</summary>
    public void Take(DateTimeOffset now) => (_before, _last) = (_last, now);

    /// <summary>Takes the last record back: that comment was not stored.</summary>
    public void GiveBack() => _last = _before;
}
