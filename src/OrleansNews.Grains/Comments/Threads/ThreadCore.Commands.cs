using System.Collections.Immutable;
using OrleansNews.Accounts;

namespace OrleansNews.Comments.Threads;

/// <content>Commands.</content>
internal sealed partial class ThreadCore
{
    private const int MaxNote = 500;

    /// <inheritdoc cref="ICommentThreadGrain.CheckAsync"/>
    public async Task<PostCommentResult?> CheckAsync(PostComment command)
    {
        await EnsureOpenAsync();
        var came = _time.GetTimestamp();
        var answer = await EnqueueCheckAsync(command);
        if (answer is CommentPosted or CommentRefused { Reason: CommentRefusal.SubmissionReused } || IsOfNewest(came)) return answer;

        // What is not refused here is refused for another reason: the submission must not be one that another activation has stored.
        await CatchUpForRefusalAsync();
        return await EnqueueCheckAsync(command);
    }

    // In the queue it stands behind the first attempt of the same submission, and what is doubtful is read again before it is answered.
    private Task<PostCommentResult?> EnqueueCheckAsync(PostComment command) =>
        Enqueue(100, draft => ThreadRules.Check(draft, _article, command, _options.RememberedSubmissions), () => throw Overloaded(), command.Submission, mayOvertake: true);

    /// <inheritdoc cref="ICommentThreadGrain.PostAsync"/>
    public async Task<PostCommentResult> PostAsync(PostComment command)
    {
        if (!_open) await EnsureOpenAsync();
        var came = _time.GetTimestamp();
        var post = Prepare(command);
        var answer = await EnqueuePost(post);
        if (answer is not CommentRefused { Reason: CommentRefusal.Closed or CommentRefusal.ParentNotApproved or CommentRefusal.Duplicate } || IsOfNewest(came)) return answer;

        // Another activation may have stored what makes it right, or this very comment.
        await CatchUpForRefusalAsync();
        return await EnqueuePost(post);
    }

    private Task<PostCommentResult> EnqueuePost(PreparedPost post) => Enqueue<PostCommentResult>(
        400 + 2 * (post.Command.Text.Length + post.Command.Author.Length) + post.Said.Length,
        draft => Post(draft, post),
        static () => new CommentRefused(CommentRefusal.Busy),
        post.Command.Submission,
        mayOvertake: true);

    // Whether the store has been asked since then, by a commit or a look, and nobody else had written: what was decided behind it was decided about the newest head.
    private bool IsOfNewest(long came) => !HasEnded && _time.GetElapsedTime(came) > _log.Age;

    // A refusal is true only of the newest head; many of them share one look.
    private async Task CatchUpForRefusalAsync()
    {
        if (!await CatchUpForReaderAsync()) throw NotReached();
    }

    /// <inheritdoc cref="ICommentThreadGrain.FindOwnAsync"/>
    public async Task<CommentView?> FindOwnAsync(CommentId id, BrowserId browser)
    {
        await EnsureOpenAsync();
        while (IsHere(id) && ThreadRules.IsOwn(_index[id.Number], browser))
        {
            var through = _index.Through;
            var body = await LoadBodyAsync(id.Number);
            if (_index.Through == through) return body.IsDamaged ? null : FullView(id.Number, body, 0);
        }

        return null;
    }

    /// <inheritdoc cref="ICommentThreadGrain.FlagAsync"/>
    public async Task<bool> FlagAsync(FlagComment command)
    {
        await EnsureOpenAsync();
        var came = _time.GetTimestamp();
        if (await EnqueueFlag(command)) return true;
        if (IsOfNewest(came)) return false;
        await CatchUpForRefusalAsync();
        return await EnqueueFlag(command);
    }

    private Task<bool> EnqueueFlag(FlagComment command) => Enqueue(200 + 2 * command.Note.Length, draft => Flag(draft, command), () => throw Overloaded());

    /// <inheritdoc cref="ICommentThreadGrain.SetOpenAsync"/>
    public async Task<ModerationResult> SetOpenAsync(bool open, Actor actor)
    {
        await EnsureOpenAsync();
        return await EnqueueModeration(100, draft => SetOpen(draft, open, actor));
    }

    /// <inheritdoc cref="ICommentThreadGrain.EraseAsync"/>
    public async Task<ModerationResult> EraseAsync(EraseCommenter command)
    {
        await EnsureOpenAsync();
        while (true)
        {
            var count = _index.FindByCommenter(command.Commenter, ThreadRules.MaxDecided).Count;
            var more = false;
            var result = await EnqueueModeration(100 + 100 * count, draft => Erase(draft, command, out more));
            if (!more) return result;
        }
    }

    private async Task<ModerationResult> EnqueueModeration(int size, Func<ThreadDraft, ModerationResult> decide, object? subject = null)
    {
        var wrote = false;
        var came = _time.GetTimestamp();
        var answer = await Enqueue(size, Decide, () => throw Overloaded(), subject);
        if (wrote || IsOfNewest(came)) return answer;

        // Nothing to do is true only of the newest head, too.
        await CatchUpForRefusalAsync();
        return await Enqueue(size, Decide, () => throw Overloaded(), subject);

        ModerationResult Decide(ThreadDraft draft)
        {
            var before = draft.Events.Count;
            var result = decide(draft);
            wrote = draft.Events.Count > before;
            return result;
        }
    }

    private static ThreadUnavailableException Overloaded() => new("Too many commands wait for this thread.");

    // In the turn in which it came, beside the write of another batch: what is done in its own one the store waits for.
    private static PreparedPost Prepare(PostComment command)
    {
        var posted = new StoredEvent
        {
            Kind = EventKind.Posted,
            Parent = command.Parent?.Number ?? 0,
            Status = command.Status,
            Author = command.Author,
            Url = NullIfEmpty(command.Url),
            Text = command.Text,
            Commenter = NullIfEmpty(command.Commenter),
            SealedEmail = Bytes(command.SealedEmail),
            SealedOrigin = Bytes(command.SealedOrigin),
            Browser = command.Browser?.Value ?? Guid.Empty,
            Submission = command.Submission.Value,
            PayloadHash = command.PayloadHash,
            DuplicateByAuthor = command.DuplicateByAuthor,
            DuplicateByEmail = command.DuplicateByEmail,
            Reason = NullIfEmpty(command.Reason),
            Login = NullIfEmpty(command.StaffLogin),
            WantsReplyMail = command.WantsReplyMail,
            NotifyApproval = command is { Browser: not null, BrowserTrusted: false, Commenter.Length: > 0 },
        };
        return new(command, posted, PostedJson.EncodeSaid(posted));
    }

    private PostCommentResult Post(ThreadDraft draft, PreparedPost post)
    {
        if (ThreadRules.Check(draft, _article, post.Command, _options.RememberedSubmissions) is { } answer) return answer;
        var number = draft.LastNumber + 1;
        var position = draft.Add(post.Event with { Time = draft.Now.ToUnixTimeMilliseconds(), Number = number }, post.Said);
        return new CommentPosted(CommentId.Native(_article, number), post.Command.Status, position, Repeated: false);
    }

    private bool Flag(ThreadDraft draft, FlagComment command)
    {
        var number = ThreadRules.NumberOf(draft, _article, command.Id);
        if (number == 0 || draft.Find(number)!.Value.Status != CommentStatus.Approved) return false;
        if (draft.HasFlag(number, command.Browser.Value) || draft.CountFlags(number) >= ThreadRules.MaxFlags) return true;
        draft.Add(new StoredEvent
        {
            Kind = EventKind.Flagged,
            Time = draft.Now.ToUnixTimeMilliseconds(),
            Number = number,
            Decision = (byte)command.Reason,
            Text = NullIfEmpty(Cut(command.Note)),
            Browser = command.Browser.Value,
        });
        return true;
    }

    private static ModerationResult SetOpen(ThreadDraft draft, bool open, Actor actor)
    {
        if (!actor.May(Permission.ModerateComments)) return new(false, draft.Position);
        if (draft.IsClosed == open)
        {
            draft.Add(new StoredEvent
            {
                Kind = open ? EventKind.Opened : EventKind.Closed,
                Time = draft.Now.ToUnixTimeMilliseconds(),
                Login = NullIfEmpty(actor.Login),
            });
        }

        return new(true, draft.Position);
    }

    private static ModerationResult Erase(ThreadDraft draft, EraseCommenter command, out bool more)
    {
        more = false;
        if (!command.Actor.May(Permission.ModerateComments) || command.Commenter.Length == 0) return new(false, draft.Position);
        var numbers = draft.FindByCommenter(command.Commenter);
        more = numbers.Count > ThreadRules.MaxDecided;
        foreach (var number in numbers.Take(ThreadRules.MaxDecided))
        {
            draft.Add(new StoredEvent
            {
                Kind = EventKind.Erased,
                Time = draft.Now.ToUnixTimeMilliseconds(),
                Number = number,
                Login = NullIfEmpty(command.Actor.Login),
            });
        }

        return new(true, draft.Position);
    }

    private static string Cut(string text) => text.Length <= MaxNote ? text : text[..MaxNote];

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;

    private static byte[]? Bytes(ImmutableArray<byte> bytes) =>
        bytes.IsDefaultOrEmpty ? null : System.Runtime.InteropServices.ImmutableCollectionsMarshal.AsArray(bytes);

    /// <summary>A comment that has come.</summary>
    /// <param name="Command">The command.</param>
    /// <param name="Event">Its event, without time and number.</param>
    /// <param name="Said">What the event says.</param>
    private sealed record PreparedPost(PostComment Command, StoredEvent Event, ReadOnlyMemory<byte> Said);
}
