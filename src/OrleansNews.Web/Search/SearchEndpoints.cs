using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Xml.Linq;
using OrleansNews.Layout;
using OrleansNews.Site;

namespace OrleansNews.Search;

/// <summary>Search for programs: the API, and how browsers find the search of this site.</summary>
internal static class SearchEndpoints
{
    private const int PageSize = 10;
    private static readonly XNamespace _openSearch = "http://a9.com/-/spec/opensearch/1.1/";

    public static IServiceCollection AddSearch(this IServiceCollection services)
    {
        services.AddSingleton<SearchLimiter>();
        services.AddSingleton<SearchPages>();
        services.AddSingleton<ChangedStories>();
        services.AddSingleton<RelatedReader>();
        services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, SearchApiJson.Default));
        return services;
    }

    public static IEndpointRouteBuilder MapSearch(this IEndpointRouteBuilder routes)
    {
        routes.MapGroup("/api").WithTags("Search").MapGet("/search", FindAsync).WithName("SearchStories")
            .WithSummary("Published stories with all words of a query, the best first. Words in quotes stand beside each other, OR asks for either, a minus leaves out.");
        routes.MapMethods("/opensearch.xml", PageRoutes.Methods, DescribeAsync);
        // WordPress's other addresses of a search.
        routes.MapMethods("/search/{words}", PageRoutes.Methods, (string words) => Moved(words, 1));
        routes.MapMethods("/search/{words}/page/{page:int:min(1)}", PageRoutes.Methods, Moved);
        return routes;
    }

    private static RedirectHttpResult Moved(string words, int page) => TypedResults.LocalRedirect(new SearchQuestion(words).AddressOf(page), permanent: true);

    private static async Task<Results<Ok<SearchOutput>, ValidationProblem, StatusCodeHttpResult>> FindAsync(
        string? q, string? section, string? from, string? to, int? page, HttpContext context, SearchPages searches, SearchLimiter limiter, SiteFrames frames, HtmlEncoder html)
    {
        var texts = await frames.GetTextsAsync();
        if (string.IsNullOrWhiteSpace(q)) return FieldProblem.Of("q", texts.SearchWithoutWords);
        if (!string.IsNullOrEmpty(section) && !Slugs.IsValidPath(section)) return FieldProblem.Of("section", texts.SearchSectionInvalid);
        if (!SearchQuestion.TryDay(from, out _)) return FieldProblem.Of("from", texts.SearchDayInvalid);
        if (!SearchQuestion.TryDay(to, out _)) return FieldProblem.Of("to", texts.SearchDayInvalid);
        if (page < 1) return FieldProblem.Of("page", texts.SearchPageInvalid);
        if (!limiter.TryPass(context))
        {
            AddressLimiter.SayWhen(context.Response);
            return TypedResults.StatusCode(StatusCodes.Status429TooManyRequests);
        }

        var dates = (await frames.GetAsync()).Dates;
        switch (await searches.FindAsync(new SearchQuestion(q, section ?? "", from ?? "", to ?? "").ToQuery(dates, page ?? 1, PageSize)))
        {
            case SearchFound found:
                context.Response.Headers.CacheControl = "public, max-age=0, s-maxage=1";
                return TypedResults.Ok(SearchOutput.Of(found, page ?? 1, PageSize, html));
            case SearchRefused refused:
                return FieldProblem.Of("q", SearchPages.SentenceFor(refused.Reason, texts));
            default:
                context.Response.SayRetryAfter();
                return TypedResults.StatusCode(StatusCodes.Status503ServiceUnavailable);
        }
    }

    // OpenSearch 1.1: the name has at most 16 characters, the description 1,024.
    private static async Task<IResult> DescribeAsync(HttpContext context, SiteFrames frames)
    {
        var settings = await frames.GetSettingsAsync();
        var origin = PublicAddress.Of(settings, context.Request);
        var description = new XElement(
            _openSearch + "OpenSearchDescription",
            new XElement(_openSearch + "ShortName", Beginning.Of(settings.Title, 16).TrimEnd()),
            new XElement(_openSearch + "Description", Beginning.Of(settings.Tagline.Length > 0 ? $"{settings.Title} – {settings.Tagline}" : settings.Title, 1024).TrimEnd()),
            new XElement(_openSearch + "InputEncoding", "UTF-8"),
            new XElement(_openSearch + "Url", new XAttribute("type", "text/html"), new XAttribute("template", origin + "/?s={searchTerms}")));
        return new DocumentResult(Encoding.UTF8.GetBytes(new XDeclaration("1.0", "UTF-8", null) + "\n" + description), "application/opensearchdescription+xml; charset=utf-8");
    }
}
