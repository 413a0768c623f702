using OrleansNews.Accounts;
using OrleansNews.Cluster;
using OrleansNews.Control;
using OrleansNews.Demo;
using OrleansNews.Operations;
using OrleansNews.Settings;
using OrleansNews.Storage;

namespace OrleansNews;

/// <summary>Composes the process.</summary>
internal static class NewsHost
{
    /// <summary>Composes the host of its role, and starts nothing.</summary>
    /// <param name="arguments">Settings as <c>--Section:Key=value</c>.</param>
    /// <param name="demo">Whether an empty newspaper is filled with the demo before the first page is served.</param>
    /// <exception cref="SettingException">A setting that nothing can be composed with.</exception>
    /// <exception cref="DataFolderException">The data folder cannot be used.</exception>
    public static WebApplication Build(string[] arguments, bool demo)
    {
        Catalogue.RequireKnown(arguments);
        // Settings and assets lie beside the executable, wherever it is started from; the data folder is relative to the current directory.
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = arguments, ContentRootPath = AppContext.BaseDirectory });
        var node = builder.AddNode();
        builder.WebHost.UseUrls(node.Urls);
        builder.AddOperations();
        builder.AddCluster(node);
        if (demo) builder.AddDemo();
        if (node.Role == HostRole.All) builder.AddControl();
        builder.AddAccounts();
        builder.AddNewsWeb();

        var app = builder.Build().Owned();
        app.MapNewsWeb();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapAccounts();
        app.MapDashboard();
        return app;
    }

    /// <summary>Composes what a verb needs on a free data folder: silo and storage, and no port at all.</summary>
    public static IHost BuildForVerb(string[] arguments)
    {
        Catalogue.RequireKnown(arguments);
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { Args = arguments, ContentRootPath = AppContext.BaseDirectory });
        var node = builder.AddNode() with { Role = HostRole.All };
        builder.AddCluster(node);
        builder.AddControl();
        builder.Services.AddSingleton<PasswordHashing>();
        return builder.Build().Owned();
    }

    private static SettingCatalogue Catalogue { get; } = new(
        typeof(NewsHost).Assembly,
        typeof(NewsGrainsSiloBuilderExtensions).Assembly,
        typeof(DataFolder).Assembly,
        typeof(NewsWebExtensions).Assembly);

    private static NodeSettings AddNode(this IHostApplicationBuilder builder)
    {
        Catalogue.RequireFitting(builder.Configuration);
        var node = NodeSettings.Read(builder.Configuration);
        builder.Services.AddSingleton(node);
        builder.AddQuietConsole();
        return node;
    }

    // The data folder is resolved first, so that the container gives it up last.
    private static THost Owned<THost>(this THost host)
        where THost : IHost
    {
        host.Services.GetService<DataFolder>();
        return host;
    }
}
