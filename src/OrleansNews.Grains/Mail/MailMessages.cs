using MimeKit;
using OrleansNews.Site;

namespace OrleansNews.Mail;

/// <summary>Puts words into the form that is sent (RFC 5322). Whatever anybody typed, each field of the head stays one field.</summary>
internal static class MailMessages
{
    public static MimeMessage Of(string id, string sender, SiteSettings settings, MailboxAddress to, MailWords words, DateTimeOffset at)
    {
        var from = MailAddresses.TryRead(sender) ?? throw new ArgumentException("The sender is no address.", nameof(sender));
        if (string.IsNullOrEmpty(from.Name)) from.Name = MailAddresses.Line(settings.Title);
        var message = new MimeMessage([from], [to], MailAddresses.Line(words.Subject), new TextPart("plain") { Text = words.Body })
        {
            MessageId = $"{id}@{new Uri(settings.Address).IdnHost}",
            Date = at,
        };
        message.Headers.Add("Auto-Submitted", "auto-generated"); // RFC 3834: no reply by a machine is wanted.
        return message;
    }
}
