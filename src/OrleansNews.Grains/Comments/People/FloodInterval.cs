namespace OrleansNews.Comments;

/// <summary>
/// The time between two comments of one commenter. The submission that holds it is admitted again: a second attempt, whether a double click or a retry, is never too quick, and the
/// thread answers it as it answered the first. In memory: after a restart nobody is too quick.
/// </summary>
internal sealed class FloodInterval
{
    private Holding? _last;
    private DateTimeOffset? _before;

    /// <summary>Whether an interval has passed since the last comment, or that comment is the same submission.</summary>
    public bool IsOver(DateTimeOffset now, TimeSpan interval, ArticleId article, SubmissionId submission) =>
        _last is not { } last || last.IsBy(article, submission) || now - last.At >= interval || now < last.At;

    /// <summary>Records an attempt to comment.</summary>
    public void Take(DateTimeOffset now, ArticleId article, SubmissionId submission)
    {
        if (_last is { } last && last.IsBy(article, submission)) _last = last with { Attempts = last.Attempts + 1 };
        else (_before, _last) = (_last?.At, new(now, article, submission, 1));
    }

    /// <summary>Takes an attempt back: it stored nothing. The interval is over when no other attempt of the same submission holds it.</summary>
    public void GiveBack(ArticleId article, SubmissionId submission)
    {
        if (_last is not { } last || !last.IsBy(article, submission)) return;
        if (last.Attempts > 1) _last = last with { Attempts = last.Attempts - 1 };
        else _last = _before is { } before ? new(before, default, default, 0) : null;
    }

    // The story is part of it: one id under two stories is two comments.
    private readonly record struct Holding(DateTimeOffset At, ArticleId Article, SubmissionId Submission, int Attempts)
    {
        public bool IsBy(ArticleId article, SubmissionId submission) => Attempts > 0 && Article == article && Submission == submission;
    }
}
