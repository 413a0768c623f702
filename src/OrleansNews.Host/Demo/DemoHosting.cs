namespace OrleansNews.Demo;

/// <summary>Shows a newcomer the product at once.</summary>
internal static class DemoHosting
{
    /// <summary>Call it after the cluster: hosted services start in the order of their registration, and the public listener after all of them.</summary>
    public static void AddDemo(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<DemoFilling>();
        builder.Services.AddHostedService(services => services.GetRequiredService<DemoFilling>());
    }
}
