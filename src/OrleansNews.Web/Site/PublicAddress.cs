namespace OrleansNews.Site;

/// <summary>Where the site is on the web: what must be written in full, as in feeds and sitemaps, begins with it.</summary>
internal static class PublicAddress
{
    /// <summary>The address of the settings, else the one that a request was sent to, as <see cref="Of(SiteSettings, HttpRequest)"/> found it.</summary>
    public static string Of(SiteSettings settings, string asked) => settings.Address.Length > 0 ? settings.Address : asked;

    /// <summary>Scheme and host without a slash at the end: the one of the settings, else the one that this request was sent to. Only for answers that name it in their cache key.</summary>
    public static string Of(SiteSettings settings, HttpRequest request) =>
        settings.Address.Length > 0 ? settings.Address : $"{request.Scheme}://{request.Host.ToUriComponent()}{request.PathBase.ToUriComponent()}";
}
