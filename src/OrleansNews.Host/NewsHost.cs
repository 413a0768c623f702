using Microsoft.Extensions.Options;
using OrleansNews.Accounts;
using OrleansNews.Cluster;
using OrleansNews.Control;
using OrleansNews.Demo;
using OrleansNews.Newsroom;
using OrleansNews.Operations;
using OrleansNews.Settings;
using OrleansNews.Site;
using OrleansNews.Storage;

namespace OrleansNews;

/// <summary>Composes the process.</summary>
internal static class NewsHost
{
    /// <summary>Composes the host of a role with pages, and starts nothing.</summary>
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
        builder.AddTrustedProxies();
        builder.AddOperations();
        builder.AddTelemetry(node);
        var plan = builder.AddCluster(node);
        if (demo) builder.AddDemo();
        if (plan.Role == HostRole.All && plan.Storage == StorageProvider.Sqlite) builder.AddControl();
        builder.AddAccounts();
        builder.AddNewsWeb();
        builder.Services.AddSingleton<IValidateOptions<ReadOptions>, CopyFolderValidator>();

        var app = builder.Build().Owned();
        TrustedProxies.Use(app);
        Drain.Use(app);
        RequestOutcomes.Use(app);
        app.MapNewsWeb();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapAccounts();
        app.MapNewsroom();
        app.MapDashboard();
        return app;
    }

    /// <summary>Composes a silo without pages: its ports are those of the cluster and of the operators.</summary>
    /// <inheritdoc cref="Build"/>
    public static IHost BuildSilo(string[] arguments, bool demo)
    {
        var builder = CreateBuilder(arguments);
        var node = builder.AddNode();
        builder.AddOperations();
        builder.AddTelemetry(node);
        builder.AddCluster(node);
        if (demo) builder.AddDemo();
        return builder.Build().Owned();
    }

    /// <summary>Composes what a verb needs on a free data folder: silo and storage, and no port at all.</summary>
    public static IHost BuildForVerb(string[] arguments)
    {
        var builder = CreateBuilder(arguments);
        builder.AddCluster(builder.AddNode() with { Role = HostRole.All });
        return builder.BuildWithControl();
    }

    /// <summary>Composes what a verb needs beside a cluster: a client of it.</summary>
    /// <param name="arguments">Settings as <c>--Section:Key=value</c>.</param>
    /// <param name="folder">A folder for the socket between the verb and its client.</param>
    public static IHost BuildForVerbOnCluster(string[] arguments, string folder)
    {
        var builder = CreateBuilder(arguments);
        builder.AddNode();
        builder.AddClusterForVerb();
        builder.AddDataFolder(folder);
        return builder.BuildWithControl();
    }

    private static HostApplicationBuilder CreateBuilder(string[] arguments)
    {
        Catalogue.RequireKnown(arguments);
        return SettingPlaces.NewBuilder(arguments);
    }

    private static IHost BuildWithControl(this HostApplicationBuilder builder)
    {
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
        Catalogue.RequireKnown(builder.Configuration);
        Catalogue.RequireFitting(builder.Configuration);
        var node = NodeSettings.Read(builder.Configuration);
        builder.Services.AddSingleton(node);
        builder.AddQuietConsole();
        AddressedMessages.Use(builder.Logging);
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
