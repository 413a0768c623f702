using OrleansNews.Markdown;

namespace OrleansNews.Control;

/// <summary>Lets verbs reach this host.</summary>
internal static class ControlHosting
{
    public static void AddControl(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<AccountControl>();
        builder.Services.AddSingleton<MarkdownImport>();
        builder.Services.AddSingleton<ImportControl>();
        builder.Services.AddSingleton<ErasureControl>();
        builder.Services.AddHostedService<ControlServer>();
    }
}
