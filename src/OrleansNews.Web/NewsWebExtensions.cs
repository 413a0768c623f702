using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace OrleansNews;

/// <summary>Puts the newspaper's pages, live feed and API into a web application. The host brings the cluster client, sign-in and its policies.</summary>
public static class NewsWebExtensions
{
    /// <summary>Registers what the rooms of the front end need.</summary>
    public static IHostApplicationBuilder AddNewsWeb(this IHostApplicationBuilder builder)
    {
        builder.Services.TryAddKeyedSingleton(NewsClock.Key, TimeProvider.System);
        builder.Services.AddDataProtection();
        return builder;
    }

    /// <summary>Adds the front end's middleware and endpoints. Call it after authentication and authorization.</summary>
    public static WebApplication MapNewsWeb(this WebApplication app) => app;
}
