using System.CommandLine;
using OrleansNews.Settings;

namespace OrleansNews.CommandLine;

/// <summary>Options of the host itself. Every other setting is written <c>--Section:Key=value</c>.</summary>
internal static class ServeOptions
{
    public static readonly Option<string?> Urls = new("--urls")
    {
        Description = $"The addresses to serve pages on, separated by semicolons. Default: {NodeSettings.DefaultUrls}.",
        HelpName = "URLS",
    };

    public static readonly Option<string?> Role = new("--role")
    {
        Description = "all: silo, storage and pages in one process. silo: silo and storage, without pages, beside others on one database. web: pages alone, attached to silos. Default: all.",
        HelpName = "ROLE",
    };

    public static readonly Option<bool> Demo = new("--demo")
    {
        Description = "Fills an empty data folder with a demo newspaper. A folder that has stories is left as it is.",
    };
}
