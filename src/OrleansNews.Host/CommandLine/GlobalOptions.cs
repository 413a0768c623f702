using System.CommandLine;
using OrleansNews.Settings;

namespace OrleansNews.CommandLine;

/// <summary>Options of the host and of every verb.</summary>
internal static class GlobalOptions
{
    public static readonly Option<string?> Data = new("--data")
    {
        Description = $"The data folder. Default: {NodeSettings.DefaultData} in the current directory.",
        HelpName = "DIR",
        Recursive = true,
    };

    /// <summary>The option as a setting.</summary>
    public static IEnumerable<string> Settings(ParseResult parsed) => parsed.GetValue(Data) is { } data ? [$"--Data={data}"] : [];
}
