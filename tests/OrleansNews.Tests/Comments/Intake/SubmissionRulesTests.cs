using OrleansNews.Accounts;
using OrleansNews.Site;

namespace OrleansNews.Comments;

public class SubmissionRulesTests
{
    private static readonly CommentSubmission Good = new()
    {
        Article = new(1), Submission = SubmissionId.FromKey("x"), Author = "Ada", Email = "ada@a.example", Url = "a.example", Text = "Hello",
    };

    [Fact]
    public void Check_AGoodSubmission_HasNoErrors()
    {
        var (fields, errors) = SubmissionRules.Check(Good, new());

        Assert.Empty(errors);
        Assert.Equal(new("Ada", "ada@a.example", "https://a.example/"), fields);
    }

    [Fact]
    public void Check_EmptyFields_AreAskedForInWordPressWords()
    {
        var (_, errors) = SubmissionRules.Check(Good with { Author = " ", Email = "", Text = "\n" }, new());

        Assert.Equal(
            [new("comment", "Error: Please type your comment text.", "require_valid_comment"), new("author", "Error: Please fill the required fields.", "require_name_email"), new("email", "Error: Please fill the required fields.", "require_name_email")],
            errors);
    }

    [Fact]
    public void Check_NameAndEmailNotRequired_MayBeEmpty()
    {
        var (fields, errors) = SubmissionRules.Check(Good with { Author = "", Email = "" }, new DiscussionSettings { RequireNameAndEmail = false });

        Assert.Empty(errors);
        Assert.Equal("Anonymous", fields.Author);
    }

    [Fact]
    public void Check_Staff_NeedNoFormFieldsAndKeepTheirName()
    {
        var (fields, errors) = SubmissionRules.Check(Good with { Author = "Somebody else", Email = "", Staff = new("bo", "Bo", Role.Editor) }, new());

        Assert.Empty(errors);
        Assert.Equal("Bo", fields.Author);
    }

    [Fact]
    public void Check_Lengths_AreWordPressLimits()
    {
        var longest = Good with { Author = new('a', 245), Email = new string('a', 60) + "@" + new string('b', 31) + ".example", Url = "https://a.example/" + new string('c', 182), Text = new('x', 65_525) };
        Assert.Empty(SubmissionRules.Check(longest, new()).Errors);

        var longer = longest with { Author = longest.Author + "a", Email = "a" + longest.Email, Url = longest.Url + "c", Text = longest.Text + "x" };
        Assert.Equal(
            [
                new("comment", "Error: Your comment is too long.", "comment_content_column_length"), new("author", "Error: Your name is too long.", "comment_author_column_length"),
                new("email", "Error: Your email address is too long.", "comment_author_email_column_length"), new("url", "Error: Your URL is too long.", "comment_author_url_column_length"),
            ],
            SubmissionRules.Check(longer, new()).Errors);
    }

    [Theory]
    [InlineData("a@b.example", true)]
    [InlineData("a.b+c@d-e.example", true)]
    [InlineData("O'Neil@x.example", true)]
    [InlineData("josé@españa.example", true)]
    [InlineData("a", false)]
    [InlineData("a@b", false)]
    [InlineData("@b.example", false)]
    [InlineData("a@b.example.", false)]
    [InlineData("a@.example", false)]
    [InlineData("a b@c.example", false)]
    [InlineData("a@b@c.example", false)]
    [InlineData("a..b@c.example", false)]
    [InlineData("<a@b.example>", false)]
    [InlineData("a@-b.example", false)]
    [InlineData("a@b,example", false)]
    public void EmailAddress_Syntax_IsChecked(string email, bool valid) => Assert.Equal(valid, EmailAddress.IsValid(email));

    [Theory]
    [InlineData("", "")]
    [InlineData("example.com", "https://example.com/")]
    [InlineData("example.com:8080/x", "https://example.com:8080/x")]
    [InlineData("//example.com", "https://example.com/")]
    [InlineData("http://example.com/a b", "http://example.com/a%20b")]
    [InlineData("HTTPS://Example.COM/X", "https://example.com/X")]
    [InlineData("https://münchen.example", "https://münchen.example/")]
    [InlineData("javascript:alert(1)", null)]
    [InlineData("mailto:a@b.example", null)]
    [InlineData("ftp://example.com", null)]
    [InlineData("data:text/html,x", null)]
    [InlineData("https://a@evil.example", null)]
    [InlineData("https://", null)]
    [InlineData("not a url", null)]
    [InlineData("nodot", null)]
    public void WebsiteAddress_Normalize_IsAnHttpAddressOrNothing(string typed, string? url) => Assert.Equal(url, WebsiteAddress.Normalize(typed));

    [Fact]
    public void Name_ThatWouldTurnTheLine_IsStraightened() =>
        Assert.Equal("Ada x", SubmissionRules.Check(Good with { Author = " A\u202Eda\r\nx\0 " }, new()).Fields.Author);
}
