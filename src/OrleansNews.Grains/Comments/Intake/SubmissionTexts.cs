namespace OrleansNews.Comments;

/// <summary>What a commenter is told about a field: WordPress's own words where it has some.</summary>
internal static class SubmissionTexts
{
    public const string RequiredFields = "Error: Please fill the required fields.";
    public const string Email = "Error: Please enter a valid email address.";
    public const string Text = "Error: Please type your comment text.";
    public const string AuthorTooLong = "Error: Your name is too long.";
    public const string EmailTooLong = "Error: Your email address is too long.";
    public const string UrlTooLong = "Error: Your URL is too long.";
    public const string TextTooLong = "Error: Your comment is too long.";
    public const string Url = "Error: Please enter a web address that begins with http:// or https://.";
}
