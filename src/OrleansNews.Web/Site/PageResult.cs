using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.Net.Http.Headers;

namespace OrleansNews.Site;

/// <summary>Answers a request with a rendered page. A page that may be kept carries an entity tag and is answered with 304 while nothing changed.</summary>
internal sealed class PageResult<TComponent, TModel>(TModel model, int status = StatusCodes.Status200OK, bool personal = false)
    : IResult, IStatusCodeHttpResult
    where TComponent : IComponent, IPage<TModel>
{
    public int? StatusCode => status;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var html = await httpContext.RequestServices.GetRequiredService<ComponentRenderer>().RenderAsync<TComponent, TModel>(model);
        var body = Encoding.UTF8.GetBytes("<!DOCTYPE html>\n" + html);
        var response = httpContext.Response;
        response.StatusCode = status;
        response.ContentType = "text/html; charset=utf-8";

        if (personal || status != StatusCodes.Status200OK)
        {
            response.Headers.CacheControl = "no-store";
        }
        else
        {
            // A shared cache may keep a page for one second; a browser asks every time.
            response.Headers.CacheControl = "public, max-age=0, s-maxage=1, must-revalidate";
            var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(body).AsSpan(0, 12))}\"");
            response.Headers.ETag = tag.ToString();
            if (IsKnown(httpContext.Request, tag))
            {
                response.StatusCode = StatusCodes.Status304NotModified;
                response.ContentType = null;
                return;
            }
        }

        response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(httpContext.Request.Method)) await response.Body.WriteAsync(body, httpContext.RequestAborted);
    }

    private static bool IsKnown(HttpRequest request, EntityTagHeaderValue tag) =>
        EntityTagHeaderValue.TryParseList(request.Headers.IfNoneMatch, out var known) &&
        known.Any(candidate => candidate.Equals(EntityTagHeaderValue.Any) || candidate.Compare(tag, useStrongComparison: false));
}
