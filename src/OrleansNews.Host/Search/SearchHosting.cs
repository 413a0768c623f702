using Microsoft.Extensions.Options;
using OrleansNews.Storage;

namespace OrleansNews.Search;

/// <summary>Gives the silo its search index.</summary>
internal static class SearchHosting
{
    /// <summary>An index in the data folder, unless the settings name another place.</summary>
    public static ISiloBuilder AddSearch(this ISiloBuilder silo, DataFolder folder)
    {
        silo.Services.AddOptions<SearchOptions>().BindConfiguration(SearchOptions.Section).ValidateOnStart();
        silo.Services.AddSingleton<IValidateOptions<SearchOptions>, SearchOptionsValidator>();
        return silo.AddSearch(services =>
        {
            var options = services.GetRequiredService<IOptions<SearchOptions>>().Value;
            var path = options.Path.Length > 0 ? options.Path : Path.Combine(folder.Path, "search.db");
            return new SqliteSearchIndex(path, options, services.GetRequiredService<ILogger<SqliteSearchIndex>>());
        });
    }
}
