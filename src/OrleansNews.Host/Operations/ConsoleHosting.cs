using Microsoft.Extensions.Logging.Console;

namespace OrleansNews.Operations;

/// <summary>What an operator sees on the console: the start's report, warnings, and what the newspaper itself has to say.</summary>
internal static class ConsoleHosting
{
    public static void AddQuietConsole(this IHostApplicationBuilder builder)
    {
        builder.Logging.ClearProviders();
        builder.Logging.AddConsole(console => console.FormatterName = builder.Configuration["Logging:Console:FormatterName"] ?? QuietConsole.FormatterName);
        builder.Logging.AddConsoleFormatter<QuietConsole, ConsoleFormatterOptions>();
        // Standard output is for the report of the start; a log is for standard error.
        builder.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
    }
}
