using System.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace OrleansNews.Site;

/// <summary>Renders components to text: pages and live events by the same means.</summary>
internal sealed class ComponentRenderer(IServiceProvider services, ILoggerFactory logs)
{
    public async Task<string> RenderAsync<TComponent, TModel>(TModel model)
        where TComponent : IComponent, IPage<TModel>
    {
        await using var renderer = new HtmlRenderer(services, logs);
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var parameters = ParameterView.FromDictionary(new Dictionary<string, object?> { [nameof(IPage<>.Model)] = model });
            var root = await renderer.RenderComponentAsync<TComponent>(parameters);
            await using var text = new StringWriter(new StringBuilder(16 * 1024));
            root.WriteHtmlTo(text);
            return text.ToString();
        });
    }
}
