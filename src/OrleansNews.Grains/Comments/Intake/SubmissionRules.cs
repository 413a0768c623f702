using System.Collections.Immutable;
using OrleansNews.Site;

namespace OrleansNews.Comments;

/// <summary>The rules about the fields of a comment. Lengths are WordPress's, in characters.</summary>
internal static class SubmissionRules
{
    public const int AuthorLength = 245;
    public const int EmailLength = 100;
    public const int UrlLength = 200;
    public const int TextLength = 65_525;

    /// <summary>The name of who need not give one and does not: WordPress's word.</summary>
    private const string Nobody = "Anonymous";

    /// <summary>The fields as they are kept, and what is wrong with them in the order of the form.</summary>
    public static (CommentFields Fields, ImmutableArray<FieldError> Errors) Check(CommentSubmission submission, DiscussionSettings settings)
    {
        var errors = ImmutableArray.CreateBuilder<FieldError>();
        var author = DisplayName.Clean(submission.Staff?.Name ?? submission.Author);
        var email = TypedText.NormalizeLine(submission.Email);
        var typedUrl = TypedText.NormalizeLine(submission.Url);
        var url = WebsiteAddress.Normalize(typedUrl);

        CheckText(submission.Text, errors);
        var required = settings.RequireNameAndEmail && submission.Staff is null;
        if (author.Length == 0 && required) errors.Add(SubmissionTexts.RequiredFields("author"));
        else if (author.Length > AuthorLength) errors.Add(SubmissionTexts.AuthorTooLong("author"));

        if (email.Length == 0 && required) errors.Add(SubmissionTexts.RequiredFields("email"));
        else if (email.Length > EmailLength) errors.Add(SubmissionTexts.EmailTooLong("email"));
        else if (email.Length > 0 && !EmailAddress.IsValid(email)) errors.Add(SubmissionTexts.Email("email"));

        if (typedUrl.Length > UrlLength || url?.Length > UrlLength) errors.Add(SubmissionTexts.UrlTooLong("url"));
        else if (url is null) errors.Add(SubmissionTexts.Url("url"));

        return (new(author.Length == 0 ? Nobody : author, email, url ?? ""), errors.ToImmutable());
    }

    /// <summary>What is wrong with a text as typed.</summary>
    public static void CheckText(string text, ImmutableArray<FieldError>.Builder errors)
    {
        if (string.IsNullOrWhiteSpace(text)) errors.Add(SubmissionTexts.Text("comment"));
        else if (text.Length > TextLength) errors.Add(SubmissionTexts.TextTooLong("comment"));
    }
}
