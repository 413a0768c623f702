using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Hosting;

namespace OrleansNews.Listings;

internal static class ListingsSiloBuilderExtensions
{
    /// <summary>Front page, sections, tags, authors, months, and what is read most.</summary>
    internal static ISiloBuilder AddListings(this ISiloBuilder silo)
    {
        silo.Services.AddSingleton<IJsonTypeInfoResolver>(ListingJson.Default);
        silo.Services.AddOptions<TrendingOptions>().BindConfiguration(TrendingOptions.Section).ValidateOnStart();
        silo.Services.AddSingleton<IValidateOptions<TrendingOptions>, TrendingOptionsValidator>();
        return silo;
    }
}
