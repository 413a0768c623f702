using System.Globalization;
using Microsoft.Extensions.Options;
using OrleansNews.Cluster.Tls;
using OrleansNews.Operations;
using OrleansNews.Settings;
using OrleansNews.Storage;

namespace OrleansNews.Cluster;

/// <summary>Gives the process its part in the cluster.</summary>
internal static class ClusterHosting
{
    // More than two checks of most balancers.
    private static readonly TimeSpan DrainBesideOthers = TimeSpan.FromSeconds(5);

    public static ClusterPlan AddCluster(this IHostApplicationBuilder builder, NodeSettings node)
    {
        var plan = builder.AddPlan(node.Role);
        if (plan.Role == HostRole.Web) builder.AddNewsClient(plan, node);
        else builder.AddNewsSilo(plan, plan.Storage == StorageProvider.Sqlite ? builder.AddDataFolder(node.Data) : null, SearchFileOf(plan, node));
        builder.Services.PostConfigure<OperationsOptions>(operations => operations.DrainFor ??= plan.SharesItsReaders ? DrainBesideOthers : TimeSpan.Zero);
        return plan;
    }

    /// <summary>Lets a verb reach a cluster that runs, as a client of it.</summary>
    public static void AddClusterForVerb(this IHostApplicationBuilder builder) => builder.AddNewsClientForVerb(builder.AddPlan(HostRole.Web));

    /// <summary>
    /// Takes a folder before anything is composed on it. It is given up when everything on it is disposed: the container disposes in the reverse order of making.
    /// </summary>
    public static DataFolder AddDataFolder(this IHostApplicationBuilder builder, string path)
    {
        var folder = DataFolder.Open(path);
        builder.Services.AddSingleton(_ => folder);
        return folder;
    }

    // Silos that share no store on disk may share the data folder; their ports tell them apart.
    private static string SearchFileOf(ClusterPlan plan, NodeSettings node) => Path.Combine(
        node.Data, plan.Storage == StorageProvider.Sqlite ? "search.db" : string.Create(CultureInfo.InvariantCulture, $"search-{plan.Options.SiloPort}.db"));

    private static ClusterPlan AddPlan(this IHostApplicationBuilder builder, HostRole role)
    {
        builder.Services.AddOptions<NewsStorageOptions>().BindConfiguration(NewsStorageOptions.Section);
        builder.Services.AddOptions<NewsClusterOptions>().BindConfiguration(NewsClusterOptions.Section).ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<NewsClusterOptions>, NewsClusterOptionsValidator>();
        var plan = ClusterPlan.Read(builder.Configuration, role);
        builder.AddClusterTls();
        builder.Services.AddSingleton(plan);
        return plan;
    }
}
