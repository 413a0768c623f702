namespace OrleansNews.Listings;

/// <summary>A part of the sitemap.</summary>
/// <param name="Version">What names its content: another text, another content.</param>
internal sealed record SitemapPart(string Version);
