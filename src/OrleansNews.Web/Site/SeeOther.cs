namespace OrleansNews.Site;

/// <summary>303: done, and here is the page that shows it. <paramref name="location"/> is an encoded path of this site.</summary>
internal sealed class SeeOther(string location) : IResult, IStatusCodeHttpResult
{
    public string Location => location;

    public int? StatusCode => StatusCodes.Status303SeeOther;

    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
        httpContext.Response.Headers.Location = location;
        httpContext.Response.Headers.CacheControl = "no-store";
        return Task.CompletedTask;
    }
}
