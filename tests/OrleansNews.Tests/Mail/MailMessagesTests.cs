using System.Text;
using MimeKit;
using OrleansNews.Site;

namespace OrleansNews.Mail;

/// <summary>No word that anybody typed becomes a field of a mail's head, or another recipient.</summary>
public sealed class MailMessagesTests
{
    public static TheoryData<string> Hostile =>
    [
        "x\r\nBcc: all@example.org", "x\nBcc: all@example.org", "x\rBcc: all@example.org", "x\r\n\r\n<html>", "x\u2028Bcc: all@example.org", "x\u0085Bcc: all@example.org", "x\0\u001bBcc: all@example.org",
        "=?utf-8?q?x=0D=0ABcc:_all@example.org?=", "x\" <all@example.org>, \"y", "\u202Ex", new string('x', 5_000) + "\r\nBcc: all@example.org",
    ];

    [Theory]
    [MemberData(nameof(Hostile))]
    public void Words_OfStrangers_StayInTheirField(string hostile)
    {
        var settings = new SiteSettings { Title = hostile, Address = "https://news.example.org" };
        var message = MailMessages.Of("abc", "news@example.org", settings, MailAddresses.Of("mo@example.org")!, new(hostile, "Bcc: in the text\r\n.\r\nMAIL FROM:<x@y>"), DateTimeOffset.UnixEpoch);

        using var stream = new MemoryStream();
        message.WriteTo(stream, TestContext.Current.CancellationToken);
        var sent = new ReceivedMail("", [], Encoding.Latin1.GetString(stream.ToArray()).ReplaceLineEndings("\r\n"), false);

        Assert.Equal(
            ["Auto-Submitted", "Content-Type", "Date", "From", "MIME-Version", "Message-Id", "Subject", "To"],
            sent.Head.Select(line => line.Split(':')[0]).Except(["Content-Transfer-Encoding"]).Order(StringComparer.Ordinal));
        Assert.All(sent.Head, line => Assert.DoesNotContain(line, char.IsControl));
        stream.Position = 0;
        var read = MimeMessage.Load(stream, TestContext.Current.CancellationToken);
        Assert.Equal("mo@example.org", Assert.Single(read.To.Mailboxes).Address);
        Assert.Equal("news@example.org", Assert.Single(read.From.Mailboxes).Address);
        Assert.Empty(read.Cc);
        Assert.Empty(read.Bcc);
    }

    [Theory]
    [InlineData("https://news.example.org/mail?t=x", "List-Unsubscribe=One-Click")]
    [InlineData("http://news.example.org/mail?t=x", null)]
    public void OneClick_IsOffered_OnlyByHttps(string stop, string? post)
    {
        var message = MailMessages.Of("abc", "news@example.org", new() { Title = "The Estuary", Address = new Uri(stop).GetLeftPart(UriPartial.Authority) }, MailAddresses.Of("mo@example.org")!, new("x", "y"), DateTimeOffset.UnixEpoch, stop);

        Assert.Equal(($"<{stop}>", post), (message.Headers["List-Unsubscribe"], message.Headers["List-Unsubscribe-Post"]));
    }

    [Theory]
    [InlineData("mo@example.org\r\nBcc: all@example.org")]
    [InlineData("mo@example.org, all@example.org")]
    [InlineData("Mo <mo@example.org>")]
    [InlineData("mo@example.org>\r\nDATA")]
    [InlineData("mo")]
    [InlineData("")]
    public void Address_ThatIsNotOneMailbox_IsNone(string address) => Assert.Null(MailAddresses.Of(address));

    [Theory]
    [InlineData("mo@example.org")]
    [InlineData("o'brien+news@example.co.uk")]
    public void Address_OfOneMailbox_IsTaken(string address) => Assert.Equal(address, MailAddresses.Of(address)!.Address);
}
