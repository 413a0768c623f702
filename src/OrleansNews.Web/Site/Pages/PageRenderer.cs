using Microsoft.AspNetCore.Components;

namespace OrleansNews.Site;

/// <summary>Renders whole pages to bytes, with the fragments of the moment.</summary>
internal sealed class PageRenderer(ComponentRenderer components, PageFragments fragments, PageInstruments instruments)
{
    public async Task<FinishedPage> RenderAsync<TComponent, TModel>(TModel model)
        where TComponent : IComponent, IPage<TModel>
    {
        await using var html = new Utf8HtmlWriter();
        html.Write("<!DOCTYPE html>\n");
        await components.RenderAsync<TComponent, TModel>(model, html);
        instruments.Rendered();
        var pieces = await fragments.ReadAsync();
        return new(PageBody.Parse(html.Written, pieces), pieces);
    }
}
