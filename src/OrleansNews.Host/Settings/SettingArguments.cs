using System.Text.RegularExpressions;

namespace OrleansNews.Settings;

/// <summary>Tells settings on the command line (<c>--Section:Key=value</c>) from verbs and options.</summary>
internal static partial class SettingArguments
{
    [GeneratedRegex("^--[A-Za-z][A-Za-z0-9]*(:[A-Za-z0-9_.-]+)+=", RegexOptions.CultureInvariant)]
    private static partial Regex Setting { get; }

    /// <summary>Everything up to a bare <c>--</c> that has the form of a setting, and the rest, both in their order.</summary>
    public static (IReadOnlyList<string> Settings, IReadOnlyList<string> Words) Split(IReadOnlyList<string> arguments)
    {
        var settings = new List<string>();
        var words = new List<string>();
        var ended = false;
        foreach (var argument in arguments)
        {
            ended |= argument == "--";
            (!ended && Setting.IsMatch(argument) ? settings : words).Add(argument);
        }

        return (settings, words);
    }
}
