using Microsoft.Extensions.Logging.Console;

namespace OrleansNews.Operations;

/// <summary>What an operator sees on the console: the start's report, warnings, and what the newspaper itself has to say.</summary>
internal static class ConsoleHosting
{
    public static void AddQuietConsole(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton(new Contact(Contact.UsualEcho));
        builder.Logging.ClearProviders();
        builder.Logging.AddConsole(console => console.FormatterName = builder.Configuration["Logging:Console:FormatterName"] ?? QuietConsole.FormatterName);
        builder.Logging.AddConsoleFormatter<QuietConsole, ConsoleFormatterOptions>();
        // Standard output is for the report of the start; a log is for standard error.
        builder.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        // Kestrel opens a scope for every connection, kept with its context for as long as the connection is there: for nothing, unless somebody wants to read it.
        if (!builder.Configuration.GetValue<bool>("Logging:Console:FormatterOptions:IncludeScopes")) builder.Services.AddSingleton<IExternalScopeProvider, NoScopes>();
    }
}
