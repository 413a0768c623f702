using MimeKit;
using OrleansNews.Site;

namespace OrleansNews.Mail;

/// <summary>Puts words into the form that is sent (RFC 5322). Whatever anybody typed, each field of the head stays one field.</summary>
internal static class MailMessages
{
    /// <summary>The message; with <paramref name="stop"/>, where the recipient ends mails of this kind, also as fields of the head.</summary>
    public static MimeMessage Of(string id, string sender, SiteSettings settings, MailboxAddress to, MailWords words, DateTimeOffset at, string stop = "")
    {
        var from = MailAddresses.TryRead(sender) ?? throw new ArgumentException("The sender is no address.", nameof(sender));
        if (string.IsNullOrEmpty(from.Name)) from.Name = MailAddresses.Line(settings.Title);
        var message = new MimeMessage([from], [to], MailAddresses.Line(words.Subject), new TextPart("plain") { Text = words.Body })
        {
            MessageId = $"{id}@{new Uri(settings.Address).IdnHost}",
            Date = at,
        };
        if (stop.Length > 0)
        {
            message.Headers.Add(HeaderId.ListUnsubscribe, $"<{stop}>");
            // RFC 8058: a program ends it with one request, without a browser, and only by https.
            if (stop.StartsWith("https://", StringComparison.OrdinalIgnoreCase)) message.Headers.Add("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        }

        message.Headers.Add("Auto-Submitted", "auto-generated"); // RFC 3834: no reply by a machine is wanted.
        return message;
    }
}
