using System.Globalization;
using Microsoft.Extensions.Options;
using OrleansNews.Cluster;
using OrleansNews.Settings;

namespace OrleansNews.Search;

/// <summary>Gives the silo its search index.</summary>
internal static class SearchHosting
{
    /// <summary>
    /// The file of a silo that was told nothing else: in the data folder. Silos of one newspaper that share no store on disk may share that folder, and are told apart by their ports.
    /// </summary>
    public static string FileOf(ClusterPlan plan, NodeSettings node) => Path.Combine(
        node.Data, plan.Storage == StorageProvider.Sqlite ? "search.db" : string.Create(CultureInfo.InvariantCulture, $"search-{plan.Options.SiloPort}.db"));

    /// <summary>An index in <paramref name="file"/>, unless the settings name another one.</summary>
    public static ISiloBuilder AddSearch(this ISiloBuilder silo, string file)
    {
        silo.Services.AddOptions<SearchOptions>().BindConfiguration(SearchOptions.Section).ValidateOnStart();
        silo.Services.AddSingleton<IValidateOptions<SearchOptions>, SearchOptionsValidator>();
        return silo.AddSearch(services =>
        {
            var options = services.GetRequiredService<IOptions<SearchOptions>>().Value;
            var path = options.Path.Length > 0 ? options.Path : file;
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            return new SqliteSearchIndex(path, options, services.GetRequiredService<ILogger<SqliteSearchIndex>>());
        });
    }
}
