using Microsoft.Extensions.DependencyInjection;
using Orleans.Hosting;

namespace OrleansNews.Search;

/// <summary>Puts full-text search into a silo.</summary>
public static class SearchSiloBuilderExtensions
{
    /// <summary>Follows the newspaper into an index of this silo, and lets it be searched. The host decides where the index rests.</summary>
    public static ISiloBuilder AddSearch(this ISiloBuilder silo, Func<IServiceProvider, ISearchIndex> index)
    {
        silo.Services.AddSingleton(index);
        silo.Services.AddSingleton<SearchProgress>();
        silo.Services.AddSingleton<SearchFollower>();
        silo.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(services => services.GetRequiredService<SearchFollower>());
        return silo;
    }
}
