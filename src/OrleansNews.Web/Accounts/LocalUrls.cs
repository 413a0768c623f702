namespace OrleansNews.Accounts;

/// <summary>Where to go after signing in: an address of this site, whatever the query says.</summary>
internal static class LocalUrls
{
    public const string Default = "/";

    /// <summary>The address when it is a path of this site; empty otherwise.</summary>
    public static string OrNone(string? url) => IsLocal(url) ? url! : "";

    // A browser reads "//host", "/\host" and paths with control characters in their place as another site.
    private static bool IsLocal(string? url) =>
        url is ['/', ..] and not ['/', '/' or '\\', ..] && !url.Any(char.IsControl);
}
