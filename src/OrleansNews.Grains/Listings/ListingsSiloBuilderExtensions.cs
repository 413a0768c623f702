using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Hosting;

namespace OrleansNews.Listings;

internal static class ListingsSiloBuilderExtensions
{
    /// <summary>Front page, sections, tags, authors, months.</summary>
    internal static ISiloBuilder AddListings(this ISiloBuilder silo)
    {
        silo.Services.AddSingleton<IJsonTypeInfoResolver>(ListingJson.Default);
        return silo;
    }
}
