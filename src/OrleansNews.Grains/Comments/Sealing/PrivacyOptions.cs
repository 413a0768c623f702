namespace OrleansNews.Comments;

/// <summary>How long personal data is kept. Section <c>Privacy</c>.</summary>
internal sealed class PrivacyOptions
{
    public const string Section = "Privacy";

    /// <summary>
    /// Days after which nobody can read any more where a comment came from (network address, user agent), 1 to 365. Default: 30. Counted in whole days, UTC, from the end of
    /// the day of the comment.
    /// </summary>
    public int OriginDays { get; set; } = 30;
}
