using OrleansNews.Cluster;
using OrleansNews.Operations;
using OrleansNews.Settings;

namespace OrleansNews;

/// <summary>Composes the process for its role.</summary>
internal static class NewsHost
{
    /// <summary>Composes, and starts nothing.</summary>
    /// <param name="arguments">Settings as <c>--Section:Key=value</c>.</param>
    /// <exception cref="SettingException">A setting that the program cannot be composed with.</exception>
    public static WebApplication Build(string[] arguments)
    {
        // Settings and assets lie beside the executable, wherever it is started from; the data folder is relative to the current directory.
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = arguments, ContentRootPath = AppContext.BaseDirectory });
        var node = NodeSettings.Read(builder.Configuration);
        builder.Services.AddSingleton(node);
        builder.WebHost.UseUrls(node.Urls);
        builder.AddQuietConsole();
        builder.AddOperations();
        builder.AddCluster(node);
        builder.AddNewsWeb();

        var app = builder.Build();
        app.MapNewsWeb();
        return app;
    }
}
