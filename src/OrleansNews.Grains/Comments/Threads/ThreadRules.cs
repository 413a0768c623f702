using OrleansNews.Accounts;

namespace OrleansNews.Comments.Threads;

/// <summary>The rules of a thread that depend on its state. They read the draft and change nothing.</summary>
internal static class ThreadRules
{
    /// <summary>Replies stand at most this deep: counts are kept for every comment above a reply, so its cost grows with its depth.</summary>
    public const int MaxDepth = 10_000;

    /// <summary>
    /// The most flags that are kept of one comment. A browser costs nothing to invent, and a hundred flags tell a moderator what a thousand would: further ones are answered and
    /// not kept.
    /// </summary>
    public const int MaxFlags = 100;

    /// <summary>The most comments in one decision, and in one commit of an erasure.</summary>
    public const int MaxDecided = 1_000;

    /// <summary>
    /// The answer to a post that is not to be stored: the first answer of a known submission, or a refusal. Null when it is to be stored. The submission comes before every
    /// rule, then WordPress's order: closed, parent, duplicate.
    /// </summary>
    public static PostCommentResult? Check(ThreadDraft draft, ArticleId article, PostComment command, int remembered)
    {
        if (draft.FindSubmission(command.Submission.Value, remembered) is { } known)
        {
            return known.PayloadHash == command.PayloadHash
                ? new CommentPosted(CommentId.Native(article, known.Number), known.First, new(draft.Epoch, known.Sequence), Repeated: true)
                : new CommentRefused(CommentRefusal.SubmissionReused);
        }

        if (draft.IsClosed || draft.LastNumber >= CommentId.MaxNumber) return new CommentRefused(CommentRefusal.Closed);
        if (command.Parent is { } parent && !MayReply(draft, article, parent, command.MayReplyToHidden)) return new CommentRefused(CommentRefusal.ParentNotApproved);
        return draft.HasDuplicate(command.DuplicateByAuthor, command.DuplicateByEmail) ? new CommentRefused(CommentRefusal.Duplicate) : null;
    }

    /// <summary>Whether a comment may be edited by this command at all, its version aside.</summary>
    public static bool MayEdit(CommentFacts comment, EditComment command, DateTimeOffset now) =>
        MayHearOfEdit(comment, command) &&
        (command.Staff is not null ||
         (comment.Status is CommentStatus.Approved or CommentStatus.Held && now.ToUnixTimeSeconds() - comment.Seconds <= command.Window.TotalSeconds && command.Window > TimeSpan.Zero));

    /// <summary>Whether whoever sends this edit may be told what became of it, if it was stored before: however late it is, until the comment is erased.</summary>
    public static bool MayHearOfEdit(CommentFacts comment, EditComment command) => comment.Status != CommentStatus.Erased && (command.Staff is { } staff
        ? staff.May(Permission.ModerateComments)
        : command.Browser is { } browser && comment.Browser != 0 && comment.Browser == ThreadIndex.HashOf(browser.Value));

    /// <summary>Whether a browser wrote a comment that its author may still see.</summary>
    public static bool IsOwn(in CommentEntry comment, BrowserId browser) =>
        comment.Browser != 0 && comment.Browser == ThreadIndex.HashOf(browser.Value) && comment.Status is CommentStatus.Approved or CommentStatus.Held;

    /// <summary>The status behind a decision; null when there is nothing to change. Who approves what readers see already says that its flags are no reason to hide it.</summary>
    public static CommentStatus? Decide(CommentFacts comment, Decision decision)
    {
        if (comment.Status == CommentStatus.Erased) return null;
        CommentStatus? status = decision switch
        {
            Decision.Approve => CommentStatus.Approved,
            Decision.Hold => CommentStatus.Held,
            Decision.Spam => CommentStatus.Spam,
            Decision.Trash => CommentStatus.Trash,
            Decision.Restore => comment.Status is CommentStatus.Spam or CommentStatus.Trash ? comment.Before : null,
            _ => null,
        };
        var dismissesFlags = comment.IsFlagged && decision == Decision.Approve;
        return status == comment.Status && !dismissesFlags ? null : status;
    }

    /// <summary>The comment's number when it is of this thread and exists; else 0.</summary>
    public static int NumberOf(ThreadDraft draft, ArticleId article, CommentId id) =>
        id.IsNative && id.Article == article && draft.Find(id.Number) is not null ? id.Number : 0;

    private static bool MayReply(ThreadDraft draft, ArticleId article, CommentId parent, bool mayReplyToHidden)
    {
        var number = NumberOf(draft, article, parent);
        if (number == 0 || draft.Find(number) is not { } comment || comment.Depth + 1 >= MaxDepth) return false;
        return comment.Status == CommentStatus.Approved || (mayReplyToHidden && comment.Status != CommentStatus.Erased);
    }
}
