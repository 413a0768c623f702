using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Hosting;

namespace OrleansNews.Site;

internal static class SiteSiloBuilderExtensions
{
    /// <summary>The settings of the newspaper.</summary>
    internal static ISiloBuilder AddSite(this ISiloBuilder silo)
    {
        silo.Services.AddSingleton<IJsonTypeInfoResolver>(SiteJson.Default);
        silo.Services.AddOptions<SiteOptions>().BindConfiguration(SiteOptions.Section).ValidateOnStart();
        silo.Services.AddOptions<DiscussionOptions>().BindConfiguration(DiscussionOptions.Section).ValidateOnStart();
        silo.Services.AddSingleton<IValidateOptions<SiteOptions>, SiteOptionsValidator>();
        silo.Services.AddSingleton<IValidateOptions<DiscussionOptions>, SiteOptionsValidator>();
        return silo;
    }
}
