using Microsoft.Extensions.Options;
using OrleansNews.Settings;

namespace OrleansNews.Cluster;

/// <summary>Gives the process its part in the cluster.</summary>
internal static class ClusterHosting
{
    public static void AddCluster(this WebApplicationBuilder builder, NodeSettings node)
    {
        builder.Services.AddOptions<NewsClusterOptions>().BindConfiguration(NewsClusterOptions.Section).ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<NewsClusterOptions>, NewsClusterOptionsValidator>();
        switch (node.Role)
        {
            case HostRole.All: builder.AddNewsSilo(); break;
            case HostRole.Web: builder.AddNewsClient(); break;
            default: throw new SettingException("Role", "silo needs a store that several silos share, and this build has SQLite alone, which serves one process. Use --role all with --Cluster:OpenGateway=true, and --role web for more front ends.");
        }
    }
}
