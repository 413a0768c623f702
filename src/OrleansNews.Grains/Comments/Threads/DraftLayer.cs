namespace OrleansNews.Comments.Threads;

/// <summary>What one batch does to the comments beneath it.</summary>
internal sealed class DraftLayer
{
    private readonly HashSet<(long Hash, bool ByEmail)> _duplicates = [];
    private readonly List<(int Number, string Commenter)> _posted = [];

    /// <summary>The place of its first event in the log.</summary>
    public long First { get; set; }

    /// <summary>The events of the batch, in order.</summary>
    public List<StoredEvent> Events { get; } = [];

    /// <summary>Each comment that is new or changed, as it is behind the batch.</summary>
    public Dictionary<int, CommentFacts> Facts { get; } = [];

    /// <summary>The comments that submissions made.</summary>
    public Dictionary<Guid, int> Submissions { get; } = [];

    public void Clear()
    {
        _duplicates.Clear();
        _posted.Clear();
        Events.Clear();
        Facts.Clear();
        Submissions.Clear();
    }

    /// <summary>Whether a comment of the batch that is not in the trash has this hash.</summary>
    public bool HasDuplicate(long byAuthor, long byEmail) =>
        (byAuthor != 0 && _duplicates.Contains((byAuthor, false))) || (byEmail != 0 && _duplicates.Contains((byEmail, true)));

    /// <summary>The comments of a person.</summary>
    public IEnumerable<int> FindByCommenter(string commenter) => _posted.Where(posted => posted.Commenter == commenter).Select(posted => posted.Number);

    /// <summary>Notes what a new comment is found by.</summary>
    public void AddPosted(StoredEvent stored)
    {
        Submissions[stored.Submission] = stored.Number;
        if (stored.Status != CommentStatus.Trash)
        {
            if (stored.DuplicateByAuthor != 0) _duplicates.Add((stored.DuplicateByAuthor, false));
            if (stored.DuplicateByEmail != 0) _duplicates.Add((stored.DuplicateByEmail, true));
        }

        if (stored.Commenter is not null) _posted.Add((stored.Number, stored.Commenter));
    }
}
