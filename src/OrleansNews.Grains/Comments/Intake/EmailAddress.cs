using System.Globalization;

namespace OrleansNews.Comments;

/// <summary>The syntax of email addresses, as far as people use it (RFC 5321 with RFC 6531): no quoted local parts, no address literals.</summary>
internal static class EmailAddress
{
    private static readonly IdnMapping Idn = new() { UseStd3AsciiRules = true };

    public static bool IsValid(string email)
    {
        var at = email.LastIndexOf('@');
        if (at is < 1 or > 64) return false;
        var local = email[..at];
        return !local.StartsWith('.') && !local.EndsWith('.') && !local.Contains("..", StringComparison.Ordinal) && local.All(MayStandInLocalPart)
            && IsDomain(email[(at + 1)..]);
    }

    private static bool MayStandInLocalPart(char c) =>
        char.IsAsciiLetterOrDigit(c) || c > '\u00A0' && !char.IsWhiteSpace(c) || "!#$%&'*+/=?^_`{|}~.-".Contains(c, StringComparison.Ordinal);

    private static bool IsDomain(string domain)
    {
        if (!domain.Contains('.', StringComparison.Ordinal) || domain.EndsWith('.')) return false;
        try
        {
            return Idn.GetAscii(domain).Length is >= 3 and <= 253;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
