using Microsoft.Extensions.Options;
using OrleansNews.Settings;
using OrleansNews.Storage;

namespace OrleansNews.Cluster;

/// <summary>Gives the process its part in the cluster.</summary>
internal static class ClusterHosting
{
    public static void AddCluster(this IHostApplicationBuilder builder, NodeSettings node)
    {
        builder.Services.AddOptions<NewsClusterOptions>().BindConfiguration(NewsClusterOptions.Section).ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<NewsClusterOptions>, NewsClusterOptionsValidator>();
        switch (node.Role)
        {
            case HostRole.All: builder.AddNewsSilo(builder.AddDataFolder(node)); break;
            case HostRole.Web: builder.AddNewsClient(node); break;
            default: throw new SettingException("Role", "silo needs a store that several silos share, and this build has SQLite alone, which serves one process. Use --role all with --Cluster:OpenGateway=true, and --role web for more front ends.");
        }
    }

    // Taken before anything is composed on it, and given up when everything on it is disposed: the container disposes in the reverse order of making.
    private static DataFolder AddDataFolder(this IHostApplicationBuilder builder, NodeSettings node)
    {
        var folder = DataFolder.Open(node.Data);
        builder.Services.AddSingleton(_ => folder);
        return folder;
    }
}
