namespace OrleansNews.Live;

/// <summary>The live feed's part of the front end.</summary>
internal static class LiveWebExtensions
{
    public static IServiceCollection AddLive(this IServiceCollection services)
    {
        services.AddOptions<LiveOptions>().BindConfiguration(LiveOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<LiveOptions>, LiveOptionsValidator>();
        services.AddSingleton<LiveRenderer>();
        services.AddSingleton<LiveInstruments>();
        services.AddSingleton<LiveRelays>();
        services.AddHostedService(provider => provider.GetRequiredService<LiveRelays>());
        services.AddHostedService<ReaderReports>();
        return services;
    }

    /// <summary>Lets readers in ahead of all other middleware, headers included; call it first.</summary>
    public static WebApplication UseLive(this WebApplication app)
    {
        app.UseMiddleware<LiveMiddleware>();
        return app;
    }
}
