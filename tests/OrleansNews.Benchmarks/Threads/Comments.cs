using OrleansNews.Comments;

namespace OrleansNews.Benchmarks.Threads;

/// <summary>Comments of about 500 bytes, no two alike, as the intake hands them to a thread.</summary>
internal static class Comments
{
    /// <summary>A new one.</summary>
    public static PostComment New() => new()
    {
        Submission = new SubmissionId(Guid.NewGuid()),
        PayloadHash = Random.Shared.NextInt64(),
        Author = "Ada Reader",
        Text = Text(),
        Commenter = Guid.NewGuid().ToString("N"),
        DuplicateByAuthor = Random.Shared.NextInt64(1, long.MaxValue),
        DuplicateByEmail = Random.Shared.NextInt64(1, long.MaxValue),
        SealedEmail = [.. new byte[48]],
        SealedOrigin = [.. new byte[96]],
        Status = CommentStatus.Approved,
        // The approval of a commenter is another grain's business, and not measured here.
        BrowserTrusted = true,
    };

    /// <summary>Posts one; everything but "posted" ends the measurement.</summary>
    public static async Task PostAsync(ICommentThreadGrain thread)
    {
        var answer = await thread.PostAsync(New());
        if (answer is not CommentPosted { Repeated: false }) throw new InvalidOperationException($"A comment was not posted: {answer}");
    }

    /// <summary>500 letters.</summary>
    public static string Text() => string.Create(500, 0, static (text, _) =>
    {
        foreach (ref var character in text) character = (char)Random.Shared.Next('a', 'z' + 1);
    });
}
