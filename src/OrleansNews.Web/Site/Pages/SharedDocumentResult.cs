namespace OrleansNews.Site;

/// <summary>
/// Answers with a document for programs that everybody shares: made once for all who ask, kept with the pages, and served as it was last while the cluster is silent. What it is kept under names the address of the site as
/// the request has it, where the settings do not say it: addresses in the document begin with it.
/// </summary>
internal sealed class SharedDocumentResult(string path, Func<string, IPageSource> source) : IResult
{
    private const int RetryAfterCrowdSeconds = 1;

    // No path begins like this: documents are found by their endpoints, which know under which address they were asked for.
    private const string Beginning = "document ";

    /// <summary>What a document is kept under.</summary>
    /// <param name="asked">The address of the site that a request told; empty when the settings say it.</param>
    /// <param name="path">The document's own.</param>
    public static string KeyOf(string asked, string path) => $"{Beginning}{asked}{path}";

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var services = httpContext.RequestServices;
        var asked = await AskedAsync(services, httpContext.Request);
        if (asked.Length > 0 && !services.GetRequiredService<AskedOrigins>().Admits(asked))
        {
            await RefuseAsync(httpContext, RetryAfterCrowdSeconds);
            return;
        }

        var (answer, served) = await services.GetRequiredService<PageCache>().GetAsync(KeyOf(asked, path), source(asked));
        switch (answer)
        {
            case PageEdition when served is { } document:
                await services.GetRequiredService<PageResponder>().WriteAsync(httpContext, document);
                break;
            case PageMoved moved:
                await TypedResults.LocalRedirect(moved.Location + httpContext.Request.QueryString, permanent: true).ExecuteAsync(httpContext);
                break;
            case PageMissing missing:
                await services.GetRequiredService<StatusAnswers>().WriteAsync(httpContext, missing.Status);
                break;
            default:
                await RefuseAsync(httpContext, RetryLater.Soon);
                break;
        }
    }

    // A front end that was started while the cluster is silent knows no settings; but a copy that names no request was made with an address that they said.
    private async Task<string> AskedAsync(IServiceProvider services, HttpRequest request)
    {
        var (settings, checkedAt) = await services.GetRequiredService<SiteFrames>().ReadSettingsOrLastKnownAsync();
        var isSaid = settings.Address.Length > 0 || (checkedAt == 0 && await services.GetRequiredService<PageCopies>().FindVersionAsync(KeyOf("", path)) is not null);
        return isSaid ? "" : PublicAddress.Of(settings, request);
    }

    private static Task RefuseAsync(HttpContext context, int seconds)
    {
        context.Response.SayRetryAfter(seconds);
        return context.RequestServices.GetRequiredService<StatusAnswers>().WriteAsync(context, StatusCodes.Status503ServiceUnavailable);
    }
}
