using System.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Logging.Abstractions;

namespace OrleansNews.Site;

/// <summary>Renders components to text: pages and live events by the same means.</summary>
internal sealed class ComponentRenderer(IServiceProvider services)
{
    // A renderer asks for its loggers anew each time, under a lock of the whole process; what it would log are its steps. Faults come out as exceptions.
    private static readonly ILoggerFactory _noLogs = NullLoggerFactory.Instance;

    public async Task<string> RenderAsync<TComponent, TModel>(TModel model)
        where TComponent : IComponent, IPage<TModel>
    {
        await using var text = new StringWriter(new StringBuilder(2 * 1024));
        await RenderAsync<TComponent, TModel>(model, text);
        return text.ToString();
    }

    /// <summary>Renders into <paramref name="output"/>.</summary>
    public async Task RenderAsync<TComponent, TModel>(TModel model, TextWriter output)
        where TComponent : IComponent, IPage<TModel>
    {
        await using var renderer = new HtmlRenderer(services, _noLogs);
        await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var parameters = ParameterView.FromDictionary(new Dictionary<string, object?> { [nameof(IPage<>.Model)] = model });
            var root = await renderer.RenderComponentAsync<TComponent>(parameters);
            root.WriteHtmlTo(output);
        });
    }
}
