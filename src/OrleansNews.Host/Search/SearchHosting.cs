using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace OrleansNews.Search;

/// <summary>Gives the silo its search index.</summary>
internal static class SearchHosting
{
    /// <summary>An index in <paramref name="file"/>, unless the settings name another one.</summary>
    public static ISiloBuilder AddSearch(this ISiloBuilder silo, string file)
    {
        silo.Services.AddOptions<SearchOptions>().BindConfiguration(SearchOptions.Section).ValidateOnStart();
        silo.Services.AddSingleton<IValidateOptions<SearchOptions>, SearchOptionsValidator>();
        silo.Services.AddSingleton<IValidateOptions<SearchOptions>>(new SearchFileValidator(file));
        return silo.AddSearch(services =>
        {
            var options = services.GetRequiredService<IOptions<SearchOptions>>().Value;
            var path = options.Path.Length > 0 ? options.Path : file;
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            return new SqliteSearchIndex(path, services.GetRequiredService<IOptions<ClusterOptions>>().Value.ClusterId, options, services.GetRequiredService<ILogger<SqliteSearchIndex>>());
        });
    }
}
