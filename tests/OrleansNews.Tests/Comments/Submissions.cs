namespace OrleansNews.Comments;

/// <summary>Comments for tests, as readers send them.</summary>
internal static class Submissions
{
    /// <summary>A comment that is there, seen or not.</summary>
    /// <param name="grains">The cluster.</param>
    /// <param name="story">The story.</param>
    /// <param name="author">The name, from which the email address is made.</param>
    /// <param name="text">The text.</param>
    /// <param name="more">What else is sent.</param>
    public static async Task<CommentPosted> CommentedAsync(this IGrainFactory grains, ArticleId story, string author, string text, Func<CommentSubmission, CommentSubmission>? more = null)
    {
        var comment = new CommentSubmission
        {
            Article = story,
            Submission = SubmissionId.FromKey(Guid.NewGuid().ToString()),
            Author = author,
            Email = $"{author.ToLowerInvariant()}@example.org",
            Text = text,
        };
        return Assert.IsType<CommentPosted>(await grains.GetGrain<ICommentIntakeGrain>(0).SubmitAsync(more is null ? comment : more(comment)));
    }
}
