using System.Text.Encodings.Web;
using OrleansNews.Layout;
using OrleansNews.Site;

namespace OrleansNews.Articles;

/// <summary>Tells other sites how to show a link to a story (oembed.com), at WordPress's address. What they get is a quotation with a link: pages here are never framed.</summary>
internal static class OEmbedEndpoints
{
    private const int Width = 600;
    private const int Height = 338;

    public static IEndpointRouteBuilder MapOEmbed(this IEndpointRouteBuilder routes)
    {
        routes.MapMethods("/wp-json/oembed/1.0/embed", PageRoutes.Methods, GetAsync);
        return routes;
    }

    private static async Task<IResult> GetAsync(string? url, string? format, int? maxwidth, int? maxheight, HttpContext context, StoryReader stories, SiteFrames frames, HtmlEncoder html)
    {
        context.Response.Headers.AccessControlAllowOrigin = "*";
        if (url is null) return TypedResults.Json(new OEmbedError("rest_missing_callback_param", "Missing parameter(s): url", new(400)), OEmbedJson.Default.OEmbedError, statusCode: 400);
        if (format is not (null or "json" or "xml")) return TypedResults.StatusCode(StatusCodes.Status501NotImplemented);
        var settings = await frames.GetSettingsAsync();
        var origin = PublicAddress.Of(settings, context.Request);
        if (await FindAsync(url, origin, settings, stories) is not { Status: ArticleStatus.Published } story)
            return TypedResults.Json(new OEmbedError("oembed_invalid_url", "Not Found", new(404)), OEmbedJson.Default.OEmbedError, statusCode: 404);

        var link = origin + Urls.Encode(story.Path);
        var author = story.Authors is [var first, ..] ? first : null;
        var image = StoryImage.SizedOf(story);
        var embed = new OEmbed
        {
            ProviderName = settings.Title,
            ProviderUrl = origin + "/",
            AuthorName = author?.Name,
            AuthorUrl = author is null ? null : origin + Urls.Author(author),
            Title = story.Title,
            Html = $"<blockquote><p><a href=\"{html.Encode(link)}\">{html.Encode(story.Title)}</a></p>{(story.Excerpt.Length > 0 ? $"<p>{html.Encode(story.Excerpt)}</p>" : "")}</blockquote>",
            Width = Math.Clamp(maxwidth ?? Width, 1, Width),
            Height = Math.Clamp(maxheight ?? Height, 1, Height),
            ThumbnailUrl = image is { } thumbnail ? (thumbnail.Address[0] == '/' ? origin + thumbnail.Address : thumbnail.Address) : null,
            ThumbnailWidth = image?.Width,
            ThumbnailHeight = image?.Height,
        };
        return format == "xml" ? TypedResults.Bytes(OEmbedXml.Write(embed), "text/xml; charset=utf-8") : TypedResults.Json(embed, OEmbedJson.Default.OEmbed);
    }

    private static async Task<PublishedArticle?> FindAsync(string url, string origin, SiteSettings settings, StoryReader stories)
    {
        if (!Uri.TryCreate(new Uri(origin), url, out var asked) || !string.Equals(asked.GetLeftPart(UriPartial.Authority), origin, StringComparison.OrdinalIgnoreCase)) return null;
        if (asked.AbsolutePath == "/" && asked.Query.StartsWith("?p=", StringComparison.Ordinal)) return ArticleId.TryParse(asked.Query[3..], out var id) ? await stories.FindAsync(id) : null;
        if (StoryAddress.Of(Uri.UnescapeDataString(asked.AbsolutePath), settings) is not { Feed: null } address) return null;
        return await stories.FindAsync(address.Path) is { } target ? await stories.ReadAsync(target.Article) : null;
    }
}
