using Microsoft.AspNetCore.Components;

namespace OrleansNews.Site;

/// <summary>Renders whole pages to bytes, with the fragments of the moment.</summary>
internal sealed class PageRenderer(ComponentRenderer components, PageFragments fragments, PageInstruments instruments)
{
    public async Task<FinishedPage> RenderAsync<TComponent, TModel>(TModel model)
        where TComponent : IComponent, IPage<TModel>
    {
        var html = await components.RenderAsync<TComponent, TModel>(model);
        var body = PageBody.Parse("<!DOCTYPE html>\n" + html);
        instruments.Rendered();
        return new(body, await fragments.ReadAsync());
    }
}
