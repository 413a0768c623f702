using Microsoft.AspNetCore.Components;

namespace OrleansNews.Site;

/// <summary>Answers one request with a page made for it: what a reader asked, was refused, or alone may see.</summary>
/// <param name="personal">Whether it is for this reader alone; nobody else may keep it then.</param>
internal sealed class PageResult<TComponent, TModel>(TModel model, int status = StatusCodes.Status200OK, bool personal = false) : IResult, IStatusCodeHttpResult
    where TComponent : IComponent, IPage<TModel>
{
    public int? StatusCode => status;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var page = await httpContext.RequestServices.GetRequiredService<PageRenderer>().RenderAsync<TComponent, TModel>(model);
        if (!personal && status == StatusCodes.Status200OK)
        {
            await httpContext.RequestServices.GetRequiredService<PageResponder>().WriteAsync(httpContext, new(null, page, null));
            return;
        }

        await PageResponder.WriteForOneAsync(httpContext, page, status);
    }
}
