using System.Collections.Immutable;
using OrleansNews.Accounts;

namespace OrleansNews.Comments.Threads;

/// <summary>Commands as the intake sends them.</summary>
internal static class Posts
{
    public static Actor Moderator { get; } = new("mo", "Mo", Role.Moderator);

    public static Actor Author { get; } = new("al", "Al", Role.Author);

    public static PostComment New(
        string text,
        CommentId? parent = null,
        CommentStatus status = CommentStatus.Approved,
        string author = "Ann",
        string commenter = "",
        BrowserId? browser = null,
        string? key = null) => new()
    {
        Submission = SubmissionId.FromKey(key ?? $"{author}/{parent}/{text}"),
        PayloadHash = Hash($"{author}/{parent}/{text}"),
        Parent = parent,
        Author = author,
        Text = text,
        Commenter = commenter,
        Browser = browser,
        BrowserTrusted = true,
        DuplicateByAuthor = Hash($"{parent}/{text}/{author}"),
        Status = status,
        SealedEmail = [.. Enumerable.Range(0, 50).Select(i => (byte)i)],
        SealedOrigin = [.. Enumerable.Range(0, 100).Select(i => (byte)i)],
    };

    public static DecideComments Decide(Decision decision, params CommentId[] ids) => new([.. ids], decision, Moderator);

    public static EditComment Edit(CommentId id, string text, int version, BrowserId? browser, string hold = "") =>
        new(id, text, version, browser, browser is null ? Moderator : null, hold, TimeSpan.FromMinutes(5));

    public static long Hash(string text) => (long)System.IO.Hashing.XxHash3.HashToUInt64(System.Text.Encoding.UTF8.GetBytes(text));
}
