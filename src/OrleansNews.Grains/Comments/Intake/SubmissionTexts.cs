namespace OrleansNews.Comments;

/// <summary>What a commenter is told about a field, and the code by which front ends say it in another language: WordPress's own where it has some.</summary>
internal static class SubmissionTexts
{
    public static FieldError RequiredFields(string field) => new(field, "Error: Please fill the required fields.", "require_name_email");
    public static FieldError Email(string field) => new(field, "Error: Please enter a valid email address.", "require_valid_email");
    public static FieldError Text(string field) => new(field, "Error: Please type your comment text.", "require_valid_comment");
    public static FieldError AuthorTooLong(string field) => new(field, "Error: Your name is too long.", "comment_author_column_length");
    public static FieldError EmailTooLong(string field) => new(field, "Error: Your email address is too long.", "comment_author_email_column_length");
    public static FieldError UrlTooLong(string field) => new(field, "Error: Your URL is too long.", "comment_author_url_column_length");
    public static FieldError TextTooLong(string field) => new(field, "Error: Your comment is too long.", "comment_content_column_length");
    public static FieldError Url(string field) => new(field, "Error: Please enter a web address that begins with http:// or https://.", "require_valid_url");
}
