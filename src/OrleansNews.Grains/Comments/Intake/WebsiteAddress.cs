namespace OrleansNews.Comments;

/// <summary>The website that a commenter gives.</summary>
internal static class WebsiteAddress
{
    /// <summary>An absolute http or https address; <c>https://</c> is put before one without scheme. Empty for none; null when it cannot be one.</summary>
    public static string? Normalize(string typed)
    {
        if (typed.Length == 0) return "";
        var address = typed.StartsWith("//", StringComparison.Ordinal) ? "https:" + typed : HasScheme(typed) ? typed : "https://" + typed;
        return Uri.TryCreate(address, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps)
            && uri.UserInfo.Length == 0 && IsSite(uri) ? uri.AbsoluteUri : null;
    }

    // "example.com:8080" has a port, not a scheme.
    private static bool HasScheme(string typed)
    {
        var colon = typed.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && typed.AsSpan(0, colon).IndexOfAny("/?#.") < 0 && !(colon + 1 < typed.Length && char.IsAsciiDigit(typed[colon + 1]));
    }

    private static bool IsSite(Uri uri) => uri.HostNameType != UriHostNameType.Dns || (uri.IdnHost.Contains('.', StringComparison.Ordinal) && !uri.IdnHost.Contains("..", StringComparison.Ordinal));
}
