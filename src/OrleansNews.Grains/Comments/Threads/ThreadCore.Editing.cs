namespace OrleansNews.Comments.Threads;

/// <content>
/// Edits. One is named by comment, version and text: when it comes again, it is answered as it was, whatever has become of the comment since. What was stored then only the log knows; it is read ahead of
/// the turn, and never changes.
/// </content>
internal sealed partial class ThreadCore
{
    /// <inheritdoc cref="ICommentThreadGrain.EditAsync"/>
    public async Task<PostCommentResult> EditAsync(EditComment command)
    {
        await EnsureOpenAsync();
        StoredEdit? stored = null;
        var (came, isNewest) = (_time.GetTimestamp(), false);
        while (true)
        {
            var answer = await Enqueue<PostCommentResult?>(
                200 + 2 * command.Text.Length, draft => Edit(draft, command, stored), () => new CommentRefused(CommentRefusal.Busy), command.Id);
            if (answer is CommentRefused { Reason: CommentRefusal.NotEditable } && !isNewest && !IsOfNewest(came))
            {
                await CatchUpForRefusalAsync();
                isNewest = true;
                continue;
            }

            if (answer is not null) return answer;
            stored = await LoadEditAsync(command.Id.Number, command.ExpectedVersion + 1);
        }
    }

    // Null: that version is in the log, and not read yet.
    private PostCommentResult? Edit(ThreadDraft draft, EditComment command, StoredEdit? stored)
    {
        var number = ThreadRules.NumberOf(draft, _article, command.Id);
        if (number == 0 || draft.Find(number) is not { } comment) return new CommentRefused(CommentRefusal.NotEditable);
        if (comment.Version > command.ExpectedVersion && ThreadRules.MayHearOfEdit(comment, command))
        {
            var isCommitted = _index.Contains(number) && _index[number].Version > command.ExpectedVersion;
            if ((isCommitted ? stored : FindDrafted(draft, number, command.ExpectedVersion + 1)) is not { } edit) return null;
            if (edit.Text == command.Text) return new CommentPosted(command.Id, edit.Status, new(draft.Epoch, edit.Sequence), Repeated: true);
        }

        if (comment.Version != command.ExpectedVersion || !ThreadRules.MayEdit(comment, command, draft.Now)) return new CommentRefused(CommentRefusal.NotEditable);
        var holds = command.Hold.Length > 0 && comment.Status == CommentStatus.Approved;
        var position = draft.Add(new StoredEvent
        {
            Kind = EventKind.Edited,
            Time = draft.Now.ToUnixTimeMilliseconds(),
            Number = number,
            Version = comment.Version + 1,
            Text = command.Text,
            Status = holds ? CommentStatus.Held : 0,
            Reason = NullIfEmpty(command.Hold),
            Login = NullIfEmpty(command.Staff?.Login ?? ""),
        });
        return new CommentPosted(command.Id, holds ? CommentStatus.Held : comment.Status, position, Repeated: false);
    }

    private StoredEdit FindDrafted(ThreadDraft draft, int number, int version) => FindEdit(
        draft.Events.Select((stored, i) => (_index.Through + 1 + i, stored)).Where(drafted => drafted.stored.Number == number),
        _index.Contains(number) ? _index[number].Status : default,
        version);

    private async Task<StoredEdit> LoadEditAsync(int number, int version)
    {
        var first = _index[number].First;
        var events = new List<(long, StoredEvent)>();
        foreach (var amendment in _index.AmendmentsOf(number).Where(amendment => !amendment.IsFlag).ToArray())
            if (await LoadEventAsync(amendment.Sequence) is { } stored) events.Add((amendment.Sequence, stored));
        return FindEdit(events, first, version);
    }

    private static StoredEdit FindEdit(IEnumerable<(long Sequence, StoredEvent Stored)> events, CommentStatus status, int version)
    {
        foreach (var (sequence, stored) in events)
        {
            if (stored.Status != 0) status = stored.Status;
            if (stored.Kind == EventKind.Edited && stored.Version == version) return new(stored.Text, status, sequence);
        }

        return default;
    }

    /// <summary>What the log tells of the edit that made a version.</summary>
    /// <param name="Text">Its text; null when it is lost.</param>
    /// <param name="Status">The comment's status behind it.</param>
    /// <param name="Sequence">The event.</param>
    private readonly record struct StoredEdit(string? Text, CommentStatus Status, long Sequence);
}
