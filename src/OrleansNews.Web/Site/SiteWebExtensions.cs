namespace OrleansNews.Site;

/// <summary>What every page of the front end stands on.</summary>
internal static class SiteWebExtensions
{
    public static IServiceCollection AddSite(this IServiceCollection services)
    {
        services.AddOptions<ReadOptions>().BindConfiguration(ReadOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<ReadOptions>, ReadOptionsValidator>();
        services.AddOptions<LimitOptions>().BindConfiguration(LimitOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<LimitOptions>, LimitOptionsValidator>();
        services.AddOptions<OverloadOptions>().BindConfiguration(OverloadOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<OverloadOptions>, OverloadOptionsValidator>();
        services.AddSingleton<RequestPlaces>();
        services.AddSingleton<OverloadInstruments>();
        services.AddSingleton(MarkupWriter.Encoder);
        services.AddSingleton<SiteFrames>();
        services.AddSingleton<WriteLimiter>();
        services.AddSingleton<IPageFragment>(provider => DateFragment.Today(provider.GetRequiredService<SiteFrames>()));
        services.AddSingleton<IPageFragment>(provider => DateFragment.Year(provider.GetRequiredService<SiteFrames>()));
        services.AddSingleton<PageFragments>();
        services.AddSingleton<PageRenderer>();
        services.AddSingleton<PageInstruments>();
        services.AddSingleton<PageCopies>();
        services.AddSingleton<PageCache>();
        services.AddSingleton<AskedOrigins>();
        services.AddSingleton<WarmUp>();
        services.AddSingleton<PageFollower>();
        services.AddHostedService(provider => provider.GetRequiredService<PageFollower>());
        services.AddSingleton<StoryViews>();
        services.AddSingleton<PageCompressor>();
        services.AddSingleton<PageResponder>();
        services.AddSingleton<ComponentRenderer>();
        services.AddSingleton<StatusAnswers>();
        services.AddSingleton<SilentCluster>();
        services.AddExceptionHandler<ClusterExceptionHandler>();
        services.AddProblemDetails();
        // What cannot be bound is answered by the exception handler, which says where and what.
        services.Configure<RouteHandlerOptions>(static options => options.ThrowOnBadRequest = true);
        services.AddDataProtection();
        return services;
    }

    /// <summary>Headers, faults and empty answers, for every endpoint of the process.</summary>
    public static WebApplication UseSite(this WebApplication app)
    {
        app.Services.GetRequiredService<PageInstruments>().Watch(app.Services.GetRequiredService<PageCache>());
        app.UseMiddleware<PageMiddleware>();
        app.UseSecurityHeaders();
        app.UseExceptionHandler();
        app.UseStatusCodePages(static context =>
            context.HttpContext.RequestServices.GetRequiredService<StatusAnswers>().WriteAsync(context.HttpContext, context.HttpContext.Response.StatusCode));
        // Named here, or the application would route before the pages above are looked at.
        app.UseRouting();
        // Behind it, where the endpoint of the live feed has been run already: a feed would hold its place for an hour.
        app.UseMiddleware<OverloadMiddleware>();
        return app;
    }
}
