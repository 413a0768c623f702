using System.Text;
using MimeKit;

namespace OrleansNews.Mail;

/// <summary>Addresses and lines of a mail's head, from words that anybody may have typed.</summary>
internal static class MailAddresses
{
    private const int LongestLine = 200;

    /// <summary>One mailbox, with or without a name; null for anything else, and for whatever holds a control character.</summary>
    public static MailboxAddress? TryRead(string text) =>
        !text.Any(char.IsControl) && MailboxAddress.TryParse(text, out var mailbox) && mailbox.Address.IndexOf('@', StringComparison.Ordinal) > 0 ? mailbox : null;

    /// <summary>The mailbox of a bare address; null when it is none.</summary>
    public static MailboxAddress? Of(string address) => TryRead(address) is { } mailbox && mailbox.Address == address ? mailbox : null;

    /// <summary>
    /// A text as one line: whatever would end it, or hide what stands in it, is a space. MimeKit encodes such characters too; here they do not even reach it.
    /// </summary>
    public static string Line(string text)
    {
        var line = new StringBuilder(Math.Min(text.Length, LongestLine));
        foreach (var rune in text.EnumerateRunes())
        {
            if (line.Length >= LongestLine) return line.Append('…').ToString();
            if (Rune.IsControl(rune) || rune.Value is 0x2028 or 0x2029) line.Append(' ');
            else line.Append(rune);
        }

        return line.ToString().Trim();
    }
}
