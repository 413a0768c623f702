namespace OrleansNews.Mail;

/// <summary>Settings with which no mail could be sent stop the start, and say which and what to do.</summary>
public sealed class MailOptionsTests
{
    [Theory]
    [InlineData("Mail:Host", "", "news@example.org", "", "", 587, "StartTls")]
    [InlineData("Mail:Host", "", "", "news", "secret", 587, "StartTls")]
    [InlineData("Mail:Host", "smtp.example.org:587", "news@example.org", "", "", 587, "StartTls")]
    [InlineData("Mail:From", "smtp.example.org", "", "", "", 587, "StartTls")]
    [InlineData("Mail:From", "smtp.example.org", "news", "", "", 587, "StartTls")]
    [InlineData("Mail:From", "smtp.example.org", "news@example.org\r\nBcc: x@y.org", "", "", 587, "StartTls")]
    [InlineData("Mail:Password", "smtp.example.org", "news@example.org", "news", "", 587, "StartTls")]
    [InlineData("Mail:User", "smtp.example.org", "news@example.org", "", "secret", 587, "StartTls")]
    [InlineData("Mail:Port", "smtp.example.org", "news@example.org", "", "", 0, "StartTls")]
    [InlineData("Mail:Security", "smtp.example.org", "news@example.org", "news", "secret", 25, "None")]
    public void Options_ThatCannotBe_AreRefusedByName(string key, string host, string from, string user, string password, int port, string security)
    {
        var result = new MailOptionsValidator().Validate(null, new() { Host = host, From = from, User = user, Password = password, Port = port, Security = Enum.Parse<MailSecurity>(security) });

        Assert.StartsWith($"The setting {(key == "Mail:Host" && host.Length == 0 ? "Mail:" : key)}", result.FailureMessage, StringComparison.Ordinal);
        Assert.Contains(key, result.FailureMessage, StringComparison.Ordinal);
        Assert.Contains("Give ", result.FailureMessage, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", result.FailureMessage, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_WithoutAServer_AndWithAWholeOne_AreFine()
    {
        var validator = new MailOptionsValidator();
        Assert.True(validator.Validate(null, new()).Succeeded);
        Assert.True(validator.Validate(null, new() { Host = "smtp.example.org", From = "The Estuary <news@example.org>", User = "news", Password = "secret" }).Succeeded);
        Assert.True(validator.Validate(null, new() { Host = "localhost", Security = MailSecurity.None, Port = 25, From = "news@example.org" }).Succeeded);
    }

    [Fact]
    public void Authority_ThatIsNoPemFile_IsRefused() => Assert.Contains(
        "Mail:Authority",
        new MailOptionsValidator().Validate(null, new() { Host = "smtp.example.org", From = "news@example.org", Authority = "/nowhere.pem" }).FailureMessage,
        StringComparison.Ordinal);

    [Fact]
    public void Newspaper_ThatSendsMail_NeedsItsAddress() => Assert.Contains(
        "Site:Address", new Site.SiteOptionsValidator(new(true)).Validate(null, new Site.SiteOptions()).FailureMessage, StringComparison.Ordinal);
}
