using System.Text;
using OrleansNews.Site;

namespace OrleansNews.Listings;

/// <summary>Makes <c>/robots.txt</c>.</summary>
internal sealed class Robots(SiteFrames frames)
{
    /// <summary>How it is answered to everybody who found the site at <paramref name="asked"/>.</summary>
    public IPageSource At(string asked) => new DocumentSource(async (_, known) =>
    {
        var settings = await frames.GetSettingsAsync();
        return DocumentSource.Edition(known, new(PageVersion.ThisBuild, settings.Version, 0, 0), Write(settings, PublicAddress.Of(settings, asked)), "text/plain; charset=utf-8");
    });

    private static byte[] Write(SiteSettings settings, string origin)
    {
        var text = settings.DiscourageSearchEngines
            ? "User-agent: *\nDisallow: /\n"
            : $"""
              User-agent: *
              Disallow: /newsroom/
              Disallow: /login
              Disallow: /setup
              Disallow: /dashboard/
              Disallow: /*?replytocom=
              Disallow: /*?s=

              Sitemap: {origin}/sitemap.xml
              Sitemap: {origin}/news-sitemap.xml

              """.ReplaceLineEndings("\n");
        return Encoding.UTF8.GetBytes(text);
    }
}
