namespace OrleansNews.Site;

/// <summary>The address that readers find a newspaper at: scheme and host, and a port where it is not the usual one.</summary>
public static class SiteAddress
{
    /// <summary>What is said of an address that is none.</summary>
    public static FieldError Invalid { get; } = new("address", "Give the site's address as scheme and host without anything behind it: https://news.example.org.", "site_address");

    /// <summary>What a person typed or copied from a browser's bar, without the slash of its front page and in the form that it has as an address; what is none stays as it was typed.</summary>
    public static string Of(string typed)
    {
        var text = typed.Trim();
        var bare = text.EndsWith('/') ? text[..^1] : text;
        return Uri.TryCreate(bare, UriKind.Absolute, out var uri) && bare.AsSpan().Count('/') == 2 && uri.UserInfo.Length + uri.Query.Length + uri.Fragment.Length == 0 && IsValid(uri.GetLeftPart(UriPartial.Authority))
            ? uri.GetLeftPart(UriPartial.Authority)
            : text;
    }

    /// <summary>Whether this is http or https and a host, and nothing else: no path, no query, no user. A newspaper stands at the root of its host.</summary>
    public static bool IsValid(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && address == uri.GetLeftPart(UriPartial.Authority) && uri.UserInfo.Length == 0;
}
