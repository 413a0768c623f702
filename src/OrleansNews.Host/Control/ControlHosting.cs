namespace OrleansNews.Control;

/// <summary>Lets verbs reach this host.</summary>
internal static class ControlHosting
{
    public static void AddControl(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<AccountControl>();
        builder.Services.AddHostedService<ControlServer>();
    }
}
